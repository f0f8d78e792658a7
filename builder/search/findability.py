"""Findability: what customers say brings up its own objection, and nothing is answered in two places.

The rules are explained in `builder/checks/findability.py`; here they look, since they need the search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from builder.findings import Finding, Value
from builder.models import Lines
from builder.search.catalogue import Indexed, indexed
from builder.search.index import build_index
from builder.search.judging import FIRST, Judge
from builder.search.terms import terms
from builder.source import Location
from builder.text import fold, plain
from builder.views.cards import Card, CardKind, cards
from builder.views.reader import Reader

Missed = Mapping[int, Mapping[str, tuple[int, ...]]]
"""By the number of a claim, then by persona who doesn't find it: the cards that come first."""


class Claim(NamedTuple):
    """A phrase of a customer, the number of the card that it should bring up, and where it is written."""

    phrase: str
    card: int
    at: Location


@dataclass(frozen=True, eq=False)
class Claims:
    """The phrases that the files of one language claim for their objections, among all cards of that language."""

    reader: Reader

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of the language."""
        return cards(self.reader)

    @cached_property
    def all(self) -> tuple[Claim, ...]:
        """Each item of `they_say` that is written in this language, by guide."""
        return tuple(claim for number, card in enumerate(self.cards) for claim in self._of(number, card))

    def _of(self, number: int, card: Card) -> Iterator[Claim]:
        guide = self.reader.knowledge.guides.get(card.guide)
        route = (*card.at, "they_say")
        if card.kind is CardKind.OBJECTION and guide and guide.language == self.reader.language and guide.writes(route):
            for n, text in enumerate(card.head):
                yield Claim(plain(text), number, guide.at(*route, n))

    def personas(self, claim: Claim) -> tuple[str, ...]:
        """The personas whom the objection answers, those that decide first."""
        if claim.card not in self._answered:
            card = self.cards[claim.card]
            answer = card.say if isinstance(card.say, Lines) else Lines({})
            served = tuple(persona for persona in card.personas if answer.get(persona) is not None)
            self._answered[claim.card] = self.reader.knowledge.ordered(served)
        return self._answered[claim.card]

    @cached_property
    def _answered(self) -> dict[int, tuple[str, ...]]:
        return {}

    def indexed(self) -> Indexed:
        """What the index of the cards is built from."""
        return indexed(self.reader, self.cards)

    def place(self, number: int) -> Location | None:
        """Where a card is written; None where it isn't in a file of its own."""
        card = self.cards[number]
        found = self.reader.knowledge.find(card.ref.document)
        return found.at(*card.at) if found else None

    def name(self, number: int) -> str:
        """What customers say of a card, or what it is called."""
        card = self.cards[number]
        return plain(card.head[0]) if card.head else str(card.ref)


def judged(claims: Claims) -> Missed:
    """The claims that don't bring up their card, by the ranking that reps get."""
    judge = Judge(build_index(*claims.indexed()))
    missed = ((n, judge.ahead(claim.phrase, claim.card, claims.personas(claim))) for n, claim in enumerate(claims.all))
    return {n: by_persona for n, by_persona in missed if by_persona}


def not_findable(claims: Claims, missed: Missed) -> Iterator[Finding]:
    """The claims that don't bring up their objection among the first results."""
    for number, by_persona in missed.items():
        claim, first = claims.all[number], next(iter(by_persona.values()))
        values: dict[str, Value] = {"phrase": claim.phrase, "personas": claims.reader.shorts(by_persona)}
        if len(first) < FIRST:
            yield Finding("not-findable", claim.at, values=values, variant="silent")
            continue
        values |= {"first": claims.name(first[0]), "ref": str(claims.cards[first[0]].ref)}
        related = tuple(place for card in first if (place := claims.place(card)))
        kind = "objection" if claims.cards[first[0]].kind is CardKind.OBJECTION else ""
        yield Finding("not-findable", claim.at, values=values, related=related, variant=kind)


def claimed_twice(claims: Claims) -> Iterator[Finding]:
    """The claims that another objection for the same persona has made before."""
    before: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in sorted(claims.all, key=lambda claim: claim.at):
        card = claims.cards[claim.card]
        same = before[_said(claim.phrase, claims.reader.language)]
        for other in same:
            owner = claims.cards[other.card]
            personas = claims.reader.shorts(p for p in card.personas if p in owner.personas)
            if personas and other.card != claim.card:
                values: dict[str, Value] = {"phrase": claim.phrase, "personas": personas, "ref": str(owner.ref)}
                variant = "here" if owner.guide == card.guide else ""
                yield Finding("phrase-claimed-twice", claim.at, values=values, related=(other.at,), variant=variant)
                break
        same.append(claim)


def _said(phrase: str, language: str) -> tuple[str, ...]:
    """The words of a phrase as the search tells them apart."""
    own = terms(language)
    flat = (fold(word) for word in own.words(phrase))
    return tuple(own.numbers.get(word, word) for word in flat)
