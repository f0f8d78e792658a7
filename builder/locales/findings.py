"""What findings say: the sentence of each code and variant in a language, and the words around them in `check`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from builder.findings import Finding, Severity, Value, count
from builder.locales import Strings, read

PARTS = ("what", "why", "instead", "meant", "known")


class Wording(NamedTuple):
    """A finding for people: what is wrong, why it matters on the phone or for the reader, and what to write instead."""

    what: str
    why: str
    instead: str


class Words(Strings):
    """The sentences of a variant; one that is left out is its code's."""

    what: str = ""
    why: str = ""
    instead: str = ""
    meant: str = ""
    """Stands in for `instead` where we know which word was meant."""
    known: str = ""
    """Stands in for `instead` where we don't, and the words that may stand there are few."""


class Entry(Words):
    """The sentences of a code, and of its variants."""

    variants: dict[str, Words] = {}

    def of(self, variant: str) -> Words:
        """The sentences of a variant, filled up from the code's."""
        own = self.variants.get(variant, self)
        return Words(**{part: getattr(own, part) or getattr(self, part) for part in PARTS})


class Plural(Strings):
    """A number of things."""

    one: str
    other: str
    zero: str
    """None of them: singular in French, plural in English."""

    def of(self, number: int) -> str:
        """The number and its noun."""
        return {0: self.zero, 1: self.one}.get(number, self.other).format(count=number)


class FixWords(Strings):
    """What `check --fix` has done to a line."""

    quoted: str
    spaced: str
    margin: str
    guillemets: str
    trailing: str
    newline: str


class CheckWords(Strings):
    """The words around findings, and the last line of `check`."""

    error: str
    warning: str
    why: str
    instead: str
    related: str
    errors: Plural
    warnings: Plural
    files: Plural
    more_files: Plural
    fixed: Plural
    fixes: FixWords

    def severity(self, severity: Severity) -> str:
        """The word for a severity."""
        return self.error if severity is Severity.ERROR else self.warning

    def summary(self, findings: Iterable[Finding], files: int) -> str:
        """How much there is to mend, and in how many files we looked: `0 errors, 0 warnings, 70 files read`."""
        return f"{self.counts(findings)}, {self.files.of(files)}"

    def counts(self, findings: Iterable[Finding]) -> str:
        """How many errors and how many warnings."""
        found = tuple(findings)
        errors, warnings = count(found, Severity.ERROR), count(found, Severity.WARNING)
        return f"{self.errors.of(errors)}, {self.warnings.of(warnings)}"


class FindingStrings(Strings):
    """The table of a language: findings.yml."""

    codes: dict[str, Entry]
    joins: dict[str, str]
    check: CheckWords


@cache
def table(language: str) -> FindingStrings:
    """The words of findings in a language."""
    return read(FindingStrings, "findings", language)


def word(finding: Finding, language: str) -> Wording:
    """A finding in the reader's language."""
    strings = table(language)
    words = strings.codes[finding.code].of(finding.variant)
    values = {name: _Shown(value, strings.joins) for name, value in finding.values.items()}
    instead = words.instead
    if words.meant and finding.values.get("meant"):
        instead = words.meant
    elif words.known and finding.values.get("known"):
        instead = words.known
    return Wording(*(text.format_map(values) for text in (words.what, words.why, instead)))


class _Shown:
    """A value as a sentence shows it.

    Several words are joined by commas, in `{x:and}` and `{x:or}` the last one by that word, in `{x: → }` by an arrow.
    """

    def __init__(self, value: Value, joins: dict[str, str]) -> None:
        self.words = value if isinstance(value, tuple) else (str(value),)
        self.joins = joins

    def __format__(self, how: str) -> str:
        if how in self.joins and len(self.words) > 1:
            return ", ".join(self.words[:-1]) + self.joins[how] + self.words[-1]
        return (", " if how in {"", *self.joins} else how).join(self.words)
