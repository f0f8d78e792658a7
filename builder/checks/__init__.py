"""The rules of the content: each looks at the knowledge base and yields what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from builder.checks import (
    amounts,
    asking,
    audiences,
    citing,
    decision,
    excuses,
    figures,
    findability,
    freshness,
    gaps,
    lines,
    manners,
    measures,
    naming,
    needed,
    proofs,
    reasoning,
    redirects,
    references,
    shape,
    vocabulary,
    weighing,
)
from builder.checks.alone import ALONE, Kept, learn, told
from builder.checks.rule import Explanation, Group, Rule
from builder.checks.scope import Scope
from builder.files import CONFIG
from builder.findings import Finding, in_order
from builder.knowledge import Knowledge
from builder.models import RuleSetting, Settings
from builder.source import Location

__all__ = [
    "INTERNAL",
    "RULES",
    "Explanation",
    "Group",
    "Kept",
    "Rule",
    "Scope",
    "attempt",
    "concluded",
    "run",
    "weighed",
]

_MODULES = (
    *(shape, needed, naming, references, citing, lines, audiences, redirects, reasoning, decision, freshness),
    *(measures, amounts, asking, manners, vocabulary, proofs, figures, gaps, findability, excuses),
)
RULES: Mapping[str, Rule] = {rule.code: rule for module in _MODULES for rule in module.RULES}
"""Every rule by its code."""
INTERNAL = "internal"
"""The code of a finding that is a fault of ours: a rule that failed."""


def run(knowledge: Knowledge, settings: Settings, today: date, kept: Kept | None = None) -> tuple[Finding, ...]:
    """What all rules find in the base language, and in each other language in the files of its translations.

    What is `kept` of an earlier time is not looked for again.
    """
    found = [*_judged(Scope(knowledge, knowledge, settings, today, tuple(knowledge.all())), kept)]
    for language, own in knowledge.translations.items():
        judged = tuple(document for ref, document in own.items() if knowledge.find(ref))
        scope = Scope(knowledge.in_language(language), knowledge, settings, today, judged)
        paths = {document.path for document in judged} | {CONFIG}
        found += (finding for finding in _judged(scope, kept) if finding.location.path in paths)
    return in_order(weighed(found, knowledge, settings))


def weighed(findings: Iterable[Finding], knowledge: Knowledge, settings: Settings) -> Iterator[Finding]:
    """Findings as the settings and the status of their guide have it."""
    return weighing.weighed(findings, RULES, knowledge, settings)


def concluded(
    findings: Iterable[Finding], knowledge: Knowledge, settings: Settings, texts: Mapping[str, str]
) -> tuple[Finding, ...]:
    """All findings but those that the files excuse, and the excuses that are of no use: the last step of a review."""
    found = tuple(findings)
    documents = (*knowledge.all(), *weighing.translated(knowledge))
    kept, unused = excuses.excused(found, excuses.excuses_of(documents, texts), RULES)
    silent = {code for code, setting in settings.rules.items() if setting is RuleSetting.OFF}
    silent |= {str(finding.values["rule"]) for finding in found if finding.code == INTERNAL}
    useless = (finding for finding in unused if finding.values["written"] not in silent)
    return in_order((*kept, *weighed(useless, knowledge, settings)))


def _judged(scope: Scope, kept: Kept | None) -> Iterator[Finding]:
    if kept is None:
        yield from _found_by(RULES.values(), scope)
        return
    yield from _found_by((rule for rule in RULES.values() if rule.code not in ALONE), scope)
    fresh, known = told(scope, kept)
    yield from known
    if fresh.judged:
        found = [*_found_by((rule for rule in RULES.values() if rule.code in ALONE), fresh)]
        if not any(finding.code == INTERNAL for finding in found):
            learn(fresh, found, kept)
        yield from found


def _found_by(rules: Iterable[Rule], scope: Scope) -> Iterator[Finding]:
    for rule in rules:
        off = not rule.group.fixed and scope.settings.rules.get(rule.code) is RuleSetting.OFF
        if rule.run is not None and not off:
            yield from attempt(rule.code, rule.run(scope))


def attempt(code: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule finds; one that fails is itself a finding, and the others go on."""
    try:
        yield from findings
    except Exception as error:
        values = {"rule": code, "problem": f"{type(error).__name__}: {error}"}
        yield Finding(INTERNAL, Location(CONFIG), values=values)
