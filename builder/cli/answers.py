"""Answers of the search, for a terminal and for programs: lines that this persona hears, never somebody else's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import click

from builder.lookup import Found
from builder.search.query import LONGEST
from builder.search.terms import terms
from builder.text import fold

Row = Mapping[str, Any]
"""What is shown of a card: see builder.search.rows; with its score."""

_NEAR = 3


class Asked(NamedTuple):
    """A search: what for, for whom, in which language, and where."""

    query: str
    persona: str
    language: str
    found: Found
    shorts: Mapping[str, str]
    """Personas' short names by id."""


def text(rows: Sequence[Row], asked: Asked) -> str:
    """Each answer: the lines to say, the customer's words, where it stands."""
    return "\n\n".join("\n".join(_answer(row, asked)) for row in rows) or "\n".join(_nothing(asked))


def as_json(rows: Sequence[Row], asked: Asked) -> str:
    """The answers as a list of objects, their lines cut down to those that the persona hears."""
    return json.dumps([_object(row, asked) for row in rows], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Sequence[Row], Asked], str]] = {"text": text, "json": as_json}


def _answer(row: Row, asked: Asked) -> Iterator[str]:
    words = asked.found.words
    for voice in row["voices"]:
        for line in _heard(voice, asked.persona):
            yield line["text"] + click.style(_about(voice["verb"], line, asked), dim=True)
    if row["voices"] and not _heard(row["voices"][-1], asked.persona):
        yield f"{words['unanswered']} {asked.shorts.get(asked.persona, asked.persona)}"
    if row["heard"]:
        yield f"  {_nearest_head(row['heard'], asked)}"
    language = row["language"] if row["language"] != asked.language else ""
    place = (row["ref"], row["guide"] or row["source"], row["stage"], language)
    yield click.style(f"  {' · '.join(filter(None, place))}", dim=True)


def _heard(voice: Row, persona: str) -> list[Row]:
    """What this persona hears, every wording where nobody is chosen."""
    return [line for line in voice["lines"] if not (persona and line["personas"]) or persona in line["personas"]]


def _about(verb: str, line: Row, asked: Asked) -> str:
    """What to do with a line, for whom it is where nobody is chosen, and how long it takes."""
    whom = "" if asked.persona else ", ".join(asked.shorts.get(i, i) for i in line["personas"])
    seconds = asked.found.words["seconds"].format(n=line["seconds"]) if line["seconds"] else ""
    said = " · ".join(filter(None, (verb, whom, seconds)))
    return f"  — {said}" if said else ""


def _nearest_head(heads: Sequence[str], asked: Asked) -> str:
    """Of all that a card is known by, what shares most with the query."""
    keys = _keys(asked.query, asked.language)
    best: str = max(heads, key=lambda head: len(keys & _keys(head, asked.language)))
    return best


def _keys(said: str, language: str) -> set[str]:
    own = terms(language)
    return {key for word in own.words(said[:LONGEST]) for key in own.keys(word)}


def _nothing(asked: Asked) -> Iterator[str]:
    words = asked.found.words
    yield words["nothing"]
    if near := list(dict.fromkeys(_near(asked))):
        yield words["near"].format(words=", ".join(near))


def _near(asked: Asked) -> Iterator[str]:
    """Words that the knowledge base knows, near to those that it doesn't."""
    from difflib import get_close_matches  # noqa: PLC0415  only where nothing is found

    for word in terms(asked.language).words(asked.query[:LONGEST])[:_NEAR]:
        yield from get_close_matches(fold(word), asked.found.index.words, n=_NEAR)


def _object(row: Row, asked: Asked) -> dict[str, Any]:
    voices = [{**voice, "lines": _heard(voice, asked.persona)} for voice in row["voices"]]
    lines = voices[-1]["lines"] if voices else []
    return {**row, "say": lines[0]["text"] if lines and (asked.persona or len(lines) == 1) else "", "voices": voices}
