"""What a comparison finds: frozen values without a sentence, worded at the edge in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from builder.findings import Finding
from builder.models import Ref


class How(StrEnum):
    """What happened to a thing."""

    ALTERED = "altered"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Sort(StrEnum):
    """What kind of value has changed."""

    LINE = "line"
    """What is said or asked aloud: it has seconds."""
    TEXT = "text"
    """What is read, or what the customer says or thinks."""
    PHRASE = "phrase"
    """What the search finds a line by."""
    WAY = "way"
    """Where the conversation goes from a step."""
    ORDER = "order"
    """Where a part stands among its neighbours: places from 1."""
    WHOM = "whom"
    """For whom a part is."""
    PROOF = "proof"
    """The evidence that a line rests on."""
    MARK = "mark"
    """How well a line is supported."""
    NAME = "name"
    """The name of a part, and so its address."""
    VALUE = "value"
    """Anything else: a status, a date, a ref."""


class Change(NamedTuple):
    """One thing that somebody gets differently: from what to what, None where there was or is nothing."""

    ref: Ref
    field: str
    """The key in the file, without the part that the ref names: `answer`, `source.date`."""
    sort: Sort
    old: str | None
    new: str | None
    personas: tuple[str, ...] = ()
    """Who gets it; nobody in particular where a thing is not told apart by persona."""
    everyone: bool = True
    """Whether these are all that the part is for."""
    seconds: tuple[int, int] | None = None
    """How long it took to say, and takes now."""
    also: tuple[Ref, ...] = ()
    """Where others borrow it and so get it too."""

    @property
    def how(self) -> How:
        """What happened."""
        if self.sort is Sort.ORDER:
            return How.MOVED
        if self.old is None:
            return How.ADDED
        return How.REMOVED if self.new is None else How.ALTERED

    @property
    def widens(self) -> bool:
        """Whether more people than before may see this."""
        order = ("internal", "partner", "public")
        if self.field != "audience" or self.new not in order:
            return False
        return self.old not in order or order.index(self.new) > order.index(self.old or "")


class PartName(NamedTuple):
    """What a part of a guide is called."""

    section: str
    """The key that it stands under; empty for the whole document."""
    title: str


class State(StrEnum):
    """What happened to a document."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    """Its file lies elsewhere: nobody hears it."""
    BROKEN = "broken"
    """It could be read before and can't be now."""
    MENDED = "mended"
    """It could not be read before."""


class Touched(NamedTuple):
    """A line that rests on an evidence, and how well it was and is supported."""

    ref: Ref
    old: str
    new: str


@dataclass(frozen=True)
class Altered:
    """A document that somebody gets differently, or finds elsewhere."""

    ref: Ref
    title: str
    path: str
    state: State
    changes: tuple[Change, ...] = ()
    old_ref: Ref | None = None
    """What it was called, where it has been renamed."""
    redirected: bool = True
    """Whether its old address still leads here."""
    touches: tuple[Touched, ...] = ()
    """The lines of guides that rest on this evidence."""
    parts: Mapping[Ref, PartName] = field(default_factory=dict)
    """What the parts are called that its changes are in."""

    @cached_property
    def heard(self) -> int:
        """How much of it is heard: the lines that change, each for everybody who gets it."""
        return sum(max(1, len(change.personas)) for change in self.changes if change.sort is Sort.LINE)


class Behind(NamedTuple):
    """A translation that still says what its base doesn't say any more."""

    ref: Ref
    language: str
    path: str
    fields: tuple[str, ...]
    """Refs of the lines with their fields, as `prix#budget answer`."""


@dataclass(frozen=True)
class Unheard:
    """What changes without anybody hearing it."""

    reviewed: tuple[Ref, ...] = ()
    owners: tuple[Ref, ...] = ()
    written: tuple[str, ...] = ()
    """Files with other comments, another layout or another order of keys."""
    settings: bool = False

    def __bool__(self) -> bool:
        return bool(self.reviewed or self.owners or self.written or self.settings)


@dataclass(frozen=True)
class Difference:
    """Everything that is different between two knowledge bases."""

    language: str
    """The site's own."""
    editions: Mapping[str, tuple[Altered, ...]]
    """By language, the site's own first; guides first, what is heard most before the rest."""
    behind: tuple[Behind, ...] = ()
    new: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    unheard: Unheard = Unheard()
    whole: bool = True
    """Whether everything was judged; else only what has changed and what cites it."""
    titles: Mapping[Ref, str] = field(default_factory=dict)
    """What documents are called that changes name."""
    shorts: Mapping[str, str] = field(default_factory=dict)
    """What personas are called in short."""

    def __bool__(self) -> bool:
        return bool(any(self.editions.values()) or self.behind or self.new or self.mended or self.unheard)

    @property
    def altered(self) -> tuple[Altered, ...]:
        """The documents of all languages."""
        return tuple(altered for documents in self.editions.values() for altered in documents)
