"""What each persona gets of a document, part by part: the lines they hear, the texts and phrases, whom it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

from builder.changes.values import Sort
from builder.documents import Document, Section, Shown
from builder.knowledge import Knowledge
from builder.models import NUMBERED, Fork, Guide, Kind, Lines, Persona, Record, Ref, Signal, parse_ref
from builder.source import Route
from builder.text import plain

Texts = Mapping[str, str]
"""By persona: what they hear."""

_APART = {"id", "see", "formerly", "for", "owner", "field_owner", "reviewed", "review_days"}
"""Keys that are no text of the part: names, for whom it is, and what nobody hears."""
_SECTIONS = {"shift", "open", "no_answer", "reasoning", "messaging", "objections", "verify", "next_step"}
"""Keys of a guide that hold its parts."""
_SORTS = {
    **dict.fromkeys(("they_say", "tags", "aliases", "synonyms"), Sort.PHRASE),
    **dict.fromkeys(("hear", "then"), Sort.WAY),
    **dict.fromkeys(("from", "to", "body"), Sort.TEXT),
    "evidence": Sort.PROOF,
}
_NAMES = {"replaced_by", "signals", "assets", "route.to", "read", "rehearse", "url", "file", "language"}
"""Fields of refs and addresses: texts for the model, values for people."""


@dataclass(frozen=True)
class Part:
    """A piece of a document that has an address: a step, an objection, the opening; or the document itself."""

    ref: Ref
    section: str = ""
    """The key of the guide that it stands under; empty for a whole document."""
    at: Route = ()
    personas: tuple[str, ...] = ()
    """For whom it is."""
    lines: Mapping[str, Texts] = field(default_factory=dict)
    """By field: what each persona hears."""
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sorts: Mapping[str, Sort] = field(default_factory=dict)
    """By field: what kind of value it holds."""
    formerly: tuple[str, ...] = ()
    lender: Ref | None = None
    """Where it is borrowed from."""

    @property
    def has_name(self) -> bool:
        """Whether it is called by a name of its own, not by its place."""
        return not NUMBERED.match(self.ref.anchor)

    @property
    def fields(self) -> tuple[str, ...]:
        """Its fields, in the order of the model."""
        return tuple(self.sorts)

    @property
    def title(self) -> str:
        """What it is known by: the first thing that it says."""
        listed = (texts[0] for texts in self.lists.values() if texts)
        spoken = (text for by_persona in self.lines.values() for text in by_persona.values())
        firsts = (self.texts[key] for key in ("think", "claim", "title", "name") if key in self.texts)
        quoted = self.lists.get("they_say", ())[:1]
        first = next(iter((*quoted, *firsts, *spoken, *listed, *self.texts.values())), str(self.lender or ""))
        return plain(first)

    def empty(self) -> Part:
        """A part of the same name that holds nothing."""
        return Part(self.ref, self.section, self.at, self.personas)


def shown(text: str) -> str:
    """A text as it is compared: spaces and apostrophes are the same everywhere, whatever the file looks like."""
    return " ".join(text.split()).replace("’", "'")


def parts_of(knowledge: Knowledge, document: Document[Record]) -> tuple[Part, ...]:
    """The parts of a document, in the order of the file."""
    record = document.record
    if isinstance(record, Guide):
        return tuple(_of_guide(knowledge, document, record))
    if isinstance(record, Persona):
        return (_part(document.ref, record, (document.id,)),)
    whom = tuple(knowledge.personas) if isinstance(record, Signal) else getattr(record, "for_", ())
    return (_part(document.ref, record, whom),)


def parts_of_page(name: str, sections: Iterable[Section]) -> tuple[Part, ...]:
    """The sections of a hand-written page."""
    sorts = {"title": Sort.TEXT, "text": Sort.TEXT}
    return tuple(
        Part(Ref(Kind.PAGE, name, section.anchor), texts={"title": section.title, "text": section.text}, sorts=sorts)
        for section in sections
    )


def _of_guide(knowledge: Knowledge, document: Document[Record], guide: Guide) -> Iterator[Part]:
    everyone, ref = guide.for_, document.ref
    yield _part(ref, guide, everyone)
    for key, anchor in (("shift", "shift"), ("open", "open"), ("no_answer", "no-answer")):
        if record := getattr(guide, key):
            yield _part(Ref(Kind.GUIDE, ref.id, anchor), record, everyone, key, (key,))
    yield from _items(ref, guide, "reasoning")
    yield from _items(ref, guide, "messaging")
    found = {shown.anchor: shown for shown in knowledge.objections(_typed(document))}
    for n, objection in enumerate(guide.objections):
        own = Ref(Kind.GUIDE, ref.id, objection.id)
        yield _objection(own, n, found.get(objection.id), objection.see)
    yield from _items(ref, guide, "verify")
    if guide.next_step:
        yield _part(Ref(Kind.GUIDE, ref.id, "next-step"), guide.next_step, everyone, "next_step", ("next_step",))


def _typed(document: Document[Any]) -> Document[Guide]:
    return document


def _items(ref: Ref, guide: Guide, section: str) -> Iterator[Part]:
    for n, item in enumerate(getattr(guide, section)):
        personas = getattr(item, "for_", ()) or guide.for_
        yield _part(Ref(Kind.GUIDE, ref.id, item.id), item, personas, section, (section, n))


def _objection(ref: Ref, place: int, found: Shown | None, see: str | None) -> Part:
    """An objection as its guide has it; of one that is borrowed also where from."""
    at: Route = ("objections", place)
    lender = parse_ref(see) if see else None
    if found is None:
        return Part(ref, "objections", at, lender=lender)
    if lender:
        lender = Ref(Kind.GUIDE, found.owner.id, found.objection.id)
    return _part(ref, found.objection, found.personas, "objections", at, lender)


def _part(
    ref: Ref, record: Record, personas: tuple[str, ...], section: str = "", at: Route = (), lender: Ref | None = None
) -> Part:
    lines: dict[str, Texts] = {}
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    sorts: dict[str, Sort] = {}
    for key, value in _values(record):
        sorts[key] = _sort(key, value)
        if isinstance(value, Lines):
            lines[key] = {who: text for who in personas if (text := value.get(who)) is not None}
        elif isinstance(value, tuple):
            lists[key] = tuple(map(_written, value))
        elif value is not None:
            texts[key] = _written(value)
    return Part(ref, section, at, personas, lines, texts, lists, sorts, getattr(record, "formerly", ()), lender)


@cache
def _keys(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Names and keys of the fields that hold what the part says."""
    apart = _APART | (_SECTIONS if model is Guide else set())
    pairs = ((name, field.alias or name) for name, field in model.model_fields.items())
    return tuple((name, key) for name, key in pairs if key not in apart)


