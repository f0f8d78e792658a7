"""Rules of knowledge about evidence: what is thought has proof, from research and from customers, and it is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.findings import Finding, Severity, Value
from builder.models import Deck, Evidence, Guide, Kind, Record, Status
from builder.support import SIDES, Mark, mark


@rule("bare-step", Group.KNOWLEDGE, Severity.WARNING)
def bare_step(scope: Scope) -> Iterator[Finding]:
    """Each step of the reasoning cites evidence.

    What we only believe, a customer may believe or not. Evidence that has expired is said by its own rule.

    Bad:

        reasoning:
          - id: cout
            think: Ce stock me coûte tous les mois.
            ask: Combien vous coûte-t-il ?

    Good:

        reasoning:
          - id: cout
            think: Ce stock me coûte tous les mois.
            ask: Combien vous coûte-t-il ?
            evidence: [etude-cout-de-possession]
    """
    for guide in scope.guides if scope.is_base else ():
        for number, step in enumerate(guide.record.reasoning):
            if not step.evidence:
                values: dict[str, Value] = {"step": step.id}
                yield Finding("bare-step", guide.at_key("reasoning", number), Severity.WARNING, values)


@rule("never-heard", Group.KNOWLEDGE, Severity.WARNING)
def never_heard(scope: Scope) -> Iterator[Finding]:
    """What a guide knows from studies and figures, a customer has said too.

    The mark of a guide is that of all its steps. Known from research alone, it is true and may still mean nothing to
    whoever picks up: a quote from the field, or a client's case, says in which words it is true for them.

    Bad:

        # all that the guide's steps cite
        kind: study

    Good:

        # cited by one of its steps too
        kind: field
    """
    return _one_sided(scope, "never-heard", Mark.KNOWN)


@rule("never-measured", Group.KNOWLEDGE, Severity.WARNING)
def never_measured(scope: Scope) -> Iterator[Finding]:
    """What a guide has from customers, a study or a figure measures too.

    The mark of a guide is that of all its steps. Felt alone, it is what three customers said, and the fourth may say
    that they are not like them.

    Bad:

        # all that the guide's steps cite
        kind: field

    Good:

        # cited by one of its steps too
        kind: study
    """
    return _one_sided(scope, "never-measured", Mark.FELT)


def _one_sided(scope: Scope, code: str, side: Mark) -> Iterator[Finding]:
    """Guides whose steps are supported from one side only, be it by evidence that has expired meanwhile."""
    for guide in scope.guides if scope.is_base else ():
        cited = {name for step in guide.record.reasoning for name in step.evidence}
        read = [scope.base.evidence[name].record for name in cited if name in scope.base.evidence]
        if len(read) == len(cited) and side is mark(SIDES[e.kind] for e in read) and _valid(read, scope.today):
            yield Finding(code, guide.at_key("reasoning"), Severity.WARNING)


def _valid(evidence: list[Evidence], today: date) -> bool:
    return any(today <= record.valid_until for record in evidence)


@rule("unused-evidence", Group.KNOWLEDGE, Severity.WARNING)
def unused_evidence(scope: Scope) -> Iterator[Finding]:
    """Evidence is cited by a line, a persona, a signal or a path.

    What nobody cites is said by nobody, and still has to be kept true. Neither a slide that became evidence nor other
    evidence says it, and a retired guide says nothing any more. Evidence that has expired is said by its own rule.
    While a file can't be read nobody knows what it cites, and nothing is said.

    Bad:

        # no guide names etude-stock-dormant
        claim: Un stock sur cinq dort plus d'un an.

    Good:

        # in a step of a guide
        evidence: [etude-stock-dormant]
    """
    if any(ref.kind is not Kind.EVIDENCE for ref in scope.base.broken):
        return
    silent = {document.path for document in scope.judged if _is_silent(document.record)}
    named = (t.ref for t in scope.targets if t.ref and t.ref.kind is Kind.EVIDENCE and t.document.path not in silent)
    used = {ref.id for ref in named}
    for evidence in scope.of(Evidence) if scope.is_base else ():
        if evidence.record.valid_until >= scope.today and evidence.id not in used:
            values: dict[str, Value] = {"evidence": evidence.id}
            yield Finding("unused-evidence", evidence.at_key("claim"), Severity.WARNING, values)


def _is_silent(record: Record) -> bool:
    """Whether nothing in it is said or learnt."""
    return isinstance(record, Deck | Evidence) or (isinstance(record, Guide) and record.status is Status.RETIRED)


@rule("old-quote", Group.KNOWLEDGE, Severity.WARNING)
def old_quote(scope: Scope) -> Iterator[Finding]:
    """What customers said was heard within a year.

    Words age faster than figures: a rep who quotes an old fear meets somebody who has another one.

    Bad:

        # on 24 November 2026
        heard:
          - date: 2025-03-11
            persona: daf
            quote: Le stock, on verra quand les taux auront baissé.

    Good:

        # on 24 November 2026
        heard:
          - date: 2026-10-06
            persona: daf
            quote: Le stock, mon banquier m'en a parlé avant vous.
    """
    since = _a_year_before(scope.today)
    for evidence in scope.of(Evidence) if scope.is_base else ():
        for number, quote in enumerate(evidence.record.heard):
            if quote.date < since:
                values: dict[str, Value] = {"date": quote.date.isoformat(), "persona": quote.persona}
                yield Finding("old-quote", evidence.at("heard", number, "date"), Severity.WARNING, values)


def _a_year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


RULES = (bare_step, never_heard, never_measured, unused_evidence, old_quote)
