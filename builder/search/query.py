"""A query as slots: one a word, each with every key that would do and how well it would.

Prefixes, typos, synonyms and names are one mechanism: alternatives with weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from builder.search.edits import distance
from builder.search.index import Index
from builder.search.parameters import PARAMETERS
from builder.search.terms import Terms, terms
from builder.text import fold

LONGEST = 300
"""How many characters of a query are looked at."""
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 4, 8


@dataclass
class Slot:
    """A word of the query: its alternatives by key, and what it is worth, in thousandths."""

    word: str
    alternatives: dict[str, float]
    idf: int


def slots(query: str, index: Index) -> list[Slot]:
    """The slots of a query."""
    query = query[:LONGEST]
    own = terms(index.language)
    words = own.words(query)
    open_at = len(words) - 1 if words and query[-1:].isalnum() else -1
    found = [_slot(words[at], index, own, unfinished=at == open_at) for at in _kept(words, own, open_at)]
    _add_groups(found, index, own)
    return found


def _kept(words: list[str], own: Terms, open_at: int) -> list[int]:
    """Places of the words that say something, a last one of one or two letters too; all where none does."""
    kept = [at for at, word in enumerate(words) if fold(word) not in own.stop]
    if open_at > 0 and open_at not in kept and len(words[open_at]) <= 2:  # noqa: PLR2004
        kept.append(open_at)
    return kept or list(range(len(words)))


def _slot(word: str, index: Index, own: Terms, *, unfinished: bool) -> Slot:
    flat = fold(word)
    known = flat not in own.stop and any(map(index.knows, own.keys(word)))
    exact = dict.fromkeys(own.keys(word), 1.0) if known else {}
    found = dict(exact)
    if unfinished and (len(flat) > 1 or not known):
        weight = PARAMETERS["prefix_known" if known else "prefix"]
        for longer in _starting_with(flat, index.words):
            for key in index.vocabulary[longer]:
                found.setdefault(key, weight)
    if not found:
        found = _nearest(flat, index)
    return Slot(word, found, _idf(exact or found, index))


def _starting_with(prefix: str, words: tuple[str, ...]) -> Iterator[str]:
    at = bisect_left(words, prefix)
    while at < len(words) and words[at].startswith(prefix):
        yield words[at]
        at += 1


def _nearest(word: str, index: Index) -> dict[str, float]:
    if len(word) < _ONE_EDIT_FROM:
        return {}
    most = 2 if len(word) >= _TWO_EDITS_FROM else 1
    near = [(d, known) for known in index.words if (d := distance(word, known, most)) <= most]
    least = min((d for d, _ in near), default=0)
    weight = PARAMETERS["typo" if least == 1 else "typo_two"]
    return {key: weight for d, known in near if d == least for key in index.vocabulary[known]}


def _add_groups(found: list[Slot], index: Index, own: Terms) -> None:
    for group, start, end in index.groups.find([own.keys(slot.word) for slot in found]):
        person = group.startswith("§p:")
        for slot in found[start:end]:
            weight = PARAMETERS["alias" if person else "synonym"]
            slot.alternatives[group] = max(slot.alternatives.get(group, 0.0), weight)
            if person:
                slot.idf = min(slot.idf, _idf(slot.alternatives, index))


def _idf(keys: dict[str, float], index: Index) -> int:
    """What a slot is worth: the fewer cards its keys stand in, outside their guide's context, the more."""
    cards = {posting.at for key in keys for posting in index.postings.get(key, ())}
    return index.idf[len(cards)]
