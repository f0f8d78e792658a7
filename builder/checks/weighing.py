"""What findings count as: by the settings, and by the status of the guide that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.checks.rule import Rule
from builder.documents import Document
from builder.findings import Finding, Severity
from builder.knowledge import Knowledge
from builder.models import Guide, Record, RuleSetting, Settings, Status


def weighed(
    findings: Iterable[Finding], rules: Mapping[str, Rule], knowledge: Knowledge, settings: Settings
) -> Iterator[Finding]:
    """Findings as they count: none of a rule that is off or in a retired guide, in a draft only warnings.

    Shape and references hold everywhere, whatever the settings say.
    """
    statuses = dict(_statuses(knowledge))
    for finding in findings:
        rule = rules.get(finding.code)
        if rule is None or rule.group.fixed:
            yield finding
            continue
        setting, status = settings.rules.get(finding.code), statuses.get(finding.location.path)
        if setting is not RuleSetting.OFF and status is not Status.RETIRED:
            own = replace(finding, severity=Severity(setting)) if setting else finding
            yield own.as_warning() if status is Status.DRAFT else own


def translated(knowledge: Knowledge) -> Iterator[Document[Record]]:
    """The translations of what is in the knowledge base."""
    for own in knowledge.translations.values():
        yield from (document for ref, document in own.items() if knowledge.find(ref))


def _statuses(knowledge: Knowledge) -> Iterator[tuple[str, Status]]:
    """The status that each guide is judged by, by its file: a translation is no further than its base."""
    for document in (*knowledge.guides.values(), *translated(knowledge)):
        if isinstance(document.record, Guide):
            base = knowledge.guides[document.id].record.status
            yield document.path, document.record.status if base is Status.APPROVED else base
