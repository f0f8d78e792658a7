"""Findings for people at a terminal: place, sentence, the line itself with a caret, why it matters, what to write."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator

import click

from builder.cli.reporters.report import Report
from builder.findings import Finding, Severity, count
from builder.locales.findings import table, word
from builder.source import Location

_NEW_LINE = re.compile(r"\r\n|\n|\r")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_MARGIN = 4
_NARROWEST = 40
_MOST_FILES = 20


def render_text(report: Report) -> str:
    """All findings, and how many there are in the last line. Colours are codes that click drops outside a terminal."""
    width = max(shutil.get_terminal_size().columns, _NARROWEST) - _MARGIN
    found = [line for finding in report.findings for line in (*_finding(finding, report, width), "")]
    by_file = [*_by_file(report), ""] if len({finding.location.path for finding in report.findings}) > 1 else []
    summary = table(report.language).check.summary(report.findings, report.files_read)
    return "\n".join((*found, *by_file, click.style(summary, bold=True), ""))


def _by_file(report: Report) -> Iterator[str]:
    """How much there is to mend in each file, where most is first."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_path.setdefault(finding.location.path, []).append(finding)
    paths = sorted(by_path, key=lambda path: (-count(by_path[path], Severity.ERROR), -len(by_path[path]), path))
    words = table(report.language).check
    rows = [(words.counts(by_path[path]), path) for path in paths[:_MOST_FILES]]
    widest = max(columns(counted) for counted, _ in rows)
    for counted, path in rows:
        yield counted + " " * (widest - columns(counted) + 2) + click.style(path, bold=True)
    if len(paths) > _MOST_FILES:
        yield words.more_files.of(len(paths) - _MOST_FILES)


def _finding(finding: Finding, report: Report, width: int) -> Iterator[str]:
    colour, wording, words = _COLOURS[finding.severity], word(finding, report.language), table(report.language).check
    label = click.style(f"{finding.severity}[{finding.code}]", fg=colour, bold=True)
    yield f"{click.style(str(finding.location), bold=True)}: {label} {wording.what}"
    for line, caret in _excerpt(finding.location, report, width):
        yield click.style(" " * _MARGIN + line, dim=True)
        yield " " * _MARGIN + click.style(caret, fg=colour, bold=True)
    for heading, text in ((words.why, wording.why), (words.instead, wording.instead)):
        if text:
            yield _labelled(heading, text, report.language)
    for place in finding.related:
        yield _labelled(words.related, str(place), report.language)


def _labelled(heading: str, text: str, language: str) -> str:
    colon = "\u00a0: " if language.partition("-")[0] == "fr" else ": "
    return " " * _MARGIN + heading + colon + text.replace("\n", "\n" + " " * 2 * _MARGIN)


def _excerpt(place: Location, report: Report, width: int) -> Iterator[tuple[str, str]]:
    """The line of a finding with a caret below its column, cut where the terminal ends; nothing of an empty line."""
    lines = _NEW_LINE.split(report.texts.get(place.path, ""))
    written = lines[place.line - 1] if place.line <= len(lines) else ""
    if written.strip():
        line, column = cropped("".join(map(_visible, written)), place.column - 1, width)
        yield line, " " * columns(line[:column]) + "^"


def cropped(line: str, column: int, width: int) -> tuple[str, int]:
    """As much of a line around a column as fits into a width, and the column in it; dots stand for the rest."""
    line, column = line.rstrip(), column - (len(line) - len(line.lstrip()))
    line = line.lstrip()
    if columns(line) <= width:
        return line, max(column, 0)
    start = max(0, min(column - width // 3, len(line) - width + 1))
    before = "…" if start else ""
    kept = line[start : start + width]
    while columns(before + kept) > width - 1 and start + len(kept) - 1 > column:
        kept = kept[:-1]
    after = "…" if start + len(kept) < len(line) else ""
    return before + kept + after, column - start + len(before)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for accents that stand alone."""
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"F", "W"} else 1


def _visible(letter: str) -> str:
    """Tabs and control characters as one column that can be seen."""
    return " " if letter == "\t" else "\ufffd" if unicodedata.category(letter) == "Cc" else letter
