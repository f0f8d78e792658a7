"""The names inside a guide that become anchors of its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.documents import Document
from builder.models import Guide
from builder.source import Route

_LISTS = ("reasoning", "messaging", "objections", "verify")
_RENAMED = ("reasoning", "objections")


class Named(NamedTuple):
    """A name that becomes an anchor, where it is written, and how it comes to be there: "", borrowed, or formerly."""

    name: str
    route: Route
    variant: str


def names_of(guide: Document[Guide]) -> tuple[Named, ...]:
    """The names that are written in a guide; items that have their name from their place have none."""
    return tuple(name for field in _LISTS for name in _names(guide, field))


def _names(guide: Document[Guide], field: str) -> Iterator[Named]:
    listed = guide.root.child(field)
    for number, item in enumerate(getattr(guide.record, field)):
        node = listed.child(number) if listed else None
        if node and node.child("id"):
            yield Named(item.id, (field, number, "id"), "")
        elif node and node.child("see"):
            yield Named(item.id, (field, number, "see"), "borrowed")
        if field in _RENAMED:
            yield from (Named(old, (field, number, "formerly", n), "formerly") for n, old in enumerate(item.formerly))
