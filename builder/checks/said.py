"""What is said or asked, and each text of it with its part in the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from builder.documents import Document
from builder.models import ANYONE, Lines, Record, personas_of
from builder.source import Location, Route


class Spoken(NamedTuple):
    """Something said or asked: where it stands, its texts, and the personas that it is for."""

    document: Document[Record]
    route: Route
    lines: Lines
    personas: tuple[str, ...]
    may_leave_out: bool
    """Whether a persona may go without a line: an objection is then unanswered for them."""


class Role(Enum):
    """What part a text has in the conversation."""

    OPENING = "opening"
    ANSWER = "answer"
    EMAIL = "email"
    THOUGHT = "thought"
    """What the customer thinks: theirs, and never said by us."""
    LINE = "line"


class Said(NamedTuple):
    """One text of a line, whoever hears it."""

    line: Spoken
    key: str
    text: str
    role: Role

    @property
    def personas(self) -> tuple[str, ...]:
        """Who hears it: those whom its key names, or for `any` those who have no text of their own."""
        if self.key != ANYONE:
            return personas_of(self.key)
        return tuple(persona for persona in self.line.personas if self.line.lines.own(persona) is None)

    @property
    def location(self) -> Location:
        """Where its first character stands."""
        return self.line.document.root.find((*self.line.route, self.key)).at_value


def said_in(line: Spoken) -> Iterator[Said]:
    """The texts of a line."""
    role = _role(line.route)
    return (Said(line, key, text, role) for key, text in line.lines.by_key.items())


def _role(route: Route) -> Role:
    if route == ("open", "say"):
        return Role.OPENING
    if route[-1] == "answer":
        return Role.ANSWER
    if route[-1] == "body":
        return Role.EMAIL
    return Role.THOUGHT if route[0] == "shift" else Role.LINE
