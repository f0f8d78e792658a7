"""Rules of lines: whoever a line is for has one, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.findings import Finding, Value
from builder.models import ANYONE, Guide


@rule("missing-line", Group.REFERENCES)
def missing_line(scope: Scope) -> Iterator[Finding]:
    """Everyone whom a line is for has words to hear: their own, or those of `any`.

    A line is for the `for` of its message, objection or check, else of its guide; a signal's is for every persona.
    Only an objection's `answer` may leave somebody out: it is then unanswered for them.

    Bad:

        # for: [daf, dg]
        say:
          daf: Combien de trésorerie dort dans ce stock ?

    Good:

        # for: [daf, dg]
        say:
          any: Combien vous coûte l'attente ?
          daf: Combien de trésorerie dort dans ce stock ?
    """
    known = set(scope.personas)
    for line in scope.spoken:
        if ANYONE in line.lines.by_key or line.may_leave_out:
            continue
        missing = tuple(name for name in line.personas if name in known and line.lines.own(name) is None)
        if missing:
            values: dict[str, Value] = {"field": str(line.route[-1]), "personas": missing}
            yield Finding("missing-line", line.document.at_key(*line.route), values=values)


@rule("outside-for", Group.REFERENCES)
def outside_for(scope: Scope) -> Iterator[Finding]:
    """A line, and the `for` of an item, name only personas of the `for` above them.

    Bad:

        for: [daf, dg]
        open:
          ask:
            any: Combien vous coûte l'attente ?
            dsi: Combien d'outils se parlent ?

    Good:

        for: [daf, dg, dsi]
        open:
          ask:
            any: Combien vous coûte l'attente ?
            dsi: Combien d'outils se parlent ?
    """
    known = set(scope.personas)
    for line, key, persona in scope.addressed:
        if line.personas and persona not in line.personas and persona in known:
            place = line.document.at_key(*line.route, key)
            values: dict[str, Value] = {"persona": persona, "personas": line.personas}
            yield Finding("outside-for", place, values=values, variant="line")
    yield from _items(scope)


def _items(scope: Scope) -> Iterator[Finding]:
    known = set(scope.personas)
    for part in scope.parts:
        guide = part.document.record
        if not part.route or not isinstance(guide, Guide) or not guide.for_:
            continue
        for number, persona in enumerate(part.for_):
            if persona in known and persona not in guide.for_:
                place = part.document.at(*part.route, "for", number)
                values: dict[str, Value] = {"persona": persona, "personas": guide.for_}
                yield Finding("outside-for", place, values=values, variant="for")


RULES = (missing_line, outside_for)
