"""Rules of decision power: whoever we talk to, there is a way to the one who decides, and something to say there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding, Severity, Value
from builder.models import Guide, Persona, Stage


@rule("no-route", Group.DECISION_POWER)
def no_route(scope: Scope) -> Iterator[Finding]:
    """Following `route` from one persona to the next ends at one who decides.

    A rep who convinces somebody without power has convinced nobody. The finding stands at each persona whose routes
    turn in a circle; a route that is missing or leads to an unknown persona is said there, once.

    Bad:

        # content/personas/dsi.yml
        route: {to: acheteur, say: Qui compare les offres chez vous ?}
        # content/personas/acheteur.yml
        route: {to: dsi, say: Qui juge la technique chez vous ?}

    Good:

        # content/personas/dsi.yml
        route: {to: acheteur, say: Qui compare les offres chez vous ?}
        # content/personas/acheteur.yml
        route: {to: daf, say: Qui signe au-delà de votre plafond ?}
    """
    for persona in scope.of(Persona):
        way = (persona.id, *scope.base.route(persona.id))
        end = scope.base.personas.get(way[-1])
        onward = end.record.route.to if end and end.record.route else ""
        if onward in scope.base.personas and not scope.base.decides(way[-1]):
            values: dict[str, Value] = {"persona": persona.id, "way": (*way, onward)}
            yield Finding("no-route", persona.at("route", "to"), values=values)


@rule("nothing-above", Group.DECISION_POWER, Severity.WARNING)
def nothing_above(scope: Scope) -> Iterator[Finding]:
    """A guide for nobody who decides has a guide for somebody who does, at its stage or an earlier one.

    Its reader is told whom to get to; once there, they need something to say. Any approved guide for one of the
    personas that the routes end at is enough.

    Bad:

        # the only guide; dsi leads to daf
        stage: exploring
        for: [dsi]

    Good:

        # and another, approved, for daf
        stage: exploring
        for: [daf, dg]
    """
    for guide in scope.guides:
        above = _deciders(scope, guide)
        if above and not any(above & set(other.record.for_) for other in _until(scope, guide.record.stage)):
            values: dict[str, Value] = {"personas": tuple(sorted(above))}
            yield Finding("nothing-above", guide.at("for"), Severity.WARNING, values)


def _deciders(scope: Scope, guide: Document[Guide]) -> set[str]:
    """Those who decide that the routes of a guide's personas end at; none where one of its personas decides."""
    personas = guide.record.for_
    if any(scope.base.decides(persona) for persona in personas):
        return set()
    return {way[-1] for persona in personas if (way := scope.base.route(persona)) and scope.base.decides(way[-1])}


def _until(scope: Scope, stage: Stage | None) -> Iterator[Document[Guide]]:
    """The approved guides of a stage and of those before it."""
    order = list(Stage)
    for guide in scope.base.approved:
        if stage and guide.record.stage and order.index(guide.record.stage) <= order.index(stage):
            yield guide


RULES = (no_route, nothing_above)
