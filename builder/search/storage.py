"""The postings file: an index as bytes, the same for the same input, read by Python and by the browser.

Four bytes with the header's length (little-endian), the header (JSON), then whole numbers of seven bits a byte, lowest
first, the eighth bit set where more follow:

- for each word the count of its keys, and for each key either twice the number of letters to cut from the word's end,
  or one more than twice its place among the header's `others`. A key is numbered when it first comes up; then come the
  groups of `phrases`;
- twice (the cards that keys stand in; the guides in whose context they do): for each key its count; for each key its
  places, as distances from the one before; then their levels. A count of 0 is followed by n: the same as the key n
  numbers before, nothing where n is 0.

In the header, `words` are in order, each beginning with the letters that it shares with the one before, as a character
(0 for none, 1 for one…); `idf` falls from its first number by the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice, pairwise
from operator import sub
from typing import Any

from builder.search.index import Index, Phrase, Posting
from builder.search.parameters import LEVELS, PARAMETERS
from builder.search.terms import DATA, terms

VERSION = 1
"""Changes with the format: a browser with an older script says so instead of answering nonsense."""
_LOW, _MORE = 0x7F, 0x80


def dump_postings(index: Index) -> bytes:
    """The postings file of an index."""
    others = _others(index)
    header = json.dumps(_header(index, others), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    numbers = (*_words(index, others), *_lists(index.postings, _keys(index)), *_lists(index.contexts, _keys(index)))
    return len(header).to_bytes(4, "little") + header + bytes(_varints(numbers))


def load_postings(raw: bytes) -> Index:
    """The index that a postings file holds; ValueError where it is of another version."""
    end = 4 + int.from_bytes(raw[:4], "little")
    header: dict[str, Any] = json.loads(raw[4:end])
    if header["version"] != VERSION:
        message = f"postings of version {header['version']}, not {VERSION}"
        raise ValueError(message)
    numbers = _read_varints(raw[end:])
    phrases = tuple(Phrase(tuple(map(tuple, words)), group) for group, words in header["phrases"])
    vocabulary = dict(_read_words(numbers, _lengthened(header["words"].split("\n")), header["others"].split("\n")))
    keys = _in_order(vocabulary, phrases)
    return Index(
        language=header["language"],
        postings=_read_lists(numbers, keys),
        contexts=_read_lists(numbers, keys),
        vocabulary=vocabulary,
        phrases=phrases,
        kinds=tuple(header["kind_names"][number] for number in header["kinds"]),
        personas=tuple(tuple(header["persona_names"][n] for n in numbers_of) for numbers_of in header["personas"]),
        guides=tuple(header["guides"]),
        foreign=tuple(bool(flag) for flag in header["foreign"]),
        idf=tuple(accumulate(header["idf"], sub)),
    )


def _in_order(vocabulary: Mapping[str, tuple[str, ...]], phrases: Iterable[Phrase]) -> list[str]:
    keys = dict.fromkeys(key for of_word in vocabulary.values() for key in of_word)
    return list(keys | dict.fromkeys(phrase.group for phrase in phrases))


def _keys(index: Index) -> list[str]:
    return _in_order(index.vocabulary, index.phrases)


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
        "levels": LEVELS,
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


def _lists(lists: Mapping[str, tuple[Posting, ...]], keys: list[str]) -> Iterator[int]:
    seen: dict[tuple[Posting, ...], int] = {}
    for number, key in enumerate(keys):
        postings = lists.get(key, ())
        first = seen.setdefault(postings, number) if postings else number
        yield from (len(postings),) if postings and first == number else (0, number - first)
    for postings in seen:
        yield from (here - before for before, here in pairwise((0, *(posting.at for posting in postings))))
    yield from (posting.level for postings in seen for posting in postings)


def _read_lists(numbers: Iterator[int], keys: list[str]) -> dict[str, tuple[Posting, ...]]:
    counts = [(count, 0 if count else next(numbers)) for count in islice(numbers, len(keys))]
    places = [tuple(accumulate(islice(numbers, count))) for count, _ in counts]
    found: list[tuple[Posting, ...]] = []
    for number, (of_key, (_, back)) in enumerate(zip(places, counts, strict=True)):
        found.append(found[number - back] if back else tuple(map(Posting, of_key, islice(numbers, len(of_key)))))
    return {key: postings for key, postings in zip(keys, found, strict=True) if postings}


def _varints(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        rest = number
        while rest > _LOW:
            yield rest & _LOW | _MORE
            rest >>= 7
        yield rest


def _read_varints(raw: bytes) -> Iterator[int]:
    number, shift = 0, 0
    for byte in raw:
        number |= (byte & _LOW) << shift
        shift += 7
        if byte < _MORE:
            yield number
            number, shift = 0, 0
