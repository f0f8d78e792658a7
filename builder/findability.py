"""Findability in the whole site: its rules, in each language, as the settings have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.checks import attempt, weighed
from builder.checks.findability import CLAIMED_TWICE, NOT_FINDABLE
from builder.findings import Finding
from builder.knowledge import Knowledge
from builder.models import RuleSetting, Settings
from builder.readers import by_language
from builder.search.findability import Claims, claimed_twice, not_findable
from builder.settings import Project
from builder.verdicts import missed


def findability(
    project: Project, settings: Settings, knowledge: Knowledge, *, cached: bool = True
) -> Iterator[Finding]:
    """What the rules of findability find; those that are off don't look. `cached` keeps verdicts for the next time."""
    wanted = [code for code in (NOT_FINDABLE, CLAIMED_TWICE) if settings.rules.get(code) is not RuleSetting.OFF]
    for reader in by_language(project, knowledge).values() if wanted else ():
        claims = Claims(reader)
        for code in wanted:
            yield from weighed(
                attempt(code, _found(code, claims, project.root if cached else None)), knowledge, settings
            )


def _found(code: str, claims: Claims, root: Path | None) -> Iterator[Finding]:
    if code == CLAIMED_TWICE:
        yield from claimed_twice(claims)
    elif claims.all:
        yield from not_findable(claims, missed(claims, root))
