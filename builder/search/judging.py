"""Whether a phrase brings up its card: the ranking's own answer, without scoring what cannot come before the card.

A card's score is what it holds of the query's slots, and a little more for what it is. So a card is only looked at if
it holds enough of the slots to come before the phrase's own. The bound is made of the scorer's functions: however they
are tuned, the verdict is the one that `rank` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import ceil, floor
from operator import or_
from typing import NamedTuple

from builder.search.bits import as_digits, of_bits, reaching
from builder.search.index import Index
from builder.search.query import Slot, slots
from builder.search.scoring import best, extra, first

FIRST = 3
"""Among how many results a phrase has to bring up its card."""
_UNITS, _LEVELS = 512, 3
"""What a phrase is worth in whole numbers, and into how many levels what cards hold of one of its slots is rounded up:
the more, the fewer cards are looked at, and the longer it takes to find them."""
_ROUNDING = 2e-6
"""Scores are rounded to millionths: cards that are nearer than this are looked at."""


class Held(NamedTuple):
    """What cards hold of a slot: how much each does, how much at most, and the binary digits of its level."""

    by_card: Mapping[int, float]
    most: float
    digits: tuple[int, ...]
    """Which cards have each digit, lowest first, as bits."""


class Part(NamedTuple):
    """A slot of a phrase: its share of the phrase's worth, and what cards hold of it."""

    worth: float
    held: Held


class Judge:
    """Judges phrases by an index, and remembers what cards hold of each slot."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._held: dict[tuple[tuple[str, float], ...], Held] = {}
        self._samples = {(kind, index.foreign[card]): card for card, kind in enumerate(index.kinds)}.values()

    def ahead(self, phrase: str, card: int, personas: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """By persona for whom the phrase doesn't bring up the card: the cards that it brings up, best first.

        The card has to be for these personas: whichever is chosen, it is raised as much as any other.
        """
        found = slots(phrase, self.index)
        parts = self._parts(found)
        added = extra(phrase, found, self.index, "")
        near = _lexical(parts, _holding(parts, needed := self._needed(parts, card, added)))
        near = {other: held for other, held in near.items() if held >= needed}
        if card in near and len(near) <= FIRST and first({card: near[card]}, added, 1):
            return {}
        results = {
            persona: tuple(hit.card for hit in first(near, extra(phrase, found, self.index, persona), FIRST))
            for persona in personas
        }
        return {persona: cards for persona, cards in results.items() if card not in cards}

    def _needed(self, parts: Sequence[Part], card: int, added: Callable[[int, float], float]) -> float:
        """How much of a phrase others have to hold to come before a card that is for the persona chosen."""
        held = _lexical(parts, (card,)).get(card)
        if held is None:
            return 0.0
        return held + added(card, held) - max(added(sample, 1.0) for sample in self._samples) - _ROUNDING

    def _parts(self, found: Sequence[Slot]) -> list[Part]:
        total = sum(slot.idf for slot in found)
        return [Part(slot.idf / total, self._held_of(slot)) for slot in found] if total else []

    def _held_of(self, slot: Slot) -> Held:
        key = tuple(slot.alternatives.items())
        if key not in self._held:
            by_card = best(slot, self.index)
            most = max(by_card.values(), default=0.0)
            self._held[key] = Held(by_card, most, as_digits(by_card, most, _LEVELS))
        return self._held[key]


def _lexical(parts: Sequence[Part], cards: Iterable[int]) -> dict[int, float]:
    """What these cards hold of a phrase, summed as the scorer does."""
    scores: dict[int, float] = {}
    cards = tuple(cards)
    for worth, held in parts:
        by_card = held.by_card
        for card in cards:
            if card in by_card:
                scores[card] = scores.get(card, 0.0) + worth * by_card[card]
    return scores


def _holding(parts: Sequence[Part], needed: float) -> Iterator[int]:
    """The cards that may hold so much of a phrase: all that do, and few that don't."""
    units = [ceil(_UNITS * worth * held.most / _LEVELS) for worth, held in parts]
    weights = [
        (level << place, cards)
        for level, (_, held) in zip(units, parts, strict=True)
        for place, cards in enumerate(held.digits)
    ]
    anyone = reduce(or_, (cards for _, cards in weights), 0)
    return of_bits(anyone & reaching(floor(_UNITS * needed), weights))
