"""What a comparison in words is made of: every format shows these values, and none of them decides anything."""

from __future__ import annotations

from typing import NamedTuple

from builder.changes.values import How
from builder.changes.words import Marked
from builder.findings import Severity
from builder.locales.changes import Changes


class Row(NamedTuple):
    """One change in words."""

    label: str
    who: str
    length: str
    old: str | None
    new: str | None
    how: How
    marked: Marked | None = None
    """Both texts with the words that changed, where they are worth comparing."""
    notes: tuple[str, ...] = ()
    warning: str = ""


class Group(NamedTuple):
    """The changes in one part of a document."""

    heading: str
    ref: str
    note: str
    rows: tuple[Row, ...]


class Page(NamedTuple):
    """A document that somebody gets differently."""

    title: str
    ref: str
    kind: str
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    touches: tuple[str, ...]
    touched: str
    """What stands over `touches`."""
    folded: str
    """What stands for all its lines where they came or went with it: how many they are."""


class Chapter(NamedTuple):
    """The documents of one language; `heading` is empty over the site's own guides."""

    heading: str
    pages: tuple[Page, ...]


class Remark(NamedTuple):
    """A finding in words."""

    severity: Severity
    label: str
    sentence: str
    places: tuple[str, ...]


class Told(NamedTuple):
    """A whole comparison in words."""

    language: str
    title: str
    summary: str
    chapters: tuple[Chapter, ...]
    behind: tuple[str, ...]
    new: tuple[Remark, ...]
    mended: tuple[Remark, ...]
    unheard: str
    words: Changes
