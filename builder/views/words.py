"""Texts as views hold them: with their language where it isn't the page's, and for whom they are where not for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.models import ANYONE, Lines


class Words(NamedTuple):
    """An inline Markdown text; `language` only where it isn't the page's."""

    text: str
    language: str = ""


class Line(NamedTuple):
    """A text to say: how long it takes, and whom it is for where not for everyone that the block is for."""

    text: str
    seconds: int
    personas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Names to show beside it while every persona's lines are shown."""
    language: str = ""


Spoken = tuple[Line, ...]
"""What is said at one moment, in the wordings that it has."""


class Variant(NamedTuple):
    """One wording of a line and who hears it."""

    text: str
    personas: tuple[str, ...]
    rest: bool
    """Whether these are whoever has no wording of their own."""


def variants(lines: Lines, scope: tuple[str, ...]) -> Iterator[Variant]:
    """The wordings that somebody in `scope` hears, in the order of the file."""
    if len(lines.by_key) == 1 and (text := lines.by_key.get(ANYONE)):
        yield Variant(text, scope, rest=False)
        return
    named = {persona for _, personas, _ in lines.each() for persona in personas}
    for _, personas, text in lines.each():
        heard = tuple(p for p in scope if (p in personas if personas else p not in named))
        if heard or not scope:
            yield Variant(text, heard, rest=not personas and bool(named))
