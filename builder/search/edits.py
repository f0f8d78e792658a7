"""How many edits lead from one word to another, or to its beginning, and which words of a vocabulary are nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LETTER = 31


def letters_of(word: str) -> int:
    """The letters of a word as bits: one edit changes two of them at the most."""
    letters = 0
    for letter in word:
        letters |= 1 << ord(letter) % _LETTER
    return letters


def nearest(word: str, most: int, words: Sequence[str], letters: Sequence[int]) -> tuple[int, list[str]]:
    """The words that the fewest edits lead to, `most` at the most, and how many edits those are."""
    own = letters_of(word)
    near = (known for known, its in zip(words, letters, strict=True) if (own ^ its).bit_count() <= 2 * most)
    return _fewest(((distance(word, known, most), known) for known in near), most)


def nearest_beginnings(word: str, most: int, words: Sequence[str], letters: Sequence[int]) -> tuple[int, list[str]]:
    """The words to whose beginnings the fewest edits lead, `most` at the most, and how many edits those are."""
    own = letters_of(word)
    near = (known for known, its in zip(words, letters, strict=True) if (own & ~its).bit_count() <= most)
    return _fewest(((to_beginning(word, known, most), known) for known in near), most)


def _fewest(counted: Iterable[tuple[int, str]], most: int) -> tuple[int, list[str]]:
    near = [(edits, known) for edits, known in counted if edits <= most]
    least = min((edits for edits, _ in near), default=most)
    return least, [known for edits, known in near if edits == least]


def distance(a: str, b: str, most: int) -> int:
    """Edits from one word to the other (a swap of neighbours is one), or most + 1 once there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    return min(_last_row(*_without_common_ends(a, b), most)[-1], most + 1)


def to_beginning(a: str, b: str, most: int) -> int:
    """Edits from a word to whichever beginning of the other is nearest, or most + 1 once there are more."""
    return min(*_last_row(a, b[: len(a) + most], most), most + 1)


def _without_common_ends(a: str, b: str) -> tuple[str, str]:
    start, end, shorter = 0, 0, min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]


def _last_row(a: str, b: str, most: int) -> list[int]:
    """Edits from `a` to each beginning of `b`, the whole of it last: more than `most` is only known to be more.

    Only cells within `most` of the diagonal are looked at: further off there are more edits anyway.
    """
    far = most + 1
    before: list[int] = []
    last = [min(j, far) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        row = [far] * (len(b) + 1)
        row[0] = least = min(i, far)
        for j in range(max(1, i - most), min(len(b), i + most) + 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != b[j - 1]))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == b[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
            least = min(least, cost)
        if least > most:
            return [far]
        before, last = last, row
    return last
