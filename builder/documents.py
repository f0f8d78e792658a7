"""A document of the knowledge base: its record, its name, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from builder.models import Guide, Kind, Objection, Record, Ref
from builder.source import Location, Node, Route

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True)
class Document(Generic[R_co]):
    """A record with its name, its language and where each part of it stands."""

    kind: Kind
    id: str
    record: R_co
    root: Node
    language: str

    @property
    def ref(self) -> Ref:
        """The document's address."""
        return Ref(self.kind, self.id)

    @property
    def path(self) -> str:
        """The file that it was read from (a translation's own)."""
        return self.root.path

    def at(self, *route: str | int) -> Location:
        """The place of the value at a route."""
        return self.root.locate(route)

    def at_key(self, *route: str | int) -> Location:
        """The place of the key at a route."""
        return self.root.locate(route, key=True)

    def writes(self, route: Route) -> bool:
        """Whether this file writes what stands at a route; else a translation shows its base's words."""
        return self.root.find(route).path == self.path


class Shown(NamedTuple):
    """An objection as a guide shows it: its anchor there, for whom, and the guide that owns it."""

    anchor: str
    objection: Objection
    personas: tuple[str, ...]
    owner: Document[Guide]
    place: int
    """Its place in its owner's list."""
    borrowed: bool


class Citation(NamedTuple):
    """A line that cites a document."""

    citing: Document[Record]
    route: Route
    line: Ref


class Section(NamedTuple):
    """A part of a hand-written page: a heading and the words below it, up to the next."""

    anchor: str
    """Empty for what stands before the first heading."""
    title: str
    text: str
