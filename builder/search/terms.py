"""From a text to the keys that the index knows: folding, elisions, numbers, stems.

Its twin in the browser is `website/assets/search/terms.js`; both pass the cases of `tests/search/terms.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import snowballstemmer

from builder.text import fold

DATA: Mapping[str, Any] = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
"""Stop words, numbers, pronouns and words that name a kind of card, by language: the scripts read it too."""

_STEMMERS = {"fr": "french", "en": "english"}
_WORD = re.compile(r"[^\W_]+")


class Terms:
    """How a language's words become keys."""

    def __init__(self, language: str) -> None:
        self.language = language if language in DATA else "en"
        data = DATA[self.language]
        self.stop = frozenset(data["stop"].split())
        self.numbers: Mapping[str, str] = data["numbers"]
        self.pronouns = frozenset(data["pronouns"].split())
        self._elision = _before_apostrophe(data["elisions"])
        self._ending = _after_apostrophe(data["endings"])
        self._stem = snowballstemmer.stemmer(_STEMMERS[self.language]).stemWord
        self._keys: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> list[str]:
        """Lower-case words with their accents; elisions cut off, apostrophes and hyphens split."""
        lower = text.lower().replace("’", "'").replace("‘", "'")
        if self._elision:
            lower = self._elision.sub(" ", lower)
        if self._ending:
            lower = self._ending.sub("", lower)
        return _WORD.findall(lower)

    def content(self, text: str) -> list[str]:
        """The words that say something; all of them where none does."""
        words = self.words(text)
        return [word for word in words if fold(word) not in self.stop] or words

    def keys(self, word: str) -> tuple[str, ...]:
        """fold(stem(word)) and stem(fold(word)), once where they agree; numbers in one spelling."""
        if word not in self._keys:
            flat = fold(word)
            number = self.numbers.get(flat)
            keys = (fold(self._stem(number or word)), self._stem(number or flat))
            self._keys[word] = tuple(dict.fromkeys(keys))
        return self._keys[word]


@cache
def terms(language: str) -> Terms:
    """The terms of a language; English where its words are not known."""
    return Terms(language)


def _before_apostrophe(prefixes: str) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(prefixes.split())})'(?=\w)") if prefixes else None


def _after_apostrophe(endings: str) -> re.Pattern[str] | None:
    return re.compile(rf"'(?:{'|'.join(endings.split())})\b") if endings else None
