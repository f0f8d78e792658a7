"""Two moments of a knowledge base compared: what each persona gets differently, and what nobody hears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from builder.changes.comparing_parts import Measure, changes_of
from builder.changes.documents import Comparison, Documents, Names, names_of, title_of
from builder.changes.judged import NEED_ALL, new_and_mended
from builder.changes.matching import pairs
from builder.changes.parts import Part, parts_of, parts_of_page
from builder.changes.sides import Side, sides
from builder.changes.unheard import unheard
from builder.changes.values import Altered, Behind, Change, Difference, Sort, State
from builder.changes.wanted import Wanted, wanted
from builder.documents import Document, Section
from builder.files import CONFIG
from builder.findings import Finding
from builder.history import Tree
from builder.knowledge import Knowledge
from builder.models import Kind, Record, Ref, parse_ref

_FILE = "content/files/"


def compare(old: Tree, new: Tree, root: Path, *, full: bool = False) -> Difference:
    """Everything that is different between two trees of a project.

    What has not changed is not read, unless something that has changed names it or is named by it. With `full`
    everything is read and judged, findability too.
    """
    chosen = wanted(old, new, full=full)
    before, after = sides(old, new, root, chosen, full=full)
    names = Names.of(before.knowledge, after.knowledge)
    editions = _editions(before, after, names, chosen)
    found = [finding for altered in editions.values() for finding in altered]
    fresh, mended = _findings(before, after, names, chosen)
    language = after.project.language
    return Difference(
        language=language,
        editions={name: _sorted(altered) for name, altered in editions.items() if altered or name == language},
        behind=tuple(_behind(after, editions)),
        new=fresh,
        mended=mended,
        unheard=unheard(before, after, names, chosen, found),
        whole=chosen.whole,
        titles={ref: title_of(d) for side in (before, after) for ref, d in _documents(side.knowledge).items()},
        shorts={i: d.record.short for side in (before, after) for i, d in side.knowledge.personas.items()},
    )


def _editions(old: Side, new: Side, names: Names, chosen: Wanted) -> dict[str, list[Altered]]:
    """By language the documents that are different; what is the same as in the site's own language only there."""
    language = new.project.language
    paths = (frozenset(old.tree.digests), frozenset(new.tree.digests))
    own = Comparison((old, new), language, names, (_documents(old.knowledge), _documents(new.knowledge)), paths)
    found = {language: [_lent(altered, new.knowledge) for altered in own.altered()]}
    found[language] += _files(new.knowledge, found[language], chosen)
    pages = list(_pages(old.knowledge, new.knowledge))
    known = {_key(change) for altered in found[language] for change in altered.changes}
    others = {name for side in (old, new) for name in side.knowledge.translations}
    for other in sorted(others):
        compared = Comparison((old, new), other, names, _translated(old, new, other), paths)
        found[other] = list(_own(compared.altered(), known))
    for altered in pages:
        suffix = altered.ref.id.rpartition(".")[2]
        found[suffix if suffix in others else language].append(altered)
    return found


def _documents(knowledge: Knowledge) -> Documents:
    return {document.ref: document for document in knowledge.all()}


def _translated(old: Side, new: Side, language: str) -> tuple[Documents, Documents]:
    """The translations of what is there."""
    before, after = (side.knowledge.translations.get(language, {}) for side in (old, new))
    return (
        {ref: document for ref, document in before.items() if old.knowledge.find(ref)},
        {ref: document for ref, document in after.items() if new.knowledge.find(ref)},
    )


def _own(found: Iterable[Altered], known: set[Change]) -> Iterator[Altered]:
    """What is different in a translation besides what is so in its base."""
    for altered in found:
        changes = tuple(change for change in altered.changes if _key(change) not in known)
        if changes or altered.state not in {State.CHANGED, State.RENAMED, State.MOVED}:
            yield replace(altered, changes=changes, touches=())


def _key(change: Change) -> Change:
    return change._replace(seconds=None, also=())


def _lent(altered: Altered, knowledge: Knowledge) -> Altered:
    """The same, its changes with the guides that borrow what they are in."""
    if altered.ref.kind is not Kind.GUIDE:
        return altered
    return replace(altered, changes=tuple(_with_borrowers(change, knowledge) for change in altered.changes))


