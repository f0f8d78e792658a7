"""An index and what its results show, as bytes: a search reads no more of them than its own words' postings.

Whoosh keeps the postings, in two fields: `said` holds by key the cards and how often the key stands in each, `about`
the guides in whose context it stands. Beside them lie a header (JSON) and numbers with the rest of the index, and the
texts shown, packed by the dozen.
"""

from __future__ import annotations

import json
import warnings
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from builder.search.counting import Posting
from builder.search.groups import Phrase
from builder.search.index import Index
from builder.search.parameters import FIELDS
from builder.search.terms import terms

with warnings.catch_warnings():  # where Python compiles it first, it warns of escapes and of an `is 0`
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.filedb.filestore import RamStorage
    from whoosh.formats import Existence
    from whoosh.matching import ArrayUnionMatcher, ListMatcher

T = TypeVar("T")

_SAID, _ABOUT = "said", "about"
_FORMAT = Existence()
_CODEC = W3Codec(blocklimit=4096, compression=1)
"""Packs up to so many postings together: whoever needs a key needs all of them."""
_SEGMENT = W3Segment(_CODEC, "cards", segid="0")
_FILES = tuple(_SEGMENT.make_filename(end) for end in (W3Codec.TERMS_EXT, W3Codec.POSTS_EXT))
_A_CARD = 5 + len(FIELDS)
"""How many numbers are written for a card."""
_DOZEN = 32
"""How many cards' texts are packed together."""


class _Field(NamedTuple):
    """What Whoosh asks of a field whose terms are ready."""

    format: Existence


def dump_index(index: Index, shown: Sequence[str]) -> bytes:
    """The bytes of an index, with what is shown of each card: a line of ASCII."""
    storage = RamStorage()
    writer = _CODEC.field_writer(storage, _SEGMENT)
    for field, lists in ((_SAID, index.postings), (_ABOUT, index.contexts)):
        writer.start_field(field, _Field(_FORMAT))
        for key in sorted(lists, key=str.encode):
            writer.start_term(key.encode())
            for posting in lists[key]:
                writer.add(posting.at, float(posting.counts), b"", None)
            writer.finish_term()
        writer.finish_field()
    writer.close()
    header = json.dumps(_header(index), separators=(",", ":")).encode()
    texts = (zlib.compress("\n".join(shown[at : at + _DOZEN]).encode()) for at in range(0, len(shown), _DOZEN))
    return _packed((header, _numbers(index), *(storage.files[name] for name in _FILES), *texts))


def _header(index: Index) -> Mapping[str, Any]:
    return {
        "language": index.language,
        "words": "\n".join(index.vocabulary),
        "keys": "\n".join(" ".join(keys) for keys in index.vocabulary.values()),
        "around": index.context_lengths,
        "tables": terms(index.language).of_tables(),
        "phrases": [[phrase.group, phrase.words] for phrase in index.phrases],
        "kinds": list(dict.fromkeys(index.kinds)),
        "personas": list(dict.fromkeys(index.personas)),
    }


def _numbers(index: Index) -> bytes:
    """By card: its kind and its personas among the header's, its guide, whether it is foreign, and how long; idf."""
    kinds_and_personas = (_numbered(index.kinds), _numbered(index.personas))
    by_card = (*kinds_and_personas, index.guides, map(int, index.foreign), *index.lengths)
    return array("i", (number for numbers in (*by_card, index.idf) for number in numbers)).tobytes()


def _numbered(values: Iterable[Any]) -> list[int]:
    """For each value the place of its like among the different ones."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]


class WhooshIndex:
    """What `dump_index` has written, read as it is asked for."""

    def __init__(self, raw: bytes | memoryview) -> None:
        header, self._numbers, terms, postings, *self._texts = _unpacked(raw)
        self._header: dict[str, Any] = json.loads(bytes(header))
        storage = RamStorage()
        storage.files = dict(zip(_FILES, (terms, postings), strict=True))
        self._terms = _CODEC.terms_reader(storage, _SEGMENT)

    @cached_property
    def index(self) -> Index:
        """The index, its postings still in the file."""
        header = self._header
        terms(header["language"]).learn(header["tables"])
        words = dict(zip(header["words"].split("\n"), header["keys"].split("\n"), strict=True))
        numbers = tuple(array("i", bytes(self._numbers)))
        size = (len(numbers) - 1) // _A_CARD
        kinds, personas, guides, foreign, *lengths = (numbers[at * size : (at + 1) * size] for at in range(_A_CARD - 1))
        return Index(
            language=header["language"],
            postings=self._lists(_SAID),
            contexts=self._lists(_ABOUT),
            vocabulary=_Lazy(words if header["words"] else (), lambda word: tuple(words[word].split(" "))),
            lengths=tuple(lengths),
            context_lengths=tuple(header["around"]),
            phrases=tuple(Phrase(tuple(map(tuple, words)), group) for group, words in header["phrases"]),
            kinds=tuple(map(header["kinds"].__getitem__, kinds)),
            personas=tuple(map(tuple(map(tuple, header["personas"])).__getitem__, personas)),
            guides=guides,
            foreign=tuple(map(bool, foreign)),
            idf=numbers[(_A_CARD - 1) * size :],
        )

    def shown(self, card: int) -> str:
        """What is shown of a card."""
        return zlib.decompress(self._texts[card // _DOZEN]).decode().split("\n")[card % _DOZEN]

    def _lists(self, field: str) -> Mapping[str, tuple[Posting, ...]]:
        names = (key.decode() for name, key in self._terms.terms() if name == field)
        return _Lazy(names, lambda key: tuple(self._postings(field, key.encode())))

    def _postings(self, field: str, key: bytes) -> Iterator[Posting]:
        if (field, key) not in self._terms:
            raise KeyError(key)
        matcher = self._terms.matcher(field, key, _FORMAT)
        while matcher.is_active():
            yield Posting(matcher.id(), int(matcher.weight()))
            matcher.next()


def union(lists: Iterable[Mapping[int, float]], size: int) -> Iterator[tuple[int, float]]:
    """Whoosh's union of lists of cards, of which there are `size`: each card once, with the sum of its numbers."""
    matchers = [ListMatcher(cards, [held[card] for card in cards]) for held in lists for cards in [sorted(held)]]
    matcher = ArrayUnionMatcher(matchers, size)
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


class _Lazy(Mapping[str, tuple[T, ...]]):
    """A mapping whose values are read when they are asked for, once."""

    def __init__(self, names: Iterable[str], read: Callable[[str], tuple[T, ...]]) -> None:
        self._names, self._read = names, read
        self._known: dict[str, tuple[T, ...]] = {}

    def __getitem__(self, key: str) -> tuple[T, ...]:
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(self._names)


def _packed(parts: Sequence[bytes]) -> bytes:
    """Parts in a row: how many, how long each, then all of them."""
    return array("I", (len(parts), *map(len, parts))).tobytes() + b"".join(parts)


def _unpacked(raw: bytes | memoryview) -> Iterator[memoryview]:
    view, size = memoryview(raw), array("I").itemsize
    (count,) = view[:size].cast("I")
    start = size * (1 + count)
    for length in view[size:start].cast("I"):
        yield view[start : start + length]
        start += length
