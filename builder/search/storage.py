"""The postings file: an index as bytes, the same for the same input, read by Python and by the browser.

Four bytes with the header's length (little-endian), the header (JSON), then whole numbers of seven bits a byte, lowest
first, the eighth bit set where more follow:

- for each word the count of its keys, and for each key either twice the number of letters to cut from the word's end,
  or one more than twice its place among the header's `others`. A key is numbered when it first comes up; then come the
  groups of `phrases`;
- for each key one more than how many cards it stands in, then the same of guides' contexts; 0 where there is none, 1
  and n where they are those of the key n numbers before; then the counts of all postings, in the same order.

Last, as bits, the highest of a byte first, come the places of all: each as the distance from the one before, less one,
as a Rice code whose `k` follows from how many there are. The header says how many bytes the numbers before them have.

In the header, `words` are in order, each beginning with the letters that it shares with the one before, as a character
(0 for none, 1 for one…); `idf` falls from its first number by the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, pairwise
from operator import sub
from typing import Any

from builder.search.coding import Bits, packed, read_varints, rice, varints
from builder.search.counting import Posting
from builder.search.groups import Phrase
from builder.search.index import Index
from builder.search.parameters import MOST, PARAMETERS
from builder.search.terms import DATA, terms

VERSION = 2
"""Changes with the format: a browser with an older script says so instead of answering nonsense."""


def dump_postings(index: Index) -> bytes:
    """The postings file of an index."""
    keys, others = _in_order(index.vocabulary, index.phrases), _others(index)
    lists = [_Lists(index.postings, keys, len(index.kinds)), _Lists(index.contexts, keys, len(index.cards_of))]
    counts, standing = (each.counts for each in lists), (each.standing for each in lists)
    numbers = bytes(varints(chain(_words(index, others), *counts, *standing)))
    header = {**_header(index, others), "numbers": len(numbers)}
    told = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return len(told).to_bytes(4, "little") + told + numbers + packed("".join(each.bits for each in lists))


def load_postings(raw: bytes) -> Index:
    """The index that a postings file holds; ValueError where it is of another version."""
    end = 4 + int.from_bytes(raw[:4], "little")
    header: dict[str, Any] = json.loads(raw[4:end])
    if header["version"] != VERSION:
        message = f"postings of version {header['version']}, not {VERSION}"
        raise ValueError(message)
    start = end + header["numbers"]
    numbers, bits = read_varints(raw[end:start]), Bits(raw[start:])
    phrases = tuple(Phrase(tuple(map(tuple, words)), group) for group, words in header["phrases"])
    vocabulary = dict(_read_words(numbers, _lengthened(header["words"].split("\n")), header["others"].split("\n")))
    keys, guides = _in_order(vocabulary, phrases), tuple(header["guides"])
    counts = [_read_counts(numbers, len(keys)) for _ in range(2)]
    sizes = (len(guides), max(guides, default=-1) + 1)
    postings, contexts = (_read_lists(*each, numbers, bits) for each in zip(counts, sizes, strict=True))
    return Index(
        language=header["language"],
        postings=dict(_standing(keys, postings)),
        contexts=dict(_standing(keys, contexts)),
        vocabulary=vocabulary,
        lengths=tuple(map(tuple, header["lengths"][:-1])),
        context_lengths=tuple(header["lengths"][-1]),
        phrases=phrases,
        kinds=tuple(header["kind_names"][number] for number in header["kinds"]),
        personas=tuple(tuple(header["persona_names"][n] for n in numbers_of) for numbers_of in header["personas"]),
        guides=guides,
        foreign=tuple(bool(flag) for flag in header["foreign"]),
        idf=tuple(accumulate(header["idf"], sub)),
    )


def _in_order(vocabulary: Mapping[str, tuple[str, ...]], phrases: Iterable[Phrase]) -> list[str]:
    keys = dict.fromkeys(key for of_word in vocabulary.values() for key in of_word)
    return list(keys | dict.fromkeys(phrase.group for phrase in phrases))


def _others(index: Index) -> dict[str, int]:
    """Keys that are not the beginning of a word that has them, with their places."""
    odd = {key for word, keys in index.vocabulary.items() for key in keys if not word.startswith(key)}
    return {key: place for place, key in enumerate(sorted(odd))}


def _header(index: Index, others: Mapping[str, int]) -> Mapping[str, Any]:
    kinds = sorted(set(index.kinds))
    personas = sorted({persona for of_card in index.personas for persona in of_card})
    return {
        "version": VERSION,
        "language": index.language,
        "most": MOST,
        "lengths": [*index.lengths, index.context_lengths],
        "parameters": dict(PARAMETERS),
        "terms": DATA[terms(index.language).language],
        "words": "\n".join(_shortened(index.vocabulary)),
        "others": "\n".join(others),
        "phrases": [[phrase.group, phrase.words] for phrase in index.phrases],
        "kind_names": kinds,
        "kinds": [kinds.index(kind) for kind in index.kinds],
        "persona_names": personas,
        "personas": [[personas.index(persona) for persona in of_card] for of_card in index.personas],
        "guides": index.guides,
        "foreign": [int(flag) for flag in index.foreign],
        "idf": [*index.idf[:1], *(a - b for a, b in pairwise(index.idf))],
    }


def _words(index: Index, others: Mapping[str, int]) -> Iterator[int]:
    for word, keys in index.vocabulary.items():
        yield len(keys)
        yield from (2 * (len(word) - len(key)) if word.startswith(key) else 2 * others[key] + 1 for key in keys)


def _read_words(
    numbers: Iterator[int], words: Iterable[str], others: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for word in words:
        yield word, tuple(_key(word, next(numbers), others) for _ in range(next(numbers)))


def _key(word: str, packed: int, others: list[str]) -> str:
    return others[packed >> 1] if packed % 2 else word[: len(word) - (packed >> 1)]


def _shortened(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        shared = next((n for n, (a, b) in enumerate(zip(before, word, strict=False)) if a != b), len(before))
        yield chr(ord("0") + shared) + word[shared:]
        before = word


def _lengthened(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        before = before[: ord(word[0]) - ord("0")] + word[1:]
        yield before


class _Lists:
    """The lists of postings of keys as they are written: each list once."""

    def __init__(self, lists: Mapping[str, tuple[Posting, ...]], keys: Sequence[str], size: int) -> None:
        first: dict[tuple[Posting, ...], int] = {}
        self.counts: list[int] = []
        for number, key in enumerate(keys):
            postings = lists.get(key, ())
            own = not postings or first.setdefault(postings, number) == number
            self.counts += [1 + len(postings) if postings else 0] if own else [1, number - first[postings]]
        self.standing = [posting.counts for postings in first for posting in postings]
        self.bits = "".join(rice((posting.at for posting in postings), len(postings), size) for postings in first)


def _read_counts(numbers: Iterator[int], size: int) -> list[tuple[int, int]]:
    """For each key how many places it has, or how many keys before it another has the same."""
    return [(max(0, code - 1), next(numbers) if code == 1 else 0) for code in islice(numbers, size)]


def _read_lists(
    counts: list[tuple[int, int]], size: int, numbers: Iterator[int], bits: Bits
) -> list[tuple[Posting, ...]]:
    found: list[tuple[Posting, ...]] = []
    for number, (count, back) in enumerate(counts):
        own = map(Posting, bits.places(count, size), islice(numbers, count))
        found.append(found[number - back] if back else tuple(own))
    return found


def _standing(keys: list[str], lists: list[tuple[Posting, ...]]) -> Iterator[tuple[str, tuple[Posting, ...]]]:
    return ((key, postings) for key, postings in zip(keys, lists, strict=True) if postings)
