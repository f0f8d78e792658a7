"""The score of every card for a query, and the ranking: the whole of it, as the browser does it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from builder.search.index import Index
from builder.search.parameters import PARAMETERS
from builder.search.query import Slot, slots
from builder.search.terms import DATA, terms
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
    found = slots(query, index)
    lexical = _lexical(found, index)
    extra = _extra(query, found, index, persona)
    hits = [Hit(card, int(1e6 * (score + extra(card, score)) + 0.5)) for card, score in lexical.items() if wanted(card)]
    least = int(1e6 * PARAMETERS["least"])
    return sorted((hit for hit in hits if hit.score > least), key=lambda hit: (-hit.score, hit.card))[:limit]


def _lexical(found: list[Slot], index: Index) -> dict[int, float]:
    """Coverage and BM25F in one: what share of the query's worth a card holds, 0 to 1."""
    total = sum(slot.idf for slot in found)
    scores: dict[int, float] = {}
    for slot in found if total else ():
        for card, best in _best(slot, index).items():
            scores[card] = scores.get(card, 0.0) + slot.idf * best / total
    return scores


def _best(slot: Slot, index: Index) -> dict[int, float]:
    best: dict[int, float] = {}
    for key, weight in slot.alternatives.items():
        for card, said in _weights(key, index).items():
            best[card] = max(best.get(card, 0.0), weight * said / (said + PARAMETERS["saturation"]))
        if key.startswith("§p:"):
            for card, personas in enumerate(index.personas):
                if key[3:] in personas:
                    best[card] = max(best.get(card, 0.0), PARAMETERS["for"])
    return best


def _weights(key: str, index: Index) -> dict[int, float]:
    """How much a key says in each card, its guide's context included."""
    found = {posting.at: posting.weight for posting in index.postings.get(key, ())}
    for posting in index.contexts.get(key, ()):
        for card in index.cards_of[posting.at]:
            found[card] = found.get(card, 0.0) + posting.weight
    return found


def _extra(query: str, found: list[Slot], index: Index, persona: str) -> Callable[[int, float], float]:
    """What is added to a card's score: what reps look for, what the query asks for, who speaks, to whom one talks."""
    words = [fold(word) for word in terms(index.language).words(query)]
    speaks = len(words) >= _SPOKEN_WORDS and not terms(index.language).pronouns.isdisjoint(words)
    asked = _asked_kinds(found, index.language)

    def extra(card: int, score: float) -> float:
        kind, added = index.kinds[card], 0.0
        added += PARAMETERS.get(kind, 0.0) if kind in {"objection", "step"} else 0.0
        added += PARAMETERS["intent"] if kind in asked and score > _TO_INTENT else 0.0
        added += PARAMETERS["spoken"] if speaks and kind in {"objection", "check"} else 0.0
        added += PARAMETERS["chosen"] if persona and persona in index.personas[card] else 0.0
        return added + (PARAMETERS["foreign"] if index.foreign[card] else 0.0)

    return extra


def _asked_kinds(found: list[Slot], language: str) -> set[str]:
    own = terms(language)
    asked = {key for slot in found for key in own.keys(slot.word)}
    kinds: dict[str, str] = DATA[own.language]["kinds"]
    return {kind for kind, words in kinds.items() if any(not asked.isdisjoint(own.keys(w)) for w in own.content(words))}
