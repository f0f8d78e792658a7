"""What the call sheet is made from: which guide serves which signal and persona, and where everything stands."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from builder.documents import Document
from builder.models import Guide, Stage, Status
from builder.views.labels import Label, label
from builder.views.lead import climb
from builder.views.library import signals_by_haste, sorted_guides
from builder.views.reader import PersonaTag, Reader
from builder.views.words import Words


class SheetView(NamedTuple):
    """The page of the call sheet: what there is to choose from."""

    signals: tuple[tuple[str, Label], ...]
    personas: tuple[PersonaTag, ...]
    guides: tuple[tuple[str, tuple[tuple[str, Words], ...]], ...]
    """By stage: ids and titles."""
    known: dict[str, Any]
    """What its script knows: signals, personas and guides by id, guides that are called otherwise now."""


def sheet_view(reader: Reader) -> SheetView:
    """What a call sheet may be about."""
    signals = tuple((s.id, found) for s in signals_by_haste(reader) if (found := label(reader, s.ref)))
    known = {
        "signals": {s.id: _signal(reader, s.id) for s in signals_by_haste(reader)},
        "personas": {i: _persona(reader, tag) for i, tag in reader.personas.items()},
        "guides": _guides(reader),
        "moved": {old: new for old, new in reader.places.moved.items() if new},
    }
    return SheetView(signals, tuple(reader.personas.values()), _by_stage(reader), known)


def _signal(reader: Reader, signal: str) -> dict[str, Any]:
    document = reader.knowledge.signals[signal]
    record = document.record
    return {
        "address": str(reader.address(document.ref)),
        "within": int(record.respond_within.total_seconds()),
        "wait": int(record.wait.total_seconds()) if record.wait else 0,
        "words": reader.strings.within(record.respond_within),
    }


def _persona(reader: Reader, tag: PersonaTag) -> dict[str, Any]:
    way = climb(reader, tag.id)
    return {"short": tag.short, "decides": tag.decides, "address": str(tag.address), "to": way.to.id if way else ""}


def _approved(reader: Reader) -> list[Document[Guide]]:
    """Approved guides in the order of every list: by stage."""
    return [guide for guide in sorted_guides(reader) if guide.record.status is Status.APPROVED]


def _by_stage(reader: Reader) -> tuple[tuple[str, tuple[tuple[str, Words], ...]], ...]:
    names = reader.strings.stages
    groups = groupby(_approved(reader), key=lambda guide: guide.record.stage)
    return tuple(
        (names[stage], tuple((guide.id, reader.title(guide)) for guide in guides)) for stage, guides in groups if stage
    )


def _guides(reader: Reader) -> dict[str, Any]:
    stages = list(Stage)
    return {
        guide.id: {
            "address": str(reader.address(guide.ref)),
            "for": guide.record.for_,
            "signals": guide.record.signals,
            "stage": stages.index(guide.record.stage) if guide.record.stage else len(stages),
        }
        for guide in _approved(reader)
    }