def _values(record: Record, before: str = "") -> Iterator[tuple[str, Any]]:
    """Keys and values, those of records inside it behind a dot."""
    for name, key in _keys(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _values(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _sort(key: str, value: Any) -> Sort:
    last = key.rpartition(".")[2]
    if key in _NAMES or isinstance(value, Enum | date | timedelta | bool | int):
        return Sort.VALUE
    return _SORTS.get(last, Sort.LINE if isinstance(value, Lines) else Sort.TEXT)


def _written(value: Any) -> str:
    """A value as one text."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, Fork):
        return f"{plain(value.they)} → {value.go.removeprefix('objection:')}"
    if isinstance(value, Record):
        return " · ".join(_written(below) for _, below in _entry(value) if below not in {None, "", ()})
    return ", ".join(map(_written, value)) if isinstance(value, tuple) else str(value)


def _entry(record: Record) -> Iterator[tuple[str, Any]]:
    """The values of an entry of a list, in the order of the model."""
    return ((name, getattr(record, name)) for name in type(record).model_fields)


def _duration(value: timedelta) -> str:
    minutes = int(value.total_seconds() // 60)
    for unit, length in (("d", 1440), ("h", 60)):
        if minutes % length == 0:
            return f"{minutes // length}{unit}"
    return f"{minutes}m"
