"""From a text to the keys that the index knows: folding, elisions, numbers, stems.

Its twin in the browser is `website/assets/search/terms.js`; both pass the cases of `tests/search/terms.json`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import snowballstemmer

from builder.text import fold

DATA: Mapping[str, Any] = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
"""By language, for the scripts too: stop words, numbers, pronouns, irregular forms, words of one meaning (the general
ones; a trade's own stand in the lexicon), and words that name a kind of card."""

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
        self._forms = {fold(form): word for word, forms in data["forms"].items() for form in forms.split()}

    def words(self, text: str) -> list[str]:
        """Lower-case words with their accents; elisions cut off, apostrophes and hyphens split."""
        lower = text.lower().replace("’", "'").replace("‘", "'")
        if self._elision and "'" in lower:
            lower = self._elision.sub(" ", lower)
        if self._ending:
            lower = self._ending.sub("", lower)
        return _WORD.findall(lower)

    def content(self, text: str) -> list[str]:
        """The words that say something; all of them where none does."""
        words = self.words(text)
        return [word for word in words if fold(word) not in self.stop] or words

    def keys(self, word: str) -> tuple[str, ...]:
        """fold(stem(word)) and stem(fold(word)), once where they agree; numbers and irregular forms in one spelling."""
        if word not in self._keys:
            flat = fold(word)
            base = self.numbers.get(flat) or self._forms.get(flat) or word
            self._keys[word] = tuple(dict.fromkeys((fold(self._stem(base)), self._stem(fold(base)))))
        return self._keys[word]

    def of_tables(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the words in its own tables, which take long to find: to be kept for `learn`."""
        data = DATA[self.language]
        words = (word for group in (*data["related"], *data["kinds"].values()) for word in group.split())
        return {word: self.keys(word) for word in words}

    def learn(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Take over what `of_tables` gave."""
        self._keys.update({word: tuple(of_word) for word, of_word in keys.items()})

    def related(self, word: str) -> Set[str]:
        """The keys of words that mean much the same, in general: expensive, costly."""
        return {key for own in self.keys(word) for key in self._related.get(own, ())}.difference(self.keys(word))

    @cached_property
    def _related(self) -> Mapping[str, Set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for group in DATA[self.language]["related"]:
            keys = [key for word in group.split() for key in self.keys(word)]
            for key in keys:
                found[key].update(keys)
        return dict(found)

    def kinds(self, word: str) -> Set[str]:
        """The kinds of card that a word names."""
        return {kind for key in self.keys(word) for kind in self._kinds.get(key, ())}

    @cached_property
    def _kinds(self) -> Mapping[str, Set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for kind, names in DATA[self.language]["kinds"].items():
            for key in (key for word in self.content(names) for key in self.keys(word)):
                found[key].add(kind)
        return dict(found)


@cache
def terms(language: str) -> Terms:
    """The terms of a language; English where its words are not known."""
    return Terms(language)


def _before_apostrophe(prefixes: str) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(prefixes.split())})'(?=\w)") if prefixes else None


def _after_apostrophe(endings: str) -> re.Pattern[str] | None:
    return re.compile(rf"'(?:{'|'.join(endings.split())})\b") if endings else None
