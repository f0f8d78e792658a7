"""Rules of references: whatever is named is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from builder.checks.rule import Group, documented, rule
from builder.checks.scope import Scope
from builder.checks.targets import Target
from builder.checks.ways import NEXT_STEP
from builder.findings import Finding, Value
from builder.models import Asset, Deck, Kind, Ref
from builder.validation import suggestion


@rule("unknown-reference", Group.REFERENCES)
def unknown_reference(scope: Scope) -> Iterator[Finding]:
    """Every id, ref and link leads to a document or a line that exists.

    Ids of evidence, signals, personas and assets; refs in `see`, `became`, `read` and `rehearse`; links in texts; `go`
    and `then` inside a guide; personas that a line is written for. A document that exists but can't be read is not
    reported a second time.

    Bad:

        evidence: [etude-stok-dormant]

    Good:

        evidence: [etude-stock-dormant]
    """
    yield from (finding for target in scope.targets if (finding := _unknown(scope, target)))
    yield from _unknown_ways(scope)
    yield from _unknown_personas(scope)


def _unknown(scope: Scope, target: Target) -> Finding | None:
    ref = target.ref
    if ref is None:
        return _finding(target, "form", written=target.written)
    if ref.kind is Kind.GUIDE and "." in ref.id:
        return _finding(target, "site", written=target.written)
    if not _exists(scope, ref):
        return _finding(target, ref.kind.value, written=target.written, meant=_meant(scope, target, ref))
    if not ref.anchor or (anchors := _anchors(scope, ref)) is None or ref.anchor in anchors:
        return None
    near = suggestion(ref.anchor, tuple(sorted(anchors)))
    meant = str(Ref(ref.kind, ref.id, near)) if near else ""
    return _finding(target, "anchor", written=ref.anchor, document=str(ref.document), meant=meant)


def _finding(target: Target, variant: str, **values: Value) -> Finding:
    return Finding("unknown-reference", target.location, values=values, variant=variant)


def _exists(scope: Scope, ref: Ref) -> bool:
    if ref.kind is Kind.PAGE:
        return ref.id in scope.base.pages
    if ref.kind is Kind.LEXICON:
        lexicon = Ref(Kind.LEXICON, "lexicon")
        return ref.id == "lexicon" or ref.id in scope.slugs or lexicon in scope.base.broken
    return scope.base.exists(ref)


def _anchors(scope: Scope, ref: Ref) -> Iterable[str] | None:
    """The anchors of a document's page; None where it could not be read."""
    if ref.kind is Kind.PAGE:
        return scope.base.pages[ref.id]
    if ref.kind is Kind.LEXICON:
        return scope.slugs
    if scope.base.find(ref) is None:
        return None
    guide = scope.base.guides.get(ref.id) if ref.kind is Kind.GUIDE else None
    return scope.anchors(guide.record) if guide else ()


def _meant(scope: Scope, target: Target, ref: Ref) -> str:
    """What was probably meant, as it has to be written there."""
    names = _names(scope, ref.kind)
    near = scope.renamed.get(ref.id, "") if ref.kind is Kind.GUIDE else ""
    near = near or suggestion(ref.id, names)
    if near:
        return near if target.kind else str(Ref(ref.kind, near, ref.anchor))
    others = (Ref(kind, ref.id) for kind in Kind if target.kind is None and scope.base.find(Ref(kind, ref.id)))
    return str(next(others, ""))


def _names(scope: Scope, kind: Kind) -> tuple[str, ...]:
    if kind is Kind.PAGE:
        return tuple(sorted(scope.base.pages))
    if kind is Kind.LEXICON:
        return tuple(sorted(scope.slugs))
    return tuple(scope.base.documents.get(kind, ()))


def _unknown_ways(scope: Scope) -> Iterator[Finding]:
    for guide, ways in scope.ways:
        for way in ways:
            if not way.leads_somewhere:
                steps = (*(step.id for step in guide.record.reasoning), NEXT_STEP)
                names = (*steps, *(o.id for o in guide.record.objections)) if way.is_fork else steps
                meant = suggestion(way.written, names)
                values: dict[str, Value] = {"written": way.written, "meant": meant, "known": () if meant else names}
                variant = "go" if way.is_fork else "then"
                yield Finding("unknown-reference", guide.at(*way.route), values=values, variant=variant)


def _unknown_personas(scope: Scope) -> Iterator[Finding]:
    known = set(scope.personas)
    for line, key, persona in scope.addressed:
        if persona not in known:
            meant = suggestion(persona, line.personas) or suggestion(persona, scope.personas)
            place = line.document.at_key(*line.route, key)
            yield Finding("unknown-reference", place, values={"written": persona, "meant": meant}, variant="persona")


@rule("missing-file", Group.REFERENCES)
def missing_file(scope: Scope) -> Iterator[Finding]:
    """The `file` of an asset or a deck lies in content/files/.

    Bad:

        # content/files/ holds fiche-donnees.pdf
        file: content/files/Fiche données.pdf

    Good:

        # content/files/ holds fiche-donnees.pdf
        file: fiche-donnees.pdf
    """
    for document in scope.judged:
        file = document.record.file if isinstance(document.record, Asset | Deck) else None
        if file and file not in scope.base.files:
            values = {"written": file, "meant": _file_meant(file, tuple(sorted(scope.base.files)))}
            yield Finding("missing-file", document.at("file"), values=values)


def _file_meant(written: str, files: tuple[str, ...]) -> str:
    name = PurePosixPath(written).name
    return next((file for file in files if PurePosixPath(file).name == name), "") or suggestion(name, files)


translation_disagrees = documented(
    "translation-disagrees",
    """
    A translation holds texts; what else it says agrees with its base.

    Ids, references, `for`, stage, owners, dates and audiences are the base file's: they are left out, or the same. A
    translation adds no step, message, objection or check.

    Bad:

        # pas-de-projet.yml
        stage: no-project
        # pas-de-projet.en.yml
        stage: exploring

    Good:

        # pas-de-projet.yml
        stage: no-project
        # pas-de-projet.en.yml, which leaves it out
        title: There is no project
    """,
    Group.REFERENCES,
)

RULES = (unknown_reference, missing_file, translation_disagrees)
