"""What a document names: other documents, and lines in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.checks.parts import Part
from builder.documents import Document
from builder.models import DROPPED, Kind, Record, Ref, parse_ref, texts
from builder.source import Location, Route
from builder.text import links

_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")


class Target(NamedTuple):
    """A place that names a document or a line of one; `ref` is None where what is written is no ref."""

    document: Document[Record]
    route: Route
    written: str
    ref: Ref | None
    kind: Kind | None = None
    """The kind whose ids the field holds; None where any ref may stand."""

    @property
    def location(self) -> Location:
        """Where it is written; one that stands alone in the place of a list stands where the list would."""
        return self.document.root.find(self.route).at_value


def targets_of(part: Part) -> Iterator[Target]:
    """What the fields of one record name."""
    for name, key, kind in part.fields.naming:
        value = getattr(part.record, name)
        if isinstance(value, str):
            yield _target(part, (*part.route, key), value, kind)
        elif value and value != (DROPPED,):
            for index, written in enumerate(value):
                yield _target(part, (*part.route, key, index), written, kind)


def _target(part: Part, route: Route, written: str, kind: Kind | None) -> Target:
    return Target(part.document, route, written, Ref(kind, written) if kind else parse_ref(written), kind)


def links_of(document: Document[Record]) -> Iterator[Target]:
    """What the links in a document's texts name, addresses elsewhere left out."""
    for route, text in texts(document.record):
        for address in links(text):
            if not address.startswith(_ELSEWHERE):
                yield Target(document, route, address, parse_ref(address))
