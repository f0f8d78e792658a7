"""Inline Markdown as spans, and what is counted in it: words, sentences, seconds.

Checks, views, rendering and the copy button agree on a text because they all ask here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

PAUSE_SECONDS = 1.5
"""Length of a pause, ` || ` in a line."""


class Mark(Enum):
    """What a span is."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    BLANK = "blank"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: plain words and code hold `text`, the others hold `spans`, a link also its address."""

    mark: Mark
    text: str = ""
    spans: tuple[Span, ...] = ()
    address: str = ""


_INLINE = re.compile(
    r"""
    `(?P<code>[^`\n]+)`
    | \[(?P<label>[^\[\]]+)\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
    | \[(?P<blank>[^\[\]]+)\]
    | \*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*
    | (?<![\w*])\*(?=[^\s*])(?P<star>[^*]*?)(?<=\S)\*(?![\w*])
    | (?<![\w_])_(?=[^\s_])(?P<score>[^_]*?)(?<=\S)_(?![\w_])
    | (?P<pause>(?:(?<=\s)|^)\|\|(?=\s|$))
    """,
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=65536)
def spans(text: str) -> tuple[Span, ...]:
    """The spans of an inline Markdown text, in order; what is no markup stays plain."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for match in _INLINE.finditer(text):
        if match.start() > done:
            yield Span(Mark.PLAIN, text[done : match.start()])
        yield _span(match)
        done = match.end()
    if done < len(text):
        yield Span(Mark.PLAIN, text[done:])


def _span(match: re.Match[str]) -> Span:
    found = match.groupdict()
    if found["code"]:
        return Span(Mark.CODE, found["code"])
    if found["label"]:
        return Span(Mark.LINK, spans=spans(found["label"]), address=found["address"])
    if found["blank"]:
        return Span(Mark.BLANK, spans=spans(found["blank"]))
    if found["pause"]:
        return Span(Mark.PAUSE)
    mark = Mark.STRONG if found["strong"] else Mark.EMPHASIS
    return Span(mark, spans=spans(found["strong"] or found["star"] or found["score"] or ""))


def links(text: str) -> tuple[str, ...]:
    """The addresses of the links in a text, in order."""
    return tuple(_links(spans(text))) if "](" in text else ()


def _links(parts: tuple[Span, ...]) -> Iterator[str]:
    for span in parts:
        if span.mark is Mark.LINK:
            yield span.address
        yield from _links(span.spans)


_MARKS = re.compile(r"[`*_\[|]|  ")
"""What a text without markup has none of."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text as it is said and copied: no markup, no pauses, single spaces; a blank keeps its brackets."""
    if not _MARKS.search(text):
        return text.strip()
    return re.sub(" {2,}", " ", _plain(spans(text))).strip()


def _plain(parts: tuple[Span, ...]) -> str:
    return "".join(f"[{_plain(s.spans)}]" if s.mark is Mark.BLANK else s.text + _plain(s.spans) for s in parts)


_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_BLANK = re.compile(r"\[[^\[\]]*\]")
_SPOKEN = re.compile(r"[\w€$£%]")


def words(text: str) -> tuple[str, ...]:
    """The spoken words of a text, as they stand between spaces.

    Guillemets, dashes and lone punctuation are no words; a blank is one, and so is a number in groups (12 000).
    """
    joined = _GROUPED.sub("", _BLANK.sub("[_]", plain(text)))
    return tuple(word for word in joined.split() if _SPOKEN.search(word))


_ABBREVIATIONS = (
    "M.",
    "MM.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "St.",
    "p.",
    "ex.",
    "cf.",
    "env.",
    "vs.",
    "No.",
    "e.g.",
    "i.e.",
    "art.",
    "al.",
    "c.-à-d.",
    "tél.",
)
_END = re.compile(r"[.!?…]+[\u00a0 ]?[»”\"')\]]*(?:\s+|$)|\n{2,}")


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without markup, each with its closing punctuation."""
    said, found, start = plain(text), [], 0
    for match in _END.finditer(said):
        if _closes(said, match):
            found.append(said[start : match.end()].strip())
            start = match.end()
    found.append(said[start:].strip())
    return tuple(sentence for sentence in found if _SPOKEN.search(sentence))


_MAYBE_END = re.compile(r"[.!?…]\s+(?:\|\|\s+)?(?=[A-ZÀ-ÖØ-Þ])")
_LONGEST_ABBREVIATION = 3


def at_most(text: str) -> int:
    """No fewer words than the longest sentence has: fast, since it cuts only where a sentence surely ends."""
    start = most = 0
    for match in _MAYBE_END.finditer(text):
        end = match.start()
        word = text[max(start, end - _LONGEST_ABBREVIATION - 1) : end]
        if text[end] in "!?" or (len(word) > _LONGEST_ABBREVIATION and word.isalpha()):
            most = max(most, len(text[start:end].split()))
            start = match.end()
    return max(most, len(text[start:].split()))


def _closes(said: str, match: re.Match[str]) -> bool:
    if match.group().isspace():
        return True
    before = said[: match.start() + 1].rsplit(None, 1)[-1].lstrip("«“\"'([\u00a0")
    after = said[match.end() : match.end() + 1]
    if match.group().startswith(".") and before in _ABBREVIATIONS:
        return False
    if match.group().startswith(".") and before == "etc.":
        return not after or after.isupper()
    return not (after.islower() or after in tuple(",;:»)"))


@lru_cache(maxsize=65536)
def seconds(text: str, words_per_minute: int) -> float:
    """How long a text takes to say, pauses included."""
    pauses = sum(span.mark is Mark.PAUSE for span in spans(text)) if "||" in text else 0
    return len(words(text)) * 60 / words_per_minute + pauses * PAUSE_SECONDS


_MARKUP = re.compile(r"<(?=[A-Za-z/!])")


def has_markup(text: str) -> bool:
    """Whether a text holds HTML: `<` before a letter, `/` or `!` (« 3 < 5 » is text)."""
    return "<" in text and bool(_MARKUP.search(text))


def heading_slug(heading: str, separator: str = "-") -> str:
    """The anchor of a Markdown heading; the website hands this very function to Python-Markdown's toc."""
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^\w\s-]", "", ascii_only).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, kept)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, ligatures opened: what is compared when spelling should not matter."""
    opened = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", opened) if not unicodedata.combining(c))
