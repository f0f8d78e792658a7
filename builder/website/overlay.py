"""Findings as a preview lays them over its pages: what is wrong, why, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.findings import Finding, Severity, count
from builder.locales.findings import word
from builder.locales.website import Website, website
from builder.source import Location
from builder.website.editions import Edition

_SHOWN = 20
"""How many findings lie over a page; the terminal shows them all."""
_BEFORE, _AFTER = 2, 2
"""Lines of a file around the one that a finding points at."""


@dataclass(frozen=True)
class Line:
    """A line of an excerpt; under the one that the finding points at stand carets."""

    number: int
    text: str
    indent: str = ""
    carets: str = ""


@dataclass(frozen=True)
class Card:
    """One finding, ready to show."""

    severity: Severity
    what: str
    why: str
    place: str
    excerpt: tuple[Line, ...]
    instead: str
    editor: str
    """The address that opens the file at the line in VS Code."""
    button: str


@dataclass(frozen=True)
class Overlay:
    """Everything that lies over a page."""

    title: str
    behind: str
    cards: tuple[Card, ...]
    more: str
    words: Website


def overlay(edition: Edition, language: str) -> Overlay | None:
    """What lies over the pages of an edition; None where nothing is in the way."""
    words = website(language)
    behind = words.behind if edition.site else words.nothing_behind
    if edition.crash:
        return Overlay(words.crashed.format(problem=edition.crash), behind, (), "", words)
    if not edition.problems or edition.review is None:
        return None
    errors, warnings = (count(edition.problems, severity) for severity in (Severity.ERROR, Severity.WARNING))
    hidden = len(edition.problems) - _SHOWN
    root, texts = edition.review.project.root, edition.review.texts
    cards = tuple(_card(finding, texts, root, language) for finding in edition.problems[:_SHOWN])
    more = words.more.format(count=hidden) if hidden > 0 else ""
    return Overlay(words.counted(errors, warnings), behind, cards, more, words)


def _card(finding: Finding, texts: Mapping[str, str], root: Path, language: str) -> Card:
    place, wording = finding.location, word(finding, language)
    return Card(
        severity=finding.severity,
        what=wording.what,
        why=wording.why,
        place=str(place),
        excerpt=excerpt(texts.get(place.path, ""), place),
        instead=wording.instead,
        editor=f"vscode://file{(root / place.path).resolve().as_posix()}:{place.line}:{place.column}",
        button=website(language).open_at.format(line=place.line),
    )


def excerpt(text: str, place: Location) -> tuple[Line, ...]:
    """The lines of a file around a place; carets under the word that stands there."""
    lines = text.splitlines()
    first, last = max(place.line - _BEFORE, 1), min(place.line + _AFTER, len(lines))
    return tuple(
        Line(number, line, *(_carets(line, place.column) if number == place.line else ()))
        for number, line in enumerate(lines[first - 1 : last], first)
    )


def _carets(line: str, column: int) -> tuple[str, str]:
    rest = line[column - 1 :]
    word = rest.split(" ", 1)[0].rstrip(":,") if rest else ""
    return " " * (column - 1), "^" * max(len(word), 1)
