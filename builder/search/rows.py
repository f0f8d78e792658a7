"""What `talktrack search` prints of each card, a line of JSON a card: all of it is known when the index is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder.models import Kind, Ref
from builder.search.catalogue import Catalogue
from builder.search.lines import dump_lines
from builder.typography import JOINER
from builder.views.cards import Card, CardKind
from builder.views.reader import Reader


def dump_rows(reader: Reader, found: Catalogue) -> list[str]:
    """By card: {ref, kind, language, file, guide, stage, source, heard, voices}, in the words of the lines file.

    A voice is {verb, lines}, a line {personas (none: everyone), seconds, text}; the last voice is the line to say.
    """
    return [json.dumps(row) for row in _rows(reader, found)]


def _rows(reader: Reader, found: Catalogue) -> Iterator[dict[str, Any]]:
    lines = json.loads(dump_lines(reader, found).replace(JOINER.encode(), b""))
    guides = dict(zip((guide.id for guide in reader.knowledge.approved), lines["guides"], strict=True))
    for card, (_, heads, source, voices, *_) in zip(found.cards, lines["cards"], strict=True):
        title, _, stage, _ = guides.get(card.guide, ("", 0, "", ""))
        yield {
            "ref": str(card.ref),
            "kind": str(card.kind),
            "language": card.language,
            "file": _place(reader, card),
            "guide": title,
            "stage": stage,
            "source": source,
            "heard": heads,
            "voices": [
                {"verb": lines["verbs"][verb][1], "lines": [_line(*line) for line in said]} for verb, said in voices
            ],
        }


def _voice(verb: str, said: list[Any]) -> dict[str, Any]:
    return {"verb": verb, "lines": [_line(*line) for line in said]}


def _line(personas: list[str], seconds: int, text: str) -> dict[str, Any]:
    return {"personas": personas, "seconds": seconds, "text": " ".join(text.replace("‖", "").split())}


def _place(reader: Reader, card: Card) -> str:
    """The file that a card is written in, and the line there where it is known."""
    if card.kind is CardKind.PAGE:
        return f"content/pages/{card.at[0]}.md"
    name = Ref(Kind.LEXICON, "lexicon") if card.ref.kind is Kind.LEXICON else card.ref.document
    document = reader.knowledge.find(name)
    place = document.root.locate(card.at) if document else None
    return f"{place.path}:{place.line}" if place else ""
