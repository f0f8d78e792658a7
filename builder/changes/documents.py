"""What is different between the documents of two sides in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from builder.changes.comparing_parts import Measure, anchors, changes_of
from builder.changes.matching import Pair, moved, pairs, renamed
from builder.changes.parts import Part, parts_of
from builder.changes.sides import Side
from builder.changes.values import Altered, Change, PartName, Sort, State, Touched
from builder.documents import Document
from builder.knowledge import Knowledge
from builder.models import Evidence, Kind, Record, Ref
from builder.support import SIDES, mark
from builder.text import plain, seconds

Documents = Mapping[Ref, Document[Record]]


_NAMED = {"evidence": Kind.EVIDENCE, "signals": Kind.SIGNAL, "assets": Kind.ASSET, "replaced_by": Kind.GUIDE}
"""Fields that hold ids, and of what."""

_LISTING = {"days", "slides"}
"""Fields whose entries name guides among other words."""


@dataclass(frozen=True, eq=False)
class Names:
    """What documents were called and are called now."""

    by_ref: Mapping[Ref, Ref]

    @classmethod
    def of(cls, old: Knowledge, new: Knowledge) -> Names:
        """The names that changed between two knowledge bases."""
        found: dict[Ref, Ref] = {}
        for kind in new.documents:
            gone = {i: d for i, d in old.documents.get(kind, {}).items() if Ref(kind, i) not in new.broken}
            came = {i: d for i, d in new.documents.get(kind, {}).items() if Ref(kind, i) not in old.broken}
            pairs_ = renamed(gone, came, _former, _content)
            found |= {Ref(kind, before): Ref(kind, after) for before, after in pairs_.items()}
        return cls(found)

    def now(self, ref: Ref) -> Ref:
        """What a document, or a line of it, is called now."""
        return replace(self.by_ref.get(ref.document, ref), anchor=ref.anchor)

    def called(self, field: str, text: str) -> str:
        """An id or a ref that a field names, as it is called now."""
        kind = {"evidence": Kind.EVIDENCE, "signals": Kind.SIGNAL, "assets": Kind.ASSET, "replaced_by": Kind.GUIDE}.get(
            field
        )
        if kind:
            return self.now(Ref(kind, text)).id
        return self._naming.sub(lambda found: self._ids[found[0]], text) if self._ids and field in _LISTING else text

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {ref.id: now.id for ref, now in self.by_ref.items() if ref.kind is Kind.GUIDE}

    @cached_property
    def _naming(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w:-])(?:{'|'.join(map(re.escape, self._ids))})(?=[#,\s]|$)")


def _former(document: Document[Record]) -> Iterable[str]:
    return getattr(document.record, "formerly", ())


def _content(document: Document[Record]) -> Hashable:
    known = {"formerly": (), "reviewed": None, "owner": None, "field_owner": None}
    kept = {key: value for key, value in known.items() if key in type(document.record).model_fields}
    return repr(document.record.model_copy(update=kept))


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two sides in one language."""

    sides: tuple[Side, Side]
    language: str
    names: Names
    documents: tuple[Documents, Documents]
    """What is compared of each side."""
    paths: tuple[frozenset[str], frozenset[str]]
    """The files that lie on each side, read or not."""

    @cached_property
    def knowledge(self) -> tuple[Knowledge, Knowledge]:
        """Both knowledge bases as readers of this language see them."""
        one, other = (side.knowledge.in_language(self.language) for side in self.sides)
        return one, other

    def altered(self) -> Iterator[Altered]:
        """The documents that are not the same on both sides."""
        old, new = self.documents
        was = {self.names.now(ref): ref for ref in old}
        for ref, document in new.items():
            before = old.get(was.get(ref, ref))
            found = self._changed(before, document) if before else self._came(ref, document)
            if found:
                yield found
        for ref, document in old.items():
            if self.names.now(ref) not in new:
                yield self._gone(ref, document)

    def _came(self, ref: Ref, document: Document[Record]) -> Altered:
        if document.path in self.paths[0] or ref in self.sides[0].knowledge.broken:
            return _altered(document, State.MENDED)
        return self._whole(document, State.ADDED)

    def _gone(self, ref: Ref, document: Document[Record]) -> Altered:
        if document.path in self.paths[1] or ref in self.sides[1].knowledge.broken:
            return _altered(document, State.BROKEN)
        return self._whole(document, State.REMOVED)

    def _whole(self, document: Document[Record], state: State) -> Altered:
        """A document that came or went, with all its lines; not a word on its parts."""
        came = state is State.ADDED
        parts, measure = parts_of(self.knowledge[came], document), self._measure({})
        found = (
            change for part in parts for change in changes_of(None if came else part, part if came else None, measure)
        )
        changes = tuple(change for change in found if change.field)
        return replace(_altered(document, state, changes), parts=names_of(changes, parts))

    def _changed(self, old: Document[Record], new: Document[Record]) -> Altered | None:
        before, after = parts_of(self.knowledge[0], old), parts_of(self.knowledge[1], new)
        before = tuple(self._renamed(part) for part in before)
        changes = tuple(_told_once(self._changes(before, after)))
        is_renamed = old.ref != new.ref
        if not (changes or is_renamed or old.path != new.path):
            return None
        state = State.RENAMED if is_renamed else State.CHANGED if changes else State.MOVED
        return replace(
            _altered(new, state, changes),
            old_ref=old.ref if is_renamed else None,
            redirected=not is_renamed or old.id in getattr(new.record, "formerly", ()),
            touches=self._touched(new.ref) if isinstance(new.record, Evidence) and changes else (),
            parts=names_of(changes, (*before, *after)),
        )

    def _changes(self, before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterator[Change]:
        found = [pair for section in _sections(before, after) for pair in pairs(*section)]
        measure = self._measure({p.old.ref.anchor: p.new.ref.anchor for p in found if p.old and p.new})
        places = {part.ref: (was, now) for part, was, now in _moves(found, before)}
        for pair in found:
            yield from changes_of(pair.old, pair.new, measure)
            if pair.new and pair.old and pair.new.ref in places:
                was, now = places[pair.new.ref]
                yield Change(pair.new.ref, "", Sort.ORDER, str(was), str(now), pair.new.personas)

    def _renamed(self, part: Part) -> Part:
        """A part of the old side under the names that documents have now."""
        lender = self.names.now(part.lender) if part.lender else None
        return replace(part, ref=self.names.now(part.ref), lender=lender)

    def _measure(self, parts: Mapping[str, str]) -> Measure:
        speed = self.sides[1].project.settings.speed(self.language)
        ways = anchors(parts)

        def called(field: str, text: str) -> str:
            return ways(field, text) if field in {"hear", "then"} else self.names.called(field, text)

        return Measure(lambda text: max(1, round(seconds(text, speed))), (self._mark(0), self._mark(1)), called)

    def _mark(self, side: int) -> Callable[[Iterable[str]], str]:
        evidence, today = self.sides[side].knowledge.evidence, self.sides[1].project.today

        def supported(ids: Iterable[str]) -> str:
            found = (evidence[i].record for i in ids if i in evidence)
            return str(mark(SIDES[record.kind] for record in found if record.valid_until >= today))

        return supported

    def _touched(self, ref: Ref) -> tuple[Touched, ...]:
        """The lines of guides that cite this evidence, those first whose support is another now."""
        knowledge, marks = self.sides[1].knowledge, (self._mark(0), self._mark(1))
        lines = {c.line: c.citing for c in knowledge.citations.get(ref, ()) if c.citing.kind is Kind.GUIDE}
        guides = {guide.id: guide for guide in lines.values()}
        parts = (part for guide in guides.values() for part in parts_of(knowledge, guide) if part.ref in lines)
        found = ((part.ref, part.lists.get("evidence", ())) for part in parts)
        touched = (Touched(line, *(mark(ids) for mark in marks)) for line, ids in found)
        return tuple(sorted(touched, key=lambda line: (line.old == line.new, line.ref)))


def _altered(document: Document[Record], state: State, changes: tuple[Change, ...] = ()) -> Altered:
    return Altered(document.ref, title_of(document), document.path, state, changes)


def title_of(document: Document[Record]) -> str:
    """What a document is called."""
    record = document.record
    return next(
        (plain(getattr(record, key)) for key in ("title", "name", "claim") if hasattr(record, key)), document.id
    )


def names_of(changes: Iterable[Change], parts: Iterable[Part]) -> Mapping[Ref, PartName]:
    """What the parts are called that these changes are in; the last of a name counts."""
    wanted = {change.ref for change in changes}
    return {part.ref: PartName(part.section, part.title) for part in parts if part.ref in wanted}


def _told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes without those of whom a part is for that its guide's explains."""
    explained: set[str] = set()
    for change in changes:
        if change.sort is not Sort.WHOM or not change.ref.anchor:
            explained |= set(change.personas) if change.sort is Sort.WHOM else set()
            yield change
        elif not set(change.personas) <= explained:
            yield change


def _sections(old: Iterable[Part], new: Iterable[Part]) -> Iterator[tuple[list[Part], list[Part]]]:
    """The parts of both sides, section by section."""
    before, after = list(old), list(new)
    for section in dict.fromkeys(part.section for part in (*after, *before)):
        yield [p for p in before if p.section == section], [p for p in after if p.section == section]


def _moves(found: Iterable[Pair], old: Iterable[Part]) -> Iterator[tuple[Part, int, int]]:
    """The parts that stand elsewhere in their section."""
    by_section: dict[str, list[Pair]] = {}
    for pair in found:
        if pair.new and pair.old:
            by_section.setdefault(pair.new.section, []).append(pair)
    parts = list(old)
    for together in by_section.values():
        yield from moved(together, parts)
