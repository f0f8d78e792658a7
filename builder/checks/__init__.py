"""The rules of the content: each looks at the knowledge base and yields what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from builder.checks import (
    audiences,
    citing,
    decision,
    freshness,
    lines,
    naming,
    needed,
    reasoning,
    redirects,
    references,
    shape,
)
from builder.checks.rule import Explanation, Group, Judge, Rule
from builder.checks.scope import Scope
from builder.findings import Finding, Severity, in_order
from builder.knowledge import Knowledge
from builder.models import Guide, RuleSetting, Settings, Status
from builder.settings import CONFIG
from builder.source import Location

__all__ = ["RULES", "Explanation", "Group", "Rule", "Scope", "run"]

_MODULES = (shape, needed, naming, references, citing, lines, audiences, redirects, reasoning, decision, freshness)
RULES: Mapping[str, Rule] = {rule.code: rule for module in _MODULES for rule in module.RULES}
"""Every rule by its code."""


def run(knowledge: Knowledge, settings: Settings, today: date) -> tuple[Finding, ...]:
    """What all rules find in the base language, and in each other language in the files of its translations."""
    found = [*_judged(Scope(knowledge, knowledge, settings, today, tuple(knowledge.all())))]
    for language, own in knowledge.translations.items():
        judged = tuple(document for ref, document in own.items() if knowledge.find(ref))
        scope = Scope(knowledge.in_language(language), knowledge, settings, today, judged)
        paths = {document.path for document in judged} | {CONFIG}
        found += (finding for finding in _judged(scope) if finding.location.path in paths)
    return in_order(found)


def _judged(scope: Scope) -> Iterator[Finding]:
    statuses = {guide.path: _status(scope, guide.id, guide.record) for guide in scope.guides}
    for rule in RULES.values():
        setting = None if rule.group.fixed else scope.settings.rules.get(rule.code)
        if rule.run is None or setting is RuleSetting.OFF:
            continue
        for finding in _found(rule.code, rule.run, scope):
            status = None if rule.group.fixed else statuses.get(finding.location.path)
            if status is not Status.RETIRED:
                weighed = replace(finding, severity=Severity(setting)) if setting else finding
                yield weighed.as_warning() if status is Status.DRAFT else weighed


def _status(scope: Scope, name: str, own: Guide) -> Status:
    """The status that a guide is judged by: a translation is no further than its base."""
    base = scope.base.guides[name].record.status
    return own.status if base is Status.APPROVED else base


def _found(code: str, judge: Judge, scope: Scope) -> Iterator[Finding]:
    """What a rule finds; one that fails is itself a finding, and the others go on."""
    try:
        yield from judge(scope)
    except Exception as error:
        values = {"rule": code, "problem": f"{type(error).__name__}: {error}"}
        yield Finding("internal", Location(CONFIG), values=values)
