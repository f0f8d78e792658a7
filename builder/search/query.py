"""A query as slots: one a word, each with every key that would do and how well it would.

Prefixes, typos, synonyms, words of one family and names are one mechanism: alternatives with weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from builder.search.edits import nearest, nearest_beginnings
from builder.search.index import Index
from builder.search.parameters import PARAMETERS
from builder.search.terms import Terms, terms
from builder.text import fold

LONGEST = 300
"""How many characters of a query are looked at."""
_ONE_EDIT_FROM, _TWO_EDITS_FROM, _DERIVED_FROM = 4, 8, 5


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
    """The slot of a word by itself, worked out once."""
    if (word, unfinished) not in index.met:
        slot = _made(word, index, own, unfinished=unfinished)
        index.met[word, unfinished] = slot.alternatives, slot.idf
    alternatives, idf = index.met[word, unfinished]
    return Slot(word, dict(alternatives), idf)


def _made(word: str, index: Index, own: Terms, *, unfinished: bool) -> Slot:
    flat = fold(word)
    known = flat not in own.stop and any(map(index.knows, own.keys(word)))
    exact = dict.fromkeys(own.keys(word), 1.0) if known else {}
    found = dict(exact)
    if unfinished and (len(flat) > 1 or not known):
        weight = PARAMETERS["prefix_known" if known else "prefix"]
        for longer in _starting_with(flat, index.words):
            for key in index.vocabulary[longer]:
                found.setdefault(key, weight)
    for key in filter(index.knows, own.related(word)):
        found.setdefault(key, PARAMETERS["related"])
    found = found or _nearest(flat, index, unfinished=unfinished)
    if exact or not found:
        for key in _derived(own.keys(word)[-1], index):
            found.setdefault(key, PARAMETERS["derived"])
    return Slot(word, found, _idf(exact or found, index))


def _derived(stem: str, index: Index) -> Iterator[str]:
    """Keys of words that begin as this one does: recruiter, recrutement."""
    if len(stem) >= _DERIVED_FROM:
        for word in _starting_with(stem[: max(_DERIVED_FROM, len(stem) - 1)], index.words):
            yield from index.vocabulary[word]


def _starting_with(prefix: str, words: tuple[str, ...]) -> Iterator[str]:
    at = bisect_left(words, prefix)
    while at < len(words) and words[at].startswith(prefix):
        yield words[at]
        at += 1


def _range(first: str, words: tuple[str, ...]) -> tuple[int, int]:
    """From where to where words begin with this letter."""
    return bisect_left(words, first), bisect_left(words, chr(ord(first) + 1))


def _nearest(word: str, index: Index, *, unfinished: bool) -> dict[str, float]:
    """Keys of the words that are nearest to this one, and of those whose beginnings are where it is half typed."""
    if len(word) < _ONE_EDIT_FROM:
        return {}
    most = 2 if len(word) >= _TWO_EDITS_FROM else 1
    edits, found = nearest(word, most, index.words, index.letters)
    weight = PARAMETERS["typo" if edits == 1 else "typo_two"]
    keys = {key: weight for known in found for key in index.vocabulary[known]}
    if unfinished:
        start, end = _range(word[0], index.words)
        edits, found = nearest_beginnings(word, most, index.words[start:end], index.letters[start:end])
        weight = PARAMETERS["half_typo" if edits == 1 else "half_typo_two"]
        for key in (key for known in found for key in index.vocabulary[known]):
            keys.setdefault(key, weight)
    return keys


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
    return index.worth(frozenset(keys))
