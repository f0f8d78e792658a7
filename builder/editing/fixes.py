"""What can be mended in a YAML text without asking its author: mistakes of punctuation, ends of lines, straight quotes.

Each fix is an edit at a place, tried on a copy and read back: it stays only where the file then says what it said
before, with one mistake less. Comments and everything else keep their bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from builder.editing.guillemets import french, replaced
from builder.yaml_reader import Edit, Mend, Parsed, parse_yaml, scalars

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_TRAILING = re.compile(r"[ \t]+(?=[\r\n]|\Z)")
_SIGNS = re.compile(r"[\s\"'\\>|-]")
_MOST = 1_000


class FixKind(StrEnum):
    """What a fix does."""

    QUOTED = "quoted"
    SPACED = "spaced"
    MARGIN = "margin"
    GUILLEMETS = "guillemets"
    TRAILING = "trailing"
    NEWLINE = "newline"


_OTHER_KINDS = {"colon-space": FixKind.SPACED, "dash-space": FixKind.SPACED, "hard-space": FixKind.MARGIN}


class Fix(NamedTuple):
    """One thing that was mended, and the line (from 1) on which it now stands."""

    line: int
    kind: FixKind


class Fixed(NamedTuple):
    """A text after mending, and what was done to it."""

    text: str
    fixes: tuple[Fix, ...]


def fix(text: str, *, guillemets: bool = False) -> Fixed:
    """A YAML text with everything mended that leaves no doubt; with `guillemets`, straight quotes in it are French."""
    fixes: tuple[Fix, ...] = ()
    for _ in range(_MOST):
        mended, made = _fixed(text, guillemets=guillemets)
        if mended == text:
            break
        text, fixes = mended, tuple(sorted({*fixes, *made}))
    return Fixed(text, fixes)


def _fixed(text: str, *, guillemets: bool) -> tuple[str, list[Fix]]:
    """One round: what it mends may show what else can be."""
    mended, fixes = _without_mistakes(text)
    mended, trimmed = _without_trailing(mended)
    if mended.strip() and not mended.endswith(("\n", "\r")):
        ended = mended + _newline(mended)
        if _says_the_same(parse_yaml(mended, ""), parse_yaml(ended, "")):
            mended, trimmed = ended, [*trimmed, Fix(len(_lines(mended)), FixKind.NEWLINE)]
    if guillemets and '"' in mended:
        mended, quoted = _with_guillemets(mended)
        trimmed += quoted
    return mended, [*fixes, *trimmed]


def _without_mistakes(text: str) -> tuple[str, list[Fix]]:
    """Mistakes of punctuation: all at once, else one after the other; what can't be mended for sure stays as it is."""
    fixes: list[Fix] = []
    refused: set[tuple[str, ...]] = set()
    parsed = parse_yaml(text, "")
    for _ in range(_MOST):
        sure = [mend for mend in _apart(parsed) if _said(mend) not in refused]
        if not sure:
            break
        for chosen in (sure, sure[:1]) if len(sure) > 1 else (sure,):
            edited, made = _all_edited(text, chosen)
            after = parse_yaml(edited, "")
            if _is_better(text, parsed, edited, after):
                fixes = [*(_moved(fix, chosen) for fix in fixes), *made]
                text, parsed = edited, after
                break
        else:
            refused.add(_said(sure[0]))
    return text, fixes


def _apart(parsed: Parsed) -> list[Mend]:
    """The mends that can be written, from the top, none over another."""
    chosen: list[Mend] = []
    for mend in sorted((mend for mend in parsed.mends if mend.edit), key=_span):
        if not chosen or _span(mend)[0] > _span(chosen[-1])[1]:
            chosen.append(mend)
    return chosen


def _span(mend: Mend) -> tuple[int, int]:
    return (mend.edit.first, mend.edit.last) if mend.edit else (mend.line, mend.line)


def _said(mend: Mend) -> tuple[str, ...]:
    """What tells a mend from the others when lines above it have moved."""
    return mend.mistake.variant, mend.written, mend.instead


def _all_edited(text: str, mends: list[Mend]) -> tuple[str, list[Fix]]:
    """A text with these mends, and where they stand in it."""
    for mend in reversed(mends):
        text = _edited(text, mend.edit) if mend.edit else text
    kinds = (_OTHER_KINDS.get(mend.mistake.variant, FixKind.QUOTED) for mend in mends)
    made = [Fix(mend.line + 1, kind) for mend, kind in zip(mends, kinds, strict=True)]
    return text, [_moved(fix, mends) for fix in made]


