"""Words and expressions in all their forms: what the lexicon avoids is found however it is conjugated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import snowballstemmer

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, said
from builder.text import fold

_STEMMERS = {"fr": "french", "en": "english"}
_WORD = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?")
_FORMS = ("infinitives", "agents")
_SHORT = 5
_APART = 2
"""How many adverbs may stand inside an expression."""


class Word(NamedTuple):
    """A word of a text: its place, and the stems that it may have, with accents and without."""

    start: int
    end: int
    text: str
    stems: frozenset[str]
    flat: frozenset[str]
    form: str
    """Which of the forms it has that a noun does not share: infinitive, agent."""


class Wanted(NamedTuple):
    """A word to look for: in any form that has its stem, or as it is written."""

    word: Word
    exact: bool

    def stands_at(self, other: Word, bare: bool) -> bool:
        """Whether another word is a form of it; without its accents only in a text that has none at all."""
        if self.exact or other.form not in {"", self.word.form}:
            one, two = _singular(other.text), _singular(self.word.text)
            return one == two or (bare and one == fold(two))
        return bool(other.stems & self.word.stems or (bare and other.flat & self.word.flat))


class Phrase(NamedTuple):
    """An expression to look for, and those in which it is fine."""

    written: str
    words: tuple[Wanted, ...]
    fine: tuple[tuple[Wanted, ...], ...] = ()
    whose: str = ""
    """Who dislikes it, where not everybody."""


class Reader:
    """How the words of a language are compared."""

    def __init__(self, language: Language) -> None:
        self.language = language.name
        self.table = language.words.phrases
        self._stem = snowballstemmer.stemmer(_STEMMERS[language.name]).stemWord
        self._stems: dict[str, tuple[frozenset[str], frozenset[str], str]] = {}

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text."""
        return tuple(self._word(match) for match in _WORD.finditer(said(text)))

    def phrase(self, written: str, fine: Sequence[str] = ()) -> Phrase:
        """An expression as the lexicon writes it."""
        return Phrase(written, self._wanted(written), tuple(self._wanted(one) for one in fine))

    def _wanted(self, written: str) -> tuple[Wanted, ...]:
        """Adverbs and some nouns have one form, and so do expressions that begin with a participle: going forward."""
        words = self.words(written)
        frozen = len(words) > 1 and words[0].text.endswith(self.table.participles)
        return tuple(
            Wanted(word, word.text.endswith(self.table.fixed) or (frozen and word is words[0])) for word in words
        )

    def _word(self, match: re.Match[str]) -> Word:
        text = match[0].lower().replace("’", "'")
        if text not in self._stems:
            self._stems[text] = self._forms(text)
        return Word(match.start(), match.end(), text, *self._stems[text])

    def _forms(self, text: str) -> tuple[frozenset[str], frozenset[str], str]:
        """The stems that it may have, the same without accents, and its form."""
        word = self.table.same.get(text) or self.table.irregular.get(text, text)
        stems = frozenset(self._stem(one) for one in self._regular(word))
        form = next((form for form in _FORMS if text.endswith(getattr(self.table, form))), "")
        return stems, frozenset(map(fold, stems)), form

    def _regular(self, word: str) -> Iterator[str]:
        """What the stemmer would miss: optimize beside optimise; in French plurals, nous accompagnons, ils aident."""
        if self.language == "en":
            yield re.sub(r"(?<=\w{3})iz(?=[eia])", "is", word)
            return
        yield _singular(word)
        if word.endswith(("ons", "ent")) and len(word) > _SHORT:
            yield word[:-3] if word.endswith("erons") else f"{word[:-3]}er"


class Finder:
    """Expressions looked for together; most texts hold no first word of any."""

    def __init__(self, language: Language, phrases: Sequence[Phrase]) -> None:
        self.reader = reader(language)
        self.phrases = phrases
        self._between = frozenset(fold(word) for word in self.reader.table.between)
        self._begins = _Beginnings(self.reader, phrases)

    def found(self, text: str) -> Iterator[tuple[Phrase, Match]]:
        """Where they stand in a text, in any form, but not inside an expression in which they are fine."""
        if not any(map(self._begins.__getitem__, text.split())):
            return
        words = self.reader.words(text)
        bare = fold(text) == text.lower().replace("’", "'")
        for phrase in self.phrases:
            for start, end in self._places(words, phrase.words, bare):
                fine = (place for one in phrase.fine for place in self._places(words, one, bare))
                if not any(first < end and start < last for first, last in fine):
                    yield phrase, Match.of(text, words[start].start, words[end - 1].end)

    def _places(self, words: tuple[Word, ...], wanted: tuple[Wanted, ...], bare: bool) -> Iterator[tuple[int, int]]:
        ends = ((start, self._end(words, start, wanted, bare)) for start in range(len(words)))
        return ((start, end) for start, end in ends if end)

    def _end(self, words: tuple[Word, ...], start: int, wanted: tuple[Wanted, ...], bare: bool) -> int:
        """Where an expression that begins at a word ends; 0 where it doesn't stand there."""
        at = start
        for number, one in enumerate(wanted):
            last = min(at + _APART * bool(number), len(words) - 1)
            while at < last and not one.stands_at(words[at], bare) and fold(words[at].text) in self._between:
                at += 1
            if at >= len(words) or not one.stands_at(words[at], bare):
                return 0
            at += 1
        return at


class _Beginnings(dict[str, bool]):
    """Whether an expression may begin with a word, by the word as it stands between spaces."""

    def __init__(self, words: Reader, phrases: Sequence[Phrase]) -> None:
        super().__init__()
        self._reader = words
        self._first = tuple({phrase.words[0] for phrase in phrases if phrase.words})

    def __missing__(self, token: str) -> bool:
        words = self._reader.words(token)
        self[token] = any(one.stands_at(word, bare=True) for one in self._first for word in words)
        return self[token]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) and not word.endswith(("ss", "us", "is")) else word


@cache
def reader(language: Language) -> Reader:
    """The reader of a language's words."""
    return Reader(language)
