"""Refs: the address that a document or a line has everywhere (links, search, CRM, feedback, decks)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of documents; the value is the word before the colon of a ref."""

    GUIDE = "guide"
    PERSONA = "persona"
    SIGNAL = "signal"
    EVIDENCE = "evidence"
    ASSET = "asset"
    PATH = "path"
    DECK = "deck"
    LEXICON = "lexicon"
    PAGE = "page"


RESERVED = ("open", "no-answer", "shift", "reasoning", "messaging", "objections", "verify", "next-step", "assets")
"""Anchors that every guide's page has, which no step, objection, message or check may be called."""
NUMBERED = re.compile(r"(?:message|verify)-\d+$")
"""Anchors that messages and checks without an id have, reserved likewise."""

_REF = re.compile(r"(?:(?P<kind>[a-z]+):)?(?P<id>[a-z][\w./-]*)(?:#(?P<anchor>[\w-]+))?$")


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A document, and the line in it where there is an anchor."""

    kind: Kind
    id: str
    anchor: str = ""

    def __str__(self) -> str:
        prefix = "" if self.kind is Kind.GUIDE else f"{self.kind}:"
        return f"{prefix}{self.id}" + (f"#{self.anchor}" if self.anchor else "")

    @property
    def document(self) -> Ref:
        """The document that the line belongs to."""
        return Ref(self.kind, self.id)


def parse_ref(text: str) -> Ref | None:
    """The ref that a text writes; None if it is none. `guide:` may be written or not."""
    match = _REF.match(text.strip())
    if not match or match["kind"] not in {None, *Kind}:
        return None
    return Ref(Kind(match["kind"] or "guide"), match["id"], match["anchor"] or "")
