"""The rule of audiences: cutting out what is for fewer people leaves no hole in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.targets import Target
from builder.checks.ways import Way
from builder.documents import Document
from builder.findings import Finding
from builder.models import Audience, Guide, Kind
from builder.source import Route

_WITH_AUDIENCE = ("messaging", "objections")


@rule("narrower-audience", Group.REFERENCES)
def narrower_audience(scope: Scope) -> Iterator[Finding]:
    """Whoever may see a line may see what it rests on: its evidence, what it borrows, the objection it leads to.

    What is for fewer people is cut out of a wider build, and the line would be left with a hole. An item has its
    guide's audience unless it says otherwise; evidence is internal unless it says otherwise.

    Bad:

        # a guide for partners
        audience: partner
        # content/evidence/mesure-interne.yml, which it cites
        audience: internal

    Good:

        # a guide for partners
        audience: partner
        # content/evidence/mesure-interne.yml, which it cites
        audience: partner
    """
    for target in scope.targets:
        guide = target.document.record
        if not isinstance(guide, Guide) or guide.audience is Audience.INTERNAL:
            continue
        theirs, ours = _of_what_is_named(scope, guide, target), _of_line(guide, target.route)
        if theirs and not ours.admits(theirs):
            values = {"written": target.written, "theirs": theirs.value, "ours": ours.value}
            variant = "evidence" if target.kind is Kind.EVIDENCE else "see"
            yield Finding("narrower-audience", target.location, values=values, variant=variant)
    for document, ways in scope.ways:
        yield from _narrower(document, ways)


def _narrower(document: Document[Guide], ways: Iterable[Way]) -> Iterator[Finding]:
    guide = document.record
    for way in ways:
        theirs = guide.objections[way.objection].audience if way.objection is not None else None
        if theirs and not guide.audience.admits(theirs):
            values = {"written": way.written, "theirs": theirs.value, "ours": guide.audience.value}
            yield Finding("narrower-audience", document.at(*way.route), values=values, variant="go")


def _of_what_is_named(scope: Scope, guide: Guide, target: Target) -> Audience | None:
    """The audience of evidence or of a borrowed objection; None for whatever may be left out silently."""
    if target.kind is Kind.EVIDENCE:
        evidence = scope.base.evidence.get(target.written)
        return evidence.record.audience if evidence else None
    if target.route[-1] != "see":
        return None
    lent = scope.base.lender(guide.objections[int(target.route[1])])
    return _of_line(lent[0].record, ("objections", lent[1])) if lent else None


def _of_line(guide: Guide, route: Route) -> Audience:
    """The audience of the line that a route leads into: its own where that is narrower than its guide's."""
    field, *inside = route
    own = getattr(guide, str(field))[inside[0]].audience if field in _WITH_AUDIENCE else None
    return own if own and not guide.audience.admits(own) else guide.audience


RULES = (narrower_audience,)
