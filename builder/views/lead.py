"""Who decides, and how to get to them from somebody who doesn't."""

from __future__ import annotations

from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.models import Guide, Stage
from builder.views.reader import PersonaTag, Reader
from builder.views.words import Spoken, Words


class Above(NamedTuple):
    """A guide for those who decide, at whom routes end."""

    title: Words
    address: Address
    targets: tuple[str, ...]
    """Short names of those who decide."""
    personas: tuple[str, ...]
    """Whose routes end there, where not everyone's."""


class Climb(NamedTuple):
    """The line that leads from a persona who doesn't decide to the next one."""

    persona: PersonaTag
    to: PersonaTag
    lines: Spoken


class Nearest(NamedTuple):
    """The guide to read for somebody whom another isn't for."""

    persona: PersonaTag
    title: Words
    address: Address


def nearest_guides(reader: Reader, guide: Document[Guide]) -> tuple[Nearest, ...]:
    """What to read instead for each persona whom a guide isn't for: a guide of its stage, else the earliest one."""
    missing = (tag for i, tag in reader.personas.items() if i not in guide.record.for_)
    found = ((tag, _nearest_for(reader, guide, tag.id)) for tag in missing)
    return tuple(
        Nearest(tag, reader.title(other), reader.address(other.ref) or Address("")) for tag, other in found if other
    )


def _nearest_for(reader: Reader, guide: Document[Guide], persona: str) -> Document[Guide] | None:
    stages = [stage for stage in (guide.record.stage, *Stage) if stage]
    groups = (reader.approved_for(persona, stage) for stage in stages)
    signals = set(guide.record.signals)
    return max(
        next((group for group in groups if group), ()),
        key=lambda other: len(signals.intersection(other.record.signals)),
        default=None,
    )


def climb(reader: Reader, persona: str, *, tagged: bool = False) -> Climb | None:
    """A persona's own route; None for those who decide."""
    document = reader.knowledge.personas.get(persona)
    route = document.record.route if document else None
    if document is None or route is None or route.to not in reader.personas:
        return None
    lines = reader.spoken(document, ("route", "say"), route.say, (persona,), tagged=tagged)
    return Climb(reader.personas[persona], reader.personas[route.to], lines)


def climbs(reader: Reader, guide: Document[Guide]) -> tuple[Climb, ...]:
    """The routes of those of a guide who don't decide."""
    found = (climb(reader, tag.id, tagged=True) for tag in reader.tags(guide.record.for_) if not tag.decides)
    return tuple(way for way in found if way)


def guides_above(reader: Reader, guide: Document[Guide]) -> tuple[Above, ...]:
    """Where nobody decides: the nearest approved guides, of this stage or an earlier one, for those who do."""
    tags = reader.tags(guide.record.for_)
    if any(tag.decides for tag in tags):
        return ()
    ends = {tag.id: way[-1] for tag in tags if (way := reader.knowledge.route(tag.id))}
    found: dict[str, tuple[Document[Guide], list[str]]] = {}
    for persona, end in ends.items():
        above = _nearest(reader, guide, end) if reader.knowledge.decides(end) else None
        if above:
            found.setdefault(above.id, (above, []))[1].append(persona)
    return tuple(
        Above(
            reader.title(above),
            reader.address(above.ref) or Address(""),
            reader.shorts(ends[persona] for persona in personas),
            tuple(personas) if len(personas) < len(tags) else (),
        )
        for above, personas in found.values()
    )


def _nearest(reader: Reader, guide: Document[Guide], persona: str) -> Document[Guide] | None:
    stages = list(Stage)
    limit = stages.index(guide.record.stage) if guide.record.stage else len(stages)
    reachable = [
        other for other in reader.knowledge.approved
        if persona in other.record.for_ and other.record.stage and stages.index(other.record.stage) <= limit
    ]  # fmt: skip
    return max(reachable, key=lambda other: stages.index(other.record.stage or Stage.NO_PROJECT), default=None)
