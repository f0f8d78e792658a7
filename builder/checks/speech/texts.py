"""A text as the detectors read it: flat, of the same length as the text that is said, so that places are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from builder.text import plain, sentences

KEPT = "œæù"
"""Letters that stay as they are: the first two open into two, and « où » without its accent is another word."""


class Match(NamedTuple):
    """Where something was found in a text as it is said, and the words that stand there."""

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Match:
        """What stands between two places of a text, without the spaces and commas around it."""
        return cls(start, end, said(text)[start:end].strip(" \u00a0,;:"))


def _table() -> dict[int, str]:
    accented = (chr(code) for code in range(0xC0, 0x180))
    plain_letters = {ord(c): unicodedata.normalize("NFD", c)[0] for c in accented if c.lower() not in KEPT}
    return plain_letters | dict.fromkeys(map(ord, "’‘ʼ"), "'") | dict.fromkeys(map(ord, "“”„"), '"') | _SPACES


_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\n\t"), " ") | dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_FLAT = _table()
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
"""What stands between quotation marks."""


@lru_cache(maxsize=65536)
def said(text: str) -> str:
    """The text as it is said, composed: what all places are counted in."""
    return unicodedata.normalize("NFC", plain(text))


@lru_cache(maxsize=65536)
def flat(text: str) -> str:
    """What is said in lower case without accents, with plain spaces, hyphens and quotes; as long as what is said."""
    return flattened(said(text))


def flattened(spoken: str) -> str:
    """Words in lower case without accents, as many letters as before."""
    lower = spoken.lower()
    return (lower if len(lower) == len(spoken) else spoken).translate(_FLAT)


def without_quotes(spoken: str) -> str:
    """The same text, as long, with what it quotes made illegible."""
    if not any(mark in spoken for mark in '«“"‘'):
        return spoken
    return QUOTED.sub(lambda quoted: re.sub(r"[^\s«»“”\"‘’]", "x", quoted[0]), spoken)


@lru_cache(maxsize=65536)
def parts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end in what is said."""
    spoken, found, at = said(text), [], 0
    for sentence in sentences(spoken):
        start = spoken.find(sentence, at)
        if start >= 0:
            at = start + len(sentence)
            found.append((start, at))
    return tuple(found)
