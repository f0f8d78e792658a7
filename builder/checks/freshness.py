"""Rules of freshness: what is said is still true, and somebody has looked lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.targets import Target
from builder.documents import Document
from builder.findings import Finding, Severity, Value
from builder.models import Asset, Evidence, Guide, Kind, Record, Status
from builder.source import Route


@rule("evidence-expired", Group.FRESHNESS, Severity.WARNING)
def evidence_expired(scope: Scope) -> Iterator[Finding]:
    """A line rests on evidence that is still valid.

    The last valid day is `valid_until`. After it each line that cites the evidence is warned about, and after
    `grace_days` more (30 unless set) it is an error in an approved guide. Evidence that no guide cites is warned about
    in its own file.

    Bad:

        # cited by a guide, a year later
        claim: Un stock sur cinq dort plus d'un an.
        valid_until: 2025-06-30

    Good:

        # read again, and still true
        claim: Un stock sur cinq dort plus d'un an.
        valid_until: 2027-06-30
    """
    cited = set()
    for target in scope.targets:
        evidence = scope.base.evidence.get(target.written) if target.kind is Kind.EVIDENCE else None
        if evidence and not _is_retired(target):
            cited.add(evidence.id)
            if scope.today > evidence.record.valid_until:
                yield _expired(scope, evidence, target)
    for evidence in scope.of(Evidence) if scope.is_base else ():
        if evidence.id not in cited and scope.today > evidence.record.valid_until:
            yield _expired(scope, evidence)


def _expired(scope: Scope, evidence: Document[Evidence], target: Target | None = None) -> Finding:
    until = evidence.record.valid_until
    late = (scope.today - until).days
    values: dict[str, Value] = {"evidence": evidence.id, "date": until.isoformat(), "days": late}
    if target is None:
        place = evidence.at("valid_until")
        return Finding("evidence-expired", place, Severity.WARNING, values=values, variant="uncited")
    severity = Severity.ERROR if late > scope.settings.grace_days else Severity.WARNING
    return Finding("evidence-expired", target.location, severity, values, related=(evidence.at("valid_until"),))


def _is_retired(target: Target) -> bool:
    return isinstance(target.document.record, Guide) and target.document.record.status is Status.RETIRED


@rule("review-due", Group.FRESHNESS, Severity.WARNING)
def review_due(scope: Scope) -> Iterator[Finding]:
    """Marketing and the field have reviewed a guide within its `review_days`.

    Where the guide doesn't say how many, the setting `review_days` does (90 unless set). Past twice that it is an
    error.

    Bad:

        # on 24 November 2026
        reviewed: 2026-03-02

    Good:

        # on 24 November 2026
        reviewed: 2026-11-03
    """
    for guide in scope.guides:
        reviewed, days = guide.record.reviewed, guide.record.review_days
        holds = scope.settings.review_days if days is None else days
        age = (scope.today - reviewed).days if reviewed else 0
        if reviewed and age > holds:
            severity = Severity.ERROR if age > 2 * holds else Severity.WARNING
            due = reviewed + timedelta(days=holds)
            values: dict[str, Value] = {"date": f"{reviewed}", "due": f"{due}", "days": age - holds}
            yield Finding("review-due", guide.at("reviewed"), severity, values)


@rule("translation-stale", Group.FRESHNESS, Severity.WARNING)
def translation_stale(scope: Scope) -> Iterator[Finding]:
    """A translation has been reviewed since its base was.

    `reviewed` is the translation's own. One that is older than its base may translate what we no longer say.

    Bad:

        # pas-de-projet.yml
        reviewed: 2026-11-03
        # pas-de-projet.en.yml
        reviewed: 2026-06-12

    Good:

        # pas-de-projet.yml
        reviewed: 2026-11-03
        # pas-de-projet.en.yml
        reviewed: 2026-11-05
    """
    for guide in () if scope.is_base else scope.guides:
        base = scope.base.guides[guide.id]
        own, since = guide.record.reviewed, base.record.reviewed
        if own and since and own < since:
            values = {"date": own.isoformat(), "base": since.isoformat()}
            yield Finding(
                "translation-stale", guide.at("reviewed"), Severity.WARNING, values, related=(base.at("reviewed"),)
            )


@rule("future-date", Group.FRESHNESS, Severity.WARNING)
def future_date(scope: Scope) -> Iterator[Finding]:
    """Nothing has been reviewed, published or heard on a day that is still to come.

    Bad:

        # on 24 November 2026
        reviewed: 2027-11-03

    Good:

        # on 24 November 2026
        reviewed: 2026-11-03
    """
    for document in scope.judged:
        for route, day in _past(document.record):
            if day and day > scope.today:
                values = {"field": str(route[-1]), "date": day.isoformat(), "today": scope.today.isoformat()}
                yield Finding("future-date", document.at(*route), Severity.WARNING, values)


def _past(record: Record) -> Iterator[tuple[Route, date | None]]:
    """The dates of a record that lie in the past, each with its route."""
    if isinstance(record, Guide | Asset):
        yield ("reviewed",), record.reviewed
    elif isinstance(record, Evidence):
        yield ("source", "date"), record.source.date
        yield from ((("heard", number, "date"), quote.date) for number, quote in enumerate(record.heard))


RULES = (evidence_expired, review_due, translation_stale, future_date)