def _with_borrowers(change: Change, knowledge: Knowledge) -> Change:
    if not change.ref.anchor:
        return change
    return change._replace(also=tuple(_borrowers(change, knowledge)))


def _borrowers(change: Change, knowledge: Knowledge) -> Iterator[Ref]:
    for guide in knowledge.guides.values():
        for objection in guide.record.objections:
            ref = parse_ref(objection.see) if objection.see else None
            if ref == change.ref and set(change.personas) & set(guide.record.for_):
                yield Ref(Kind.GUIDE, guide.id, objection.id)


def _files(knowledge: Knowledge, found: list[Altered], chosen: Wanted) -> Iterator[Altered]:
    """Assets whose file is another now, though nothing is written differently about it."""
    told = {altered.ref for altered in found}
    for asset in knowledge.assets.values():
        if asset.ref not in told and asset.record.file and f"{_FILE}{asset.record.file}" in chosen.changed:
            change = Change(asset.ref, "content", Sort.VALUE, asset.record.file, asset.record.file)
            yield Altered(asset.ref, asset.record.title, asset.path, State.CHANGED, (change,))


def _pages(old: Knowledge, new: Knowledge) -> Iterator[Altered]:
    """Hand-written pages that read differently."""
    measure = Measure(lambda _: 0, (lambda _: "", lambda _: ""), lambda _, text: text)
    for name in sorted({*old.written, *new.written}):
        before, after = old.written.get(name), new.written.get(name)
        if before == after:
            continue
        parts = [list(parts_of_page(name, sections or ())) for sections in (before, after)]
        changes = tuple(c for pair in pairs(*parts) for c in changes_of(pair.old, pair.new, measure))
        state = State.ADDED if before is None else State.REMOVED if after is None else State.CHANGED
        if changes:
            title = _page_title(after or before or (), name)
            path, called = f"content/pages/{name}.md", names_of(changes, (*parts[0], *parts[1]))
            yield Altered(Ref(Kind.PAGE, name), title, path, state, changes, parts=called)


def _page_title(sections: tuple[Section, ...], name: str) -> str:
    return next((section.title for section in sections if section.title), name)


def _behind(new: Side, editions: dict[str, list[Altered]]) -> Iterator[Behind]:
    """Translations that say what they said, of a line that says something else now."""
    language = new.project.language
    for other, own in new.knowledge.translations.items():
        touched = {(c.ref, c.field) for altered in editions.get(other, ()) for c in altered.changes}
        knowledge = new.knowledge.in_language(other)
        for altered in editions[language]:
            document = own.get(altered.ref)
            if document is None or altered.state not in {State.CHANGED, State.RENAMED}:
                continue
            parts = {part.ref: part for part in parts_of(knowledge, document)}
            stale = [c for c in altered.changes if _reworded(c) and (c.ref, c.field) not in touched]
            fields = (
                f"{c.ref} {c.field}" for c in stale if c.ref in parts and _writes(document, parts[c.ref], c.field)
            )
            if named := tuple(dict.fromkeys(fields)):
                yield Behind(altered.ref, other, document.path, named)


def _reworded(change: Change) -> bool:
    texts = change.sort in {Sort.LINE, Sort.TEXT, Sort.PHRASE}
    return texts and bool(change.field) and (change.new is not None or change.sort is Sort.PHRASE)


def _writes(document: Document[Record], part: Part, field: str) -> bool:
    return document.writes((*part.at, *field.split(".")))


def _findings(old: Side, new: Side, names: Names, chosen: Wanted) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What a change brings and what it mends: everywhere, or where it can be known."""
    paths = {document.path: new.knowledge.find(names.now(ref)) for ref, document in _documents(old.knowledge).items()}

    def now(path: str) -> str:
        document = paths.get(path)
        return document.path if document else path

    told = [side.findings for side in (old, new)]
    if not chosen.whole:
        near = {CONFIG, *chosen.near}
        told = [tuple(f for f in found if f.location.path in near and f.code not in NEED_ALL) for found in told]
    return new_and_mended(told[0], told[1], now)


def _sorted(found: Iterable[Altered]) -> tuple[Altered, ...]:
    """Guides first, what is heard most before the rest."""
    kinds = list(Kind)
    return tuple(sorted(found, key=lambda a: (kinds.index(a.ref.kind), -a.heard, not a.changes, a.title, a.ref)))
