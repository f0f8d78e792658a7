"""How often keys stand in the fields of cards, and of what their guides are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from builder.search.groups import Groups
from builder.search.parameters import MOST
from builder.search.terms import terms
from builder.text import fold, plain


class Posting(NamedTuple):
    """Where a key stands (a card, or a guide whose cards all share it), and how often in each of its fields.

    The counts are the digits of a number to the base MOST + 1, the first field's the last.
    """

    at: int
    counts: int

    def weight(self, once: Sequence[float]) -> float:
        """How much the key says there, by what it says if it stands once in each field."""
        rest, said = self.counts, 0.0
        for worth in once:
            rest, count = divmod(rest, MOST + 1)
            said += count * worth
        return said


class _Field(NamedTuple):
    """A field of one place: how many words it has, and how often each key stands there."""

    at: int
    length: int
    counts: Mapping[str, int]


class Counting:
    """How often every key stands in every field of every place, and how long the fields are."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.fields: dict[str, list[_Field]] = defaultdict(list)
        self.vocabulary: dict[str, set[str]] = defaultdict(set)
        self.known: set[tuple[str, str]] = set()

    def add(self, field: str, at: int, language: str, texts: Iterable[str]) -> None:
        """Count the words of a field, and the groups that stand in them."""
        spoken, length, found = terms(language), 0, list[str]()
        for text in texts:
            words = spoken.content(plain(text))
            keys = list(map(spoken.keys, words))
            length += len(words)
            found += chain.from_iterable(keys)
            found += (group for group, _, _ in self.groups.find(keys))
            self._learn(language, words)
        self.fields[field].append(_Field(at, max(1, length), Counter(found)))

    def _learn(self, language: str, words: Sequence[str]) -> None:
        """Add words to the vocabulary, each once for its language."""
        for word in words:
            if (language, word) not in self.known:
                self.known.add((language, word))
                self.vocabulary[fold(word)].update(terms(language).keys(word))

    def lengths(self, field: str) -> tuple[int, ...]:
        """By place: how many words the field has there."""
        return tuple(place.length for place in self.fields[field])

    def postings(self, fields: Sequence[str]) -> dict[str, tuple[Posting, ...]]:
        """By key: where it stands in these fields, and how often."""
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for place, field in enumerate(fields):
            for at, _, counts in self.fields[field]:
                for key, count in counts.items():
                    here = found[key]
                    here[at] = here.get(at, 0) + min(count, MOST) * (MOST + 1) ** place
        return {key: tuple(Posting(*one) for one in sorted(found[key].items())) for key in sorted(found)}
