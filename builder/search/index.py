"""The index of one language: for each key, the cards it stands in and how much it says about them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from builder.search.parameters import FIELDS, LEVELS, PARAMETERS
from builder.search.terms import terms
from builder.text import fold, plain


class Entry(NamedTuple):
    """What the index takes from a card."""

    kind: str
    language: str
    personas: tuple[str, ...]
    guide: str
    """The guide that it belongs to, whose title, tags and summary are its context; empty where there is none."""
    texts: Mapping[str, tuple[str, ...]]
    """By field: head (what customers say, what is asked), body, label (words of its anchor)."""


class Context(NamedTuple):
    """What every card of a guide is about: the guide's title, tags and summary."""

    language: str
    texts: tuple[str, ...]


class Posting(NamedTuple):
    """Where a key stands (a card, or a guide whose cards all share it) and how much it says, from 1 to LEVELS - 1."""

    at: int
    level: int

    @property
    def weight(self) -> float:
        """The weight that the level stands for."""
        return PARAMETERS["saturation"] * self.level / (LEVELS - self.level)


class Phrase(NamedTuple):
    """A phrase of the lexicon or a persona's name, word by word, and the key of its group."""

    words: tuple[tuple[str, ...], ...]
    group: str


@dataclass(frozen=True)
class Index:
    """Postings by key, the vocabulary as it is typed, groups of synonyms, and what is known of each card."""

    language: str
    postings: Mapping[str, tuple[Posting, ...]]
    """The cards that each key stands in."""
    contexts: Mapping[str, tuple[Posting, ...]]
    """The guides in whose title, tags or summary each key stands."""
    vocabulary: Mapping[str, tuple[str, ...]]
    """Folded words in order, with their keys: for half-typed and mistyped words."""
    phrases: tuple[Phrase, ...]
    kinds: tuple[str, ...]
    personas: tuple[tuple[str, ...], ...]
    guides: tuple[int, ...]
    """By card: the number of its guide, -1 where it has none."""
    foreign: tuple[bool, ...]
    """Cards shown in another language than the index's own: a little lower."""
    idf: tuple[int, ...]
    """By number of cards: what a key that stands in so many is worth, in thousandths."""

    @cached_property
    def cards_of(self) -> tuple[tuple[int, ...], ...]:
        """By guide: its cards."""
        found: dict[int, list[int]] = defaultdict(list)
        for card, guide in enumerate(self.guides):
            found[guide].append(card)
        return tuple(tuple(found[guide]) for guide in range(max(self.guides, default=-1) + 1))

    def knows(self, key: str) -> bool:
        """Whether a key stands anywhere."""
        return key in self.postings or key in self.contexts

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The vocabulary in order."""
        return tuple(self.vocabulary)

    @cached_property
    def groups(self) -> Groups:
        """What finds the lexicon's phrases in a query."""
        return Groups(self.phrases)


def build_index(
    entries: Sequence[Entry],
    contexts: Mapping[str, Context],
    language: str,
    synonyms: Iterable[Sequence[str]],
    names: Mapping[str, Sequence[str]],
) -> Index:
    """The index of a language over its cards and their guides' contexts.

    `synonyms` are the lexicon's groups, `names` what personas are called.
    """
    phrases = tuple(_phrases(language, synonyms, names))
    counting = _Counting(Groups(phrases))
    for number, entry in enumerate(entries):
        for name in FIELDS:
            counting.add(name, number, entry.language, entry.texts.get(name, ()))
    for number, context in enumerate(contexts.values()):
        counting.add("context", number, context.language, context.texts)
    guides = {guide: number for number, guide in enumerate(contexts)}
    return Index(
        language=language,
        postings=counting.postings(FIELDS),
        contexts=counting.postings(("context",)),
        vocabulary={word: tuple(sorted(keys)) for word, keys in sorted(counting.vocabulary.items())},
        phrases=phrases,
        kinds=tuple(entry.kind for entry in entries),
        personas=tuple(entry.personas for entry in entries),
        guides=tuple(guides.get(entry.guide, -1) for entry in entries),
        foreign=tuple(entry.language != language for entry in entries),
        idf=tuple(_worth(df, len(entries)) for df in range(len(entries) + 1)),
    )


def _worth(df: int, size: int) -> int:
    return round(1000 * math.log(1 + (size - df + 0.5) / (df + 0.5)))


def _phrases(language: str, synonyms: Iterable[Sequence[str]], names: Mapping[str, Sequence[str]]) -> Iterable[Phrase]:
    own = terms(language)
    groups = [(f"§{number}", group) for number, group in enumerate(synonyms)]
    groups += [(f"§p:{persona}", called) for persona, called in names.items()]
    for group, phrases in groups:
        for phrase in phrases:
            if words := tuple(own.keys(word) for word in own.content(phrase)):
                yield Phrase(words, group)


class _Counting:
    """How often every key stands in every field of every place, and how long the fields are."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.counts: dict[str, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
        self.vocabulary: dict[str, set[str]] = defaultdict(set)
        self.lengths: dict[str, dict[int, int]] = defaultdict(dict)

    def add(self, field: str, at: int, language: str, texts: Iterable[str]) -> None:
        """Count the words of a field, and the groups that stand in them."""
        spoken, length = terms(language), 0
        for text in texts:
            words = spoken.content(plain(text))
            keys = [spoken.keys(word) for word in words]
            length += len(words)
            for word, of_word in zip(words, keys, strict=True):
                self.vocabulary[fold(word)].update(of_word)
                for key in of_word:
                    self.counts[key][field][at] += 1
            for group, _, _ in self.groups.find(keys):
                self.counts[group][field][at] += 1
        self.lengths[field][at] = max(1, length)

    def postings(self, fields: Sequence[str]) -> dict[str, tuple[Posting, ...]]:
        """By key: where it stands in these fields and how much it says there."""
        means = {field: sum(self.lengths[field].values()) / max(1, len(self.lengths[field])) for field in fields}
        found = {}
        for key in sorted(self.counts):
            places = sorted({at for field in fields for at in self.counts[key].get(field, ())})
            if places:
                found[key] = tuple(Posting(at, self._level(key, at, means)) for at in places)
        return found

    def _level(self, key: str, at: int, means: Mapping[str, float]) -> int:
        weight = sum(
            PARAMETERS[field] * self.counts[key][field][at] / (0.5 + 0.5 * self.lengths[field][at] / mean)
            for field, mean in means.items()
            if field in self.counts[key]
        )
        return min(LEVELS - 1, max(1, round(LEVELS * weight / (weight + PARAMETERS["saturation"]))))


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
