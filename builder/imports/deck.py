"""An old deck as a document to work off: its slides, what they said, and lines that may say it now."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from builder.editing import dump_document
from builder.imports.slides import SlideText
from builder.imports.texts import safe
from builder.text import plain
from builder.views.cards import CardKind

WIDTH = 110
_LONGEST = 1200
"""Characters of a slide that are kept as a comment."""
_KINDS = {
    str(k) for k in (CardKind.GUIDE, CardKind.OPEN, CardKind.STEP, CardKind.MESSAGE, CardKind.OBJECTION, CardKind.CHECK)
}
_PROPOSED = 2
_ASKED = 80
"""Characters of a slide that the search is asked with."""
_ENOUGH = 3
"""Words of a title that are asked by themselves."""

Find = Callable[[str], Iterable[Mapping[str, Any]]]
"""What the search finds, best first: rows as builder.search.rows has them."""
Propose = Callable[[SlideText], Iterable[tuple[str, str]]]
"""Refs that may have become of a slide, with what they say."""


def render_deck(title: str, slides: Iterable[SlideText], propose: Propose, schema: str) -> str:
    """The document; `schema` is the way from the file to its schema."""
    head = (f"# yaml-language-server: $schema={schema}", *dump_document({"title": safe(title)}).splitlines(), "slides:")
    return "\n".join((*head, *(line for slide in slides for line in _slide(slide, propose)))) + "\n"


def _slide(slide: SlideText, propose: Propose) -> Iterator[str]:
    title = slide.title or next(iter(slide.texts), "")
    data = {"slides": [{"number": str(slide.number), "title": safe(title) or f"Slide {slide.number}"}]}
    yield from dump_document(data).splitlines()[1:]
    told = " · ".join(text for text in slide.texts if text != title)
    if slide.hidden:
        yield "    # (hidden)"
    yield from _comment(told)
    yield from _comment(f"Notes: {' '.join(slide.notes)}" if slide.notes else "")
    yield from (f"    # became: {ref}  # {_short(words)}" for ref, words in propose(slide))


def _comment(text: str) -> Iterator[str]:
    if text:
        lines = textwrap.wrap(textwrap.shorten(text, _LONGEST, placeholder=" …"), WIDTH, break_on_hyphens=False)
        yield from (f"    # {line}" for line in lines)


def _short(text: str) -> str:
    return textwrap.shorten(plain(text), 80, placeholder=" …")


def _asked(slide: SlideText) -> str:
    """What the search is asked: the title; where it says little, what follows too."""
    enough = len(slide.title.split()) >= _ENOUGH
    return (slide.title if enough else " ".join((slide.title, *slide.texts)))[:_ASKED].strip()


def proposer(find: Find) -> Propose:
    """Proposes what our own search finds for the words of a slide."""
    met: dict[str, list[tuple[str, str]]] = {}

    def propose(slide: SlideText) -> list[tuple[str, str]]:
        asked = _asked(slide)
        if asked not in met:
            rows = [row for row in find(asked) if row["kind"] in _KINDS] if asked else []
            met[asked] = [(row["ref"], next(iter(row["heard"]), row["guide"])) for row in rows[:_PROPOSED]]
        return met[asked]

    return propose
