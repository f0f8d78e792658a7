"""The rule of knowledge about figures: who says one can prove it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.rule import Group, rule
from builder.checks.said import Said
from builder.checks.scope import Scope
from builder.checks.speech.language import language_of
from builder.checks.speech.numbers import figures
from builder.findings import Finding, Severity, Value

_CLAIMING = ("say", "answer")


@rule("unproven-number", Group.KNOWLEDGE, Severity.WARNING)
def unproven_number(scope: Scope) -> Iterator[Finding]:
    """A figure in what we say or answer is proved by evidence, cited by its line or linked in it.

    A figure is digits with %, a currency, a multiplier or a counted noun. Times, dates, the length of a meeting,
    numbers of articles and pages, and what the customer told us, are none.

    Bad:

        say: Nos clients gagnent 20 % en moyenne.

    Good:

        say: Nos clients gagnent 20 % en moyenne.
        evidence: [mesure-gains-2026]
    """
    language = language_of(scope.knowledge.language)
    for said in scope.said if language else ():
        if language and said.line.route[-1] in _CLAIMING and not _is_proved(said):
            found = figures(said.text, language)
            if found:
                values: dict[str, Value] = {"figures": tuple(dict.fromkeys(figure.words for figure in found))}
                yield Finding("unproven-number", said.location, Severity.WARNING, values)


def _is_proved(said: Said) -> bool:
    record: Any = said.line.document.record
    for step in said.line.route[:-1]:
        record = record[step] if isinstance(step, int) else getattr(record, step)
    return bool(getattr(record, "evidence", ())) or "](evidence:" in said.text


RULES = (unproven_number,)
