"""What goes wrong when a sentence is written as a YAML value: its kind, and the words that were meant."""

from __future__ import annotations

import re
from typing import NamedTuple


class Mistake(NamedTuple):
    """A value that YAML doesn't read as it was meant: the finding's code and variant, and the text meant."""

    code: str
    variant: str
    text: str
    character: str = ""


BLOCK_HEADER = re.compile(r"[>|][-+0-9]*(?:\s+#.*)?")
_BAD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[^0abtnvfreNLPxuU \"/\\\t_]")
_BLOCK_WITH_TEXT = re.compile(r"[>|][-+]? *(?P<text>[^\d\s].*)")
_COLON = re.compile(r":(?:\s|$)")


def mistake(value: str) -> Mistake | None:
    """The mistake in a value as it is written after its key or dash, None if nothing is wrong with it."""
    first = value[:1]
    if first in ('"', "'") and first:
        return _in_quotes(value, first)
    if first in ("[", "{") and first:
        return _in_brackets(value)
    if first in (">", "|") and BLOCK_HEADER.fullmatch(value):
        return None
    return _at_beginning(value) or _in_plain_text(value)


def _at_beginning(value: str) -> Mistake | None:
    first = value[:1]
    block = _BLOCK_WITH_TEXT.fullmatch(value)
    if block:
        return Mistake("syntax", "block", block["text"], first)
    if first == "*":
        return Mistake("syntax", "star", value)
    if first == "!":
        return Mistake("lost-text", "tag", value)
    if first == "#":
        return Mistake("lost-text", "comment", value)
    if (first and first in ">|&%@`,]}") or value.startswith(("- ", "? ")):
        return Mistake("syntax", "first-character", value, first)
    return None


def _in_plain_text(value: str) -> Mistake | None:
    if _COLON.search(value):
        return Mistake("syntax", "colon", value)
    if re.search(r"\s#", value):
        return Mistake("lost-text", "comment", value)
    return None


def _in_brackets(value: str) -> Mistake | None:
    opening, closing = value[0], "]" if value[0] == "[" else "}"
    if closing not in value:
        return Mistake("syntax", "unclosed", value, opening)
    return None if value.endswith(closing) else Mistake("syntax", "bracket", value, opening)


def _in_quotes(value: str, quote: str) -> Mistake | None:
    if _well_quoted(value, quote):
        bad = quote == '"' and _BAD_ESCAPE.search(value)
        return Mistake("syntax", "backslash", value[1:-1], "\\") if bad else None
    if quote not in value[1:]:
        return Mistake("syntax", "unclosed", value[1:], quote)
    text = _meant(value, quote)
    return Mistake("syntax", "apostrophe" if quote == "'" and text != value else "quote", text, quote)


def _well_quoted(value: str, quote: str) -> bool:
    inside = r'(?:[^"\\]|\\.)*' if quote == '"' else r"(?:[^']|'')*"
    return re.fullmatch(quote + inside + quote, value) is not None


def _meant(value: str, quote: str) -> str:
    """The words of a text with quotes inside its quotes; the outer ones belong to it if the next one closes them."""
    rest = value[1:]
    inner = rest.index(quote)
    after = rest[inner + 1 : inner + 2]
    closes = not rest[:inner].endswith((" ", "(", "«")) and not after.isalnum()
    if closes and not (quote == "'" and value.endswith("'") and value.count("'") % 2):
        return value
    ends = rest.endswith(quote) and (quote == "'" or rest.count(quote) % 2 == 1)
    text = rest[:-1] if ends else rest
    return text.replace("''", "'") if quote == "'" else text.replace('\\"', '"')
