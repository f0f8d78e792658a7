"""The index of one language: for each key, the cards it stands in and how much it says about them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from builder.search.counting import Counting, Posting
from builder.search.edits import letters_of
from builder.search.groups import Groups, Phrase
from builder.search.parameters import FIELDS, PARAMETERS
from builder.search.terms import terms


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
    lengths: tuple[tuple[int, ...], ...]
    """By field: how many words it has in each card."""
    context_lengths: tuple[int, ...]
    """By guide: how many words its context has."""
    phrases: tuple[Phrase, ...]
    kinds: tuple[str, ...]
    personas: tuple[tuple[str, ...], ...]
    guides: tuple[int, ...]
    """By card: the number of its guide, -1 where it has none."""
    foreign: tuple[bool, ...]
    """Cards shown in another language than the index's own: a little lower."""
    idf: tuple[int, ...]
    """By number of cards: what a key that stands in so many is worth, in thousandths."""

    def places(self, key: str) -> Set[int]:
        """The cards that a key stands in, outside their guide's context."""
        if key not in self._places:
            self._places[key] = frozenset(posting.at for posting in self.postings.get(key, ()))
        return self._places[key]

    def shares(self, key: str) -> Mapping[int, float]:
        """By card: how much a key says there, its guide's context included, from 0 to 1."""
        if key not in self._shares:
            said = {posting.at: posting.weight(self._once[posting.at]) for posting in self.postings.get(key, ())}
            for posting in self.contexts.get(key, ()):
                around = posting.weight(self._once_around[posting.at])
                for card in self.cards_of[posting.at]:
                    said[card] = said.get(card, 0.0) + around
            self._shares[key] = {card: all_ / (all_ + PARAMETERS["saturation"]) for card, all_ in said.items()}
        return self._shares[key]

    @cached_property
    def _once(self) -> tuple[tuple[float, ...], ...]:
        """By card: how much a key says that stands once in each field."""
        return tuple(zip(*map(_weights, FIELDS, self.lengths), strict=True))

    @cached_property
    def _once_around(self) -> tuple[tuple[float], ...]:
        return tuple((weight,) for weight in _weights("context", self.context_lengths))

    def worth(self, keys: frozenset[str]) -> int:
        """What keys that mean the same are worth, in thousandths: the fewer cards they stand in, the more."""
        if keys not in self._worths:
            self._worths[keys] = self.idf[len(set().union(*map(self.places, keys)))]
        return self._worths[keys]

    @cached_property
    def met(self) -> dict[tuple[str, bool], tuple[Mapping[str, float], int]]:
        """By word of a query, and whether it is half typed: the alternatives and the worth of its slot."""
        return {}

    @cached_property
    def _worths(self) -> dict[frozenset[str], int]:
        return {}

    @cached_property
    def _places(self) -> dict[str, Set[int]]:
        return {}

    @cached_property
    def _shares(self) -> dict[str, Mapping[int, float]]:
        return {}

    @cached_property
    def cards_for(self) -> Mapping[str, Set[int]]:
        """By persona: the cards for them."""
        found: dict[str, set[int]] = defaultdict(set)
        for card, personas in enumerate(self.personas):
            for persona in personas:
                found[persona].add(card)
        return dict(found)

    @cached_property
    def kinds_here(self) -> frozenset[str]:
        """The kinds that its cards are of."""
        return frozenset(self.kinds)

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
    def letters(self) -> tuple[int, ...]:
        """The letters that each word of the vocabulary holds."""
        return tuple(map(letters_of, self.words))

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
    counting = Counting(Groups(phrases))
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
        lengths=tuple(map(counting.lengths, FIELDS)),
        context_lengths=counting.lengths("context"),
        vocabulary={word: tuple(sorted(keys)) for word, keys in sorted(counting.vocabulary.items())},
        phrases=phrases,
        kinds=tuple(entry.kind for entry in entries),
        personas=tuple(entry.personas for entry in entries),
        guides=tuple(guides.get(entry.guide, -1) for entry in entries),
        foreign=tuple(entry.language != language for entry in entries),
        idf=tuple(_worth(df, len(entries)) for df in range(len(entries) + 1)),
    )


def _weights(field: str, lengths: Sequence[int]) -> tuple[float, ...]:
    """By place: how much a key says that stands once in the field: the less, the longer the field is."""
    by, mean = PARAMETERS["length"], sum(lengths) / max(1, len(lengths))
    return tuple(PARAMETERS[field] / (1 - by + by * length / mean) for length in lengths)


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
