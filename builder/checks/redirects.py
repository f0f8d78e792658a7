"""The rule of redirects: every old address of a guide ends at a page."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding, Value
from builder.models import Guide, Kind, Ref, Status
from builder.source import Location


@rule("redirect-loop", Group.REFERENCES)
def redirect_loop(scope: Scope) -> Iterator[Finding]:
    """Every old address of a guide ends at an approved guide.

    `replaced_by` leads, from one retired guide to the next, to an approved one. A name in `formerly` is nobody else's:
    no guide has it now, and no other had it.

    Bad:

        # vieux-prix.yml
        status: retired
        replaced_by: prix
        # prix.yml
        status: retired
        replaced_by: vieux-prix

    Good:

        # vieux-prix.yml
        status: retired
        replaced_by: prix
        # prix.yml
        status: approved
    """
    for guide in scope.guides:
        if guide.record.status is Status.RETIRED and guide.record.replaced_by:
            yield from _replaced(scope, guide, guide.record.replaced_by)
    yield from _former_names(scope)


def _replaced(scope: Scope, guide: Document[Guide], by: str) -> Iterator[Finding]:
    chain = _chain(scope, guide)
    other = scope.base.guides.get(by)
    variant = ""
    if chain[-1] == guide.id == min(chain):
        variant = "turns"
    elif other and other.record.status is Status.DRAFT:
        variant = "draft"
    elif other and other.record.status is Status.RETIRED and not other.record.replaced_by:
        variant = "gone"
    if variant:
        related = tuple(scope.base.guides[name].at("replaced_by") for name in chain[1:-1])
        values: dict[str, Value] = {"written": by, "chain": chain}
        yield Finding("redirect-loop", guide.at("replaced_by"), values=values, related=related, variant=variant)


def _chain(scope: Scope, guide: Document[Guide]) -> tuple[str, ...]:
    """The guides that one's old address leads through, up to one that isn't replaced or comes for the second time."""
    names = [guide.id]
    here: Document[Guide] | None = guide
    while here and here.record.status is Status.RETIRED and here.record.replaced_by:
        names.append(here.record.replaced_by)
        if names[-1] in names[:-1]:
            break
        here = scope.base.guides.get(names[-1])
    return tuple(names)


def _former_names(scope: Scope) -> Iterator[Finding]:
    claimed: dict[str, Location] = {}
    for guide in scope.guides:
        for number, name in enumerate(guide.record.formerly):
            place = guide.at("formerly", number)
            values: dict[str, Value] = {"written": name}
            if scope.base.exists(Ref(Kind.GUIDE, name)):
                yield Finding("redirect-loop", place, values=values, variant="taken")
            elif name in claimed:
                yield Finding("redirect-loop", place, values=values, related=(claimed[name],), variant="claimed")
            claimed.setdefault(name, place)


RULES = (redirect_loop,)
