"""Phrases of the lexicon and personas' names, found among the words of a text or a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Phrase(NamedTuple):
    """A phrase of the lexicon or a persona's name, word by word, and the key of its group."""

    words: tuple[tuple[str, ...], ...]
    group: str


class Groups:
    """Finds phrases of the lexicon and personas' names among words; of two that overlap the longer wins."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            for key in phrase.words[0]:
                self.by_first[key].append(phrase)

    def find(self, keys: Sequence[tuple[str, ...]]) -> list[tuple[str, int, int]]:
        """Group, first word and the one after the last, for each phrase that stands there."""
        found = list(dict.fromkeys(self._all(keys)))
        return [one for one in found if not any(_inside(one, other) for other in found)]

    def _all(self, keys: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, int, int]]:
        for start, here in enumerate(keys):
            for key in here:
                for phrase in self.by_first.get(key, ()):
                    end = start + len(phrase.words)
                    if end <= len(keys) and all(map(_meet, phrase.words, keys[start:end])):
                        yield phrase.group, start, end


def _inside(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return other[1] <= one[1] and one[2] <= other[2] and other[2] - other[1] > one[2] - one[1]


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not set(one).isdisjoint(other)
