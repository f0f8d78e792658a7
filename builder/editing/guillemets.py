"""Straight quotes around words inside a French text become « »: only where each of them surely opens or closes."""

from __future__ import annotations

import re

from builder.yaml_reader import Scalar

_PAIR = re.compile(r'(?<![^\s(\u2019\'*])"(?=[^\s"])([^"]*[^\s"])"(?=[\s.,;:!?)\u2026*]|\Z)')
_DOUBTFUL = re.compile(r"\]\(|`|[«»“”]")
"""Addresses may have a title in quotes, code means what it says, and other quotation marks are somebody's choice."""
_MARK = {'"': re.compile(r'\\"'), "": re.compile('"'), "'": re.compile('"'), ">": re.compile('"'), "|": re.compile('"')}


def french(text: str) -> str | None:
    """A text with French quotation marks; None where it has no straight ones, or one of them leaves a doubt.

    A text that is in quotes as a whole is left: the site sets those itself.
    """
    whole = _PAIR.match(text)
    if _DOUBTFUL.search(text) or (whole and whole.end() == len(text)):
        return None
    changed = _PAIR.sub(r"« \1 »", text)
    return None if changed == text or '"' in changed else changed


def replaced(written: str, scalar: Scalar) -> str | None:
    """What to write for a scalar, quotes in turn opening and closing; None where they aren't written one for one."""
    mark = _MARK[scalar.style]
    inside = written[1:-1] if scalar.style == '"' else written
    parts = mark.split(inside)
    if len(parts) - 1 != scalar.value.count('"'):
        return None
    marks = ("« ", " »")
    changed = parts[0] + "".join(marks[number % 2] + part for number, part in enumerate(parts[1:]))
    return f'"{changed}"' if scalar.style == '"' else changed
