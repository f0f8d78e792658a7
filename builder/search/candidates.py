"""The ranking in the terminal: Whoosh finds the cards that can come first, the scorer orders these few.

Whoosh joins what each slot of the query finds, added up as the scorer does, so that no card is lost that belongs among
the first: the answer is that of scoring.rank, to the card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest

from builder.search.index import Index
from builder.search.query import Slot, slots
from builder.search.scoring import Hit, best, extra, order
from builder.search.whoosh_index import union

CANDIDATES = 50
"""How many cards the scorer gets at least."""
_ROUNDING = 2e-6
"""By how much two sums of the same parts can differ once they are rounded."""


def rank(
    query: str, index: Index, *, persona: str = "", limit: int = 10, wanted: Callable[[int], bool] = lambda _: True
) -> list[Hit]:
    """The cards that answer a query best, best first; `persona` raises its cards and hides none."""
    found = slots(query, index)
    scored = [one for one in _scored(query, found, index, persona) if wanted(one[1])]
    return order(query, found, index, persona=persona, limit=limit, wanted=_first(scored, limit).__contains__)


def _scored(query: str, found: Sequence[Slot], index: Index, persona: str) -> Iterator[tuple[float, int]]:
    """Every card that a slot finds, with its score."""
    added = extra(query, list(found), index, persona)
    total = sum(slot.idf for slot in found)
    one_a_slot = [
        {card: slot.idf / total * held for card, held in best(slot, index).items()} for slot in found if total
    ]
    for card, held in union(one_a_slot, len(index.kinds)):
        yield held + added(card, held), card


def _first(scored: Sequence[tuple[float, int]], limit: int) -> set[int]:
    """The candidates: the first fifty, and whoever could be among the first `limit`."""
    first = [score for score, _ in nlargest(max(CANDIDATES, limit), scored)]
    least = min(first[-1], first[min(limit, len(first)) - 1] - _ROUNDING) if first else 0.0
    return {card for score, card in scored if score >= least}
