"""What customers hear or read of us: every line but what they think themselves, and the subjects of e-mails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.checks.said import Role, Said
from builder.checks.scope import Scope
from builder.documents import Document
from builder.models import Guide, Record
from builder.source import Location, Route


class Heard(NamedTuple):
    """A text that a customer hears or reads, and where it stands."""

    document: Document[Record]
    route: Route
    text: str
    said: Said | None = None
    """The line that it is a text of; None for the subject of an e-mail."""

    @property
    def personas(self) -> tuple[str, ...]:
        """Who hears it."""
        if self.said is not None:
            return self.said.personas
        return self.document.record.for_ if isinstance(self.document.record, Guide) else ()

    @property
    def location(self) -> Location:
        """Where its first character stands."""
        return self.document.root.find(self.route).at_value


def heard(scope: Scope) -> Iterator[Heard]:
    """Every text that customers hear or read."""
    for said in scope.said:
        if said.role is not Role.THOUGHT:
            yield Heard(said.line.document, (*said.line.route, said.key), said.text, said)
    yield from _subjects(scope)


def _subjects(scope: Scope) -> Iterator[Heard]:
    route = ("no_answer", "email", "subject")
    for guide in scope.guides:
        email = guide.record.no_answer.email if guide.record.no_answer else None
        if email and email.subject and guide.writes(route):
            yield Heard(guide, route, email.subject)