def _moved(fix: Fix, mends: list[Mend]) -> Fix:
    """Where a fix stands when the edits above it have made lines or taken some away."""
    above = (mend.edit for mend in mends if mend.edit and mend.edit.last < fix.line - 1)
    return fix._replace(line=fix.line + sum(len(edit.lines) - (edit.last - edit.first + 1) for edit in above))


def _is_better(text: str, before: Parsed, edited: str, after: Parsed) -> bool:
    """Whether an edit took mistakes away, brought none, lost no letter, and left what could be read as it was."""
    old, new = (Counter((f.code, f.variant) for f in parsed.findings) for parsed in (before, after))
    fewer = new < old and edited != text
    kept = before.data is None or after.data == before.data
    return fewer and kept and _SIGNS.sub("", text) == _SIGNS.sub("", edited)


def _without_trailing(text: str) -> tuple[str, list[Fix]]:
    """Without spaces at the ends of lines: of all at once; where that changes a word, of those where it doesn't."""
    if not _TRAILING.search(text):
        return text, []
    before, fixes = parse_yaml(text, ""), []
    lines = _lines(text)
    numbers = [number for number, line in enumerate(lines) if _TRAILING.search(line)]
    for chosen in (numbers, *([number] for number in numbers)):
        edited = [_TRAILING.sub("", line) if number in chosen else line for number, line in enumerate(lines)]
        if edited != lines and _says_the_same(before, parse_yaml("".join(edited), "")):
            lines = edited
            fixes += [Fix(number + 1, FixKind.TRAILING) for number in chosen]
            if chosen is numbers:
                break
    return "".join(lines), fixes


def _says_the_same(before: Parsed, after: Parsed) -> bool:
    """Whether a text has no other mistakes and the same words as before; the spaces between them say nothing."""
    old, new = (Counter((f.code, f.variant, f.location.line) for f in parsed.findings) for parsed in (before, after))
    said, says = ([(route, _spaced(leaf)) for route, leaf in _leaves(parsed.data)] for parsed in (before, after))
    return new <= old and (said == says or before.data is None)


def _spaced(leaf: object) -> object:
    return re.sub(r"[ \t]+", " ", re.sub(r"[ \t]+(?=\n|\Z)", "", leaf)).strip() if isinstance(leaf, str) else leaf


def _with_guillemets(text: str) -> tuple[str, list[Fix]]:
    """Straight quotes inside the texts of a file that can be read, each text by itself, from the last to the first."""
    parsed, fixes = parse_yaml(text, ""), []
    if parsed.data is None or parsed.findings:
        return text, []
    starts = [0, *accumulate(len(line) for line in _lines(text))]
    for scalar in [*scalars(text.replace("\r\n", "\n").replace("\r", "\n"))][::-1]:
        if '"' not in scalar.value or (wanted := french(scalar.value)) is None:
            continue
        start, end = starts[scalar.line] + scalar.column, starts[scalar.end_line] + scalar.end_column
        written = replaced(text[start:end], scalar)
        edited = text[:start] + (written or text[start:end]) + text[end:]
        after = parse_yaml(edited, "")
        if written and not after.findings and _differs_by(parsed, after, scalar.value, wanted):
            fixes.append(Fix(scalar.line + 1, FixKind.GUILLEMETS))
            text, parsed = edited, after
    return text, fixes


def _differs_by(before: Parsed, after: Parsed, value: str, wanted: str) -> bool:
    """Whether one text is another now, and everything else as it was."""
    old, new = list(_leaves(before.data)), list(_leaves(after.data))
    changed = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    return len(old) == len(new) and [(a[1], b[1], a[0] == b[0]) for a, b in changed] == [(value, wanted, True)]


def _leaves(data: object, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _leaves(value, (*route, key))
    elif isinstance(data, list) and data:
        for index, value in enumerate(data):
            yield from _leaves(value, (*route, index))
    else:
        yield route, data


def _edited(text: str, edit: Edit) -> str:
    """A text with some of its lines written anew; they end as the first of them did."""
    lines = [*_lines(text), ""]
    region = lines[edit.first : edit.last + 1]
    newline = _end(region[0]) or _newline(text)
    written = newline.join(edit.lines) + _end(region[-1])
    if len(edit.lines) == len(region):
        written = "".join(new + _end(old) for new, old in zip(edit.lines, region, strict=True))
    return "".join((*lines[: edit.first], written, *lines[edit.last + 1 :]))


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; the last one may be empty."""
    return [found.group() for found in _LINE.finditer(text) if found.group()]


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _newline(text: str) -> str:
    """How the lines of a text end, as its first one does."""
    return next((end for line in _lines(text) if (end := _end(line))), "\n")
