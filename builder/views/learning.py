"""Onboarding paths, old decks and assets as their pages show them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from builder.documents import Document
from builder.models import DROPPED, Asset, Deck, Kind, LearningPath, Ref, parse_ref
from builder.views.evidence import uses
from builder.views.labels import Label, labels
from builder.views.reader import PersonaTag, Reader
from builder.views.words import Words


class DayView(NamedTuple):
    """One day of a path."""

    title: Words
    read: tuple[Label, ...]
    rehearse: tuple[Label, ...]
    do: tuple[Words, ...]

    @property
    def size(self) -> int:
        """How many things there are to do."""
        return len(self.read) + len(self.rehearse) + len(self.do)


class PathView(NamedTuple):
    """A path's page."""

    id: str
    title: Words
    summary: Words | None
    days: tuple[DayView, ...]
    source: str
    edit: str

    @property
    def size(self) -> int:
        """How many things there are to do in all."""
        return sum(day.size for day in self.days)


class Fate(StrEnum):
    """What became of a slide."""

    LINE = "line"
    PROOF = "proofs"
    LEARN = "learn"
    SEND = "send"
    DROPPED = "gone"
    OPEN = "open"


_FATES = {Kind.GUIDE: Fate.LINE, Kind.EVIDENCE: Fate.PROOF, Kind.ASSET: Fate.SEND}


class SlideView(NamedTuple):
    """A slide of an old deck, and what became of it."""

    number: int
    title: Words
    fate: Fate
    became: tuple[Label, ...]
    because: Words | None


class DeckView(NamedTuple):
    """A deck's page."""

    title: Words
    file: str
    slides: tuple[SlideView, ...]
    fates: tuple[tuple[Fate, int], ...]
    source: str
    edit: str

    @property
    def open(self) -> int:
        """How many slides nobody has decided about."""
        return sum(slide.fate is Fate.OPEN for slide in self.slides)


class AssetView(NamedTuple):
    """An asset's page."""

    title: Words
    kind: str
    use_when: Words | None
    url: str
    file: str
    """Its path below the site's files/, where it is there."""
    personas: tuple[PersonaTag, ...]
    reviewed: date | None
    language: str
    uses: tuple[Label, ...]
    source: str
    edit: str


def path_view(reader: Reader, document: Document[LearningPath]) -> PathView:
    """Everything that a path's page shows."""
    record = document.record
    days = (
        DayView(
            Words(day.title, reader.language_of(document, ("days", n, "title"))),
            labels(reader, _refs(day.read)),
            labels(reader, _refs(day.rehearse)),
            reader.each(document, ("days", n, "do"), day.do),
        )
        for n, day in enumerate(record.days)
    )
    return PathView(
        document.id,
        Words(record.title, reader.language_of(document, ("title",))),
        reader.words(document, ("summary",), record.summary),
        tuple(days),
        document.path,
        reader.source_link(document.path),
    )


def deck_view(reader: Reader, document: Document[Deck]) -> DeckView:
    """Everything that a deck's page shows."""
    slides = []
    for n, slide in enumerate(document.record.slides):
        became = labels(reader, _refs(tuple(text for text in slide.became if text != DROPPED)))
        title = Words(slide.title, reader.language_of(document, ("slides", n, "title")))
        because = reader.words(document, ("slides", n, "because"), slide.because)
        slides.append(SlideView(slide.number, title, _fate(slide.became), became, because))
    fates = [slide.fate for slide in slides]
    return DeckView(
        Words(document.record.title, reader.language_of(document, ("title",))),
        _file(reader, document.record.file),
        tuple(slides),
        tuple((fate, fates.count(fate)) for fate in Fate if fate in fates),
        document.path,
        reader.source_link(document.path),
    )


def asset_view(reader: Reader, document: Document[Asset]) -> AssetView:
    """Everything that an asset's page shows."""
    record = document.record
    return AssetView(
        Words(record.title, reader.language_of(document, ("title",))),
        reader.strings.asset_kinds[record.kind],
        reader.words(document, ("use_when",), record.use_when),
        record.url or "",
        _file(reader, record.file),
        reader.tags(record.for_),
        record.reviewed,
        record.language or "",
        tuple(uses(reader, document.ref)),
        document.path,
        reader.source_link(document.path),
    )


def _refs(texts: tuple[str, ...]) -> tuple[Ref, ...]:
    return tuple(ref for text in texts if (ref := parse_ref(text)))


def _file(reader: Reader, name: str | None) -> str:
    return name if name and name in reader.knowledge.files else ""


def _fate(became: tuple[str, ...]) -> Fate:
    if DROPPED in became:
        return Fate.DROPPED
    first = next(iter(_refs(became)), None)
    return Fate.OPEN if first is None else _FATES.get(first.kind, Fate.LEARN)
