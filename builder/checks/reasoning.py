"""Rules of reasoning: the chain leads somewhere, by way of every step, and never in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.ways import Way
from builder.findings import Finding
from builder.models import Guide

FEWEST, MOST = 2, 7
"""How many steps a chain of reasoning has."""


@rule("chain-length", Group.REASONING)
def chain_length(scope: Scope) -> Iterator[Finding]:
    """A chain of reasoning has 2 to 7 steps.

    One step is an assertion: the customer is asked to jump. With more than seven, nobody remembers where the call
    stands: it is two conversations.

    Bad:

        reasoning:
          - id: tout-dire
            think: Il me faut leur solution.
            ask: Qu'attendez-vous pour signer ?

    Good:

        reasoning:
          - id: ce-que-ca-coute
            think: Attendre me coûte déjà.
            ask: Combien de trésorerie dort dans ce stock ?
          - id: ce-que-je-peux-essayer
            think: Je peux vérifier sans m'engager.
            ask: Sur quel atelier feriez-vous l'essai ?
    """
    for guide in scope.guides:
        steps = len(guide.record.reasoning)
        if steps and not FEWEST <= steps <= MOST:
            variant = "short" if steps < FEWEST else "long"
            values = {"size": steps, "fewest": FEWEST, "most": MOST}
            yield Finding("chain-length", guide.at_key("reasoning"), values=values, variant=variant)


@rule("unreachable-step", Group.REASONING)
def unreachable_step(scope: Scope) -> Iterator[Finding]:
    """Every step of the chain is reached.

    After a step comes the next in the list, or the one that `then` names; `hear` adds ways. A step that `then` jumps
    over and that no fork leads to is never seen in call mode.

    Bad:

        reasoning:
          - id: stock
            then: tresorerie
          - id: rupture
          - id: tresorerie

    Good:

        reasoning:
          - id: stock
            hear:
              - they: On est souvent en rupture.
                go: rupture
            then: tresorerie
          - id: rupture
          - id: tresorerie
    """
    for guide, ways in scope.ways:
        reached = {0, *_reached(0, _following(guide.record, ways))}
        for place, step in enumerate(guide.record.reasoning):
            if place not in reached:
                yield Finding("unreachable-step", guide.at("reasoning", place, "id"), values={"step": step.id})


@rule("loop", Group.REASONING)
def loop(scope: Scope) -> Iterator[Finding]:
    """The chain never comes back to a step.

    A conversation that returns to a question has not been heard. What comes up again is an objection: it is a detour,
    and after it the conversation goes on where it would have.

    Bad:

        reasoning:
          - id: stock
          - id: tresorerie
            hear:
              - they: Le stock n'est pas un sujet.
                go: stock

    Good:

        reasoning:
          - id: stock
          - id: tresorerie
            hear:
              - they: Le stock n'est pas un sujet.
                go: objection:pas-un-sujet
    """
    for guide, ways in scope.ways:
        following = _following(guide.record, ways)
        for way in ways:
            if (
                way.step is not None
                and way.step <= way.start
                and way.start in {way.step, *_reached(way.step, following)}
            ):
                values = {"step": guide.record.reasoning[way.start].id, "to": way.written}
                yield Finding("loop", guide.at(*way.route), values=values)


def _following(guide: Guide, ways: tuple[Way, ...]) -> Mapping[int, set[int]]:
    """By the place of each step: those that may come after it."""
    following = {place: {place + 1} for place in range(len(guide.reasoning) - 1)} | {len(guide.reasoning) - 1: set()}
    for way in ways:
        if not way.is_fork and way.leads_somewhere:
            following[way.start].clear()
    for way in ways:
        if way.step is not None:
            following[way.start].add(way.step)
    return following


def _reached(start: int, following: Mapping[int, set[int]]) -> set[int]:
    """The places of the steps that come sometime after one."""
    reached: set[int] = set()
    ahead = list(following.get(start, ()))
    while ahead:
        place = ahead.pop()
        if place not in reached:
            reached.add(place)
            ahead += following[place]
    return reached


RULES = (chain_length, unreachable_step, loop)
