"""The score of every card for a query, and the ranking: the whole of it, as the browser does it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from builder.search.index import Index
from builder.search.parameters import PARAMETERS
from builder.search.query import Slot, slots
from builder.search.terms import Terms, terms
from builder.text import fold

_SPOKEN_WORDS = 5
_TO_INTENT = 0.05


class Hit(NamedTuple):
    """A card by its number in the index, and its score in millionths."""

    card: int
    score: int


def rank(
    query: str, index: Index, *, persona: str = "", limit: int = 10, wanted: Callable[[int], bool] = lambda _: True
) -> list[Hit]:
    """The cards that answer a query best, best first; `persona` raises its cards and hides none."""
    return order(query, slots(query, index), index, persona=persona, limit=limit, wanted=wanted)


def order(
    query: str, found: list[Slot], index: Index, *, persona: str, limit: int, wanted: Callable[[int], bool]
) -> list[Hit]:
    """The same where the query's slots are known."""
    lexical = {card: held for card, held in _lexical(found, index).items() if wanted(card)}
    return first(lexical, extra(query, found, index, persona), limit)


def first(lexical: Mapping[int, float], added: Callable[[int, float], float], limit: int) -> list[Hit]:
    """The best of these cards, best first, by what they hold of the query and what is added to it."""
    least = int(1e6 * PARAMETERS["least"])
    hits = [
        (-score, card)
        for card, held in lexical.items()
        if (score := int(1e6 * (held + added(card, held)) + 0.5)) > least
    ]
    return [Hit(card, -score) for score, card in sorted(hits)[:limit]]


def _lexical(found: list[Slot], index: Index) -> Mapping[int, float]:
    """Coverage and BM25F in one: what share of the query's worth a card holds, 0 to 1."""
    total = sum(slot.idf for slot in found)
    scores: dict[int, float] = {}
    for slot in found if total else ():
        worth = slot.idf / total
        for card, held in best(slot, index).items():
            scores[card] = scores.get(card, 0.0) + worth * held
    return scores


def best(slot: Slot, index: Index) -> Mapping[int, float]:
    """How much of a slot each card holds, 0 to 1."""
    found: dict[int, float] = {}
    for key, weight in slot.alternatives.items():
        for card, share in index.shares(key).items():
            if weight * share > found.get(card, 0.0):
                found[card] = weight * share
        for card in index.cards_for.get(key[3:], ()) if key.startswith("§p:") else ():
            found[card] = max(found.get(card, 0.0), PARAMETERS["for"])
    return found


def extra(query: str, found: list[Slot], index: Index, persona: str) -> Callable[[int, float], float]:
    """What is added to a card's score: what reps look for, what the query asks for, who speaks, to whom one talks."""
    own = terms(index.language)
    words = [fold(word) for word in own.words(query)]
    speaks = len(words) >= _SPOKEN_WORDS and not own.pronouns.isdisjoint(words)
    of_kind = {kind: _of_kind(kind, speaks=speaks) for kind in index.kinds_here}
    if_asked = of_kind | {
        kind: _of_kind(kind, speaks=speaks, named=named) for kind, named in _asked(found, own).items()
    }
    chosen = index.cards_for.get(persona, frozenset())

    def added(card: int, score: float) -> float:
        more = (if_asked if score > _TO_INTENT else of_kind)[index.kinds[card]]
        more += PARAMETERS["chosen"] if card in chosen else 0.0
        return more + (PARAMETERS["foreign"] if index.foreign[card] else 0.0)

    return added


def _asked(found: list[Slot], own: Terms) -> Mapping[str, int]:
    """The kinds that the query asks for (those that its rarest such word names), and how many words name each."""
    named = [(slot.idf, own.kinds(slot.word)) for slot in found]
    rarest = max((idf for idf, kinds in named if kinds), default=0)
    asked = {kind for idf, kinds in named if idf == rarest for kind in kinds}
    return {kind: sum(kind in kinds for _, kinds in named) for kind in asked}


def _of_kind(kind: str, *, speaks: bool, named: int = 0) -> float:
    """What its kind adds to a card's score, if so many words of the query name that kind."""
    more = PARAMETERS[kind] if kind in {"objection", "step"} else 0.0
    more += PARAMETERS["intent"] + PARAMETERS["intent_more"] * (named - 1) if named else 0.0
    return more + (PARAMETERS["spoken"] if speaks and kind in {"objection", "check"} else 0.0)
