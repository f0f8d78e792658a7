"""Two wordings side by side: which words went and which came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_ALIKE = 0.35
"""Two texts that share less than this are shown one after the other, not mixed."""
_WORD = re.compile(r"\S+")
_SHORT = 3
"""A word of so few letters alone between two changes is marked with them: confetti can't be read."""


class Piece(NamedTuple):
    """Words that are `same`, `gone` or `new`."""

    state: str
    text: str


class Marked(NamedTuple):
    """The old and the new text, each as the pieces that stayed and those that are its own."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def marked(old: str, new: str) -> Marked:
    """What is different between two texts, by words; wholly where they have little in common."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, [_bare(word) for word in before], [_bare(word) for word in after], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return Marked((Piece("gone", " ".join(before)),), (Piece("new", " ".join(after)),))
    runs = _calm([(tag == "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()], before)
    return Marked(
        tuple(_pieces((same, before[a:b], "gone") for same, a, b, _, _ in runs)),
        tuple(_pieces((same, after[c:d], "new") for same, _, _, c, d in runs)),
    )


_Run = tuple[bool, int, int, int, int]


def _bare(word: str) -> str:
    """A word as it is compared: apostrophes are the same everywhere."""
    return word.replace("’", "'")


def _calm(runs: list[_Run], before: list[str]) -> list[_Run]:
    """The runs with a lone short word between two changes counted among them."""
    found: list[_Run] = []
    for n, (same, a, b, c, d) in enumerate(runs):
        lone = same and 0 < n < len(runs) - 1 and b - a == 1 and len(before[a]) <= _SHORT
        if found and not found[-1][0] and (lone or not same):
            found[-1] = (False, found[-1][1], b, found[-1][3], d)
        else:
            found.append((same and not lone, a, b, c, d))
    return found


def _pieces(runs: Iterable[tuple[bool, list[str], str]]) -> Iterator[Piece]:
    return (Piece("same" if same else state, " ".join(words)) for same, words, state in runs if words)
