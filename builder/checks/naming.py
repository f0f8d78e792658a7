"""Rules of shape about the names inside a guide: each is an anchor of its page, so each is there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.names import Named
from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding
from builder.models import ANYONE, NUMBERED, RESERVED, Guide, Persona
from builder.source import Location


@rule("duplicate-id", Group.SHAPE)
def duplicate_id(scope: Scope) -> Iterator[Finding]:
    """A name is there once: of a document in its kind, of a step, message, objection or check in its guide.

    All of them are anchors of the guide's page, and so are the names in `formerly`. A borrowed objection has the name
    that it has in its own guide, unless it is given an `id`.

    Bad:

        reasoning:
          - id: budget
        objections:
          - id: budget

    Good:

        reasoning:
          - id: le-prix-de-l-attente
        objections:
          - id: budget
    """
    for guide, names in scope.names:
        if len({named.name for named in names}) < len(names):
            yield from _repeated(guide, names)


def _repeated(guide: Document[Guide], names: Iterable[Named]) -> Iterator[Finding]:
    """The names that come again, in the order of the file, those in `formerly` after the others."""
    seen: dict[str, Location] = {}
    for named in sorted(names, key=lambda named: (named.variant == "formerly", guide.at(*named.route))):
        place = guide.at(*named.route)
        if named.name in seen:
            values, related = {"written": named.name}, (seen[named.name],)
            yield Finding("duplicate-id", place, values=values, related=related, variant=named.variant)
        seen.setdefault(named.name, place)


@rule("bad-id", Group.SHAPE)
def bad_id(scope: Scope) -> Iterator[Finding]:
    """An id is lower-case letters, digits and hyphens, beginning with a letter, and none of the names that we keep.

    A document's id is its file's name. Kept are the anchors that every guide's page has: open, no-answer, shift,
    reasoning, messaging, objections, verify, next-step, assets, and message- or verify- with a number. No persona is
    called `any`.

    Bad:

        objections:
          - id: Pas_de_budget
          - id: next-step

    Good:

        objections:
          - id: pas-de-budget
          - id: et-ensuite
    """
    for guide, names in scope.names:
        for named in names:
            if named.variant != "borrowed" and (named.name in RESERVED or NUMBERED.match(named.name)):
                yield Finding("bad-id", guide.at(*named.route), values={"written": named.name}, variant="reserved")
    for persona in scope.of(Persona):
        if persona.id == ANYONE:
            yield Finding("bad-id", Location(persona.path), values={"written": ANYONE}, variant="any")


RULES = (duplicate_id, bad_id)
