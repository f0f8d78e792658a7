"""Findings as the website needs them: which ones keep a site from being built, and their words for MkDocs' terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks import RULES
from builder.findings import Finding, Severity
from builder.locales.findings import word


def stops(finding: Finding) -> bool:
    """Whether no site can be built: an error of shape, references, reasoning or decision power."""
    rule = RULES.get(finding.code)
    return finding.severity is Severity.ERROR and rule is not None and rule.group.stops_build


def render_findings(findings: Iterable[Finding], language: str) -> str:
    """Place, code and sentence of each, and below what to write instead."""
    return "\n".join(line for finding in findings for line in _lines(finding, language))


def _lines(finding: Finding, language: str) -> Iterator[str]:
    wording = word(finding, language)
    yield f"{finding.location}: {finding.severity}[{finding.code}] {wording.what}"
    if wording.instead:
        yield f"    {wording.instead}"
