"""The cards of a site as one reader sees them, and the index over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.search.index import Context, Entry, Index, build_index
from builder.views.cards import Card, cards, contexts
from builder.views.reader import Reader


@dataclass(frozen=True)
class Catalogue:
    """Cards and their index: a hit's number is its card's place."""

    cards: tuple[Card, ...]
    index: Index


class Indexed(NamedTuple):
    """What an index is built from, in the order that `build_index` takes it."""

    entries: tuple[Entry, ...]
    contexts: Mapping[str, Context]
    language: str
    synonyms: Iterable[Sequence[str]]
    names: Mapping[str, Sequence[str]]


def catalogue(reader: Reader) -> Catalogue:
    """The cards of a language, and the index that finds them."""
    found = cards(reader)
    return Catalogue(found, index_of(reader, found))


def index_of(reader: Reader, found: tuple[Card, ...]) -> Index:
    """The index of cards, with the lexicon's synonyms and what personas are called."""
    return build_index(*indexed(reader, found))


def indexed(reader: Reader, found: tuple[Card, ...]) -> Indexed:
    """What the index of cards is built from."""
    knowledge = reader.knowledge
    names = {i: (d.record.short, *d.record.aliases) for i, d in knowledge.personas.items()}
    about = {guide: Context(language, texts) for guide, (language, texts) in contexts(reader).items()}
    return Indexed(tuple(map(_entry, found)), about, knowledge.language, knowledge.lexicon.synonyms, names)


def _entry(card: Card) -> Entry:
    label = (card.ref.anchor or card.ref.id).replace("-", " ")
    texts = {"head": card.head, "body": card.body, "label": (label,)}
    return Entry(str(card.kind), card.language, card.personas, card.guide, texts)
