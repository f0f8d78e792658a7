"""What is wrong and where: findings without a sentence, worded at the edge in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from builder.source import Location


class Severity(StrEnum):
    """How much a finding weighs: an error fails `check`, a warning only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


Value = str | int | tuple[str, ...]
"""What a finding's sentence names: a word, a figure, or several words (joined by the language's comma)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: its rule's code, its place, the values that its sentence names, and related places."""

    code: str
    location: Location
    severity: Severity = Severity.ERROR
    values: Mapping[str, Value] = field(default_factory=dict)
    related: tuple[Location, ...] = ()
    variant: str = ""
    """Which of the code's wordings applies, where a code has several ("" is the only one)."""

    def as_warning(self) -> Finding:
        """The same finding as a warning: what a draft lacks, what is only due."""
        return replace(self, severity=Severity.WARNING)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repeats, by path, line, column and code."""
    unique = {(f.location, f.code, f.variant, tuple(sorted(f.values.items(), key=str))): f for f in findings}
    return tuple(unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1], key[2], str(key[3]))))


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many of the findings have this severity."""
    return sum(finding.severity is severity for finding in findings)
