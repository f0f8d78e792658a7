"""The records inside a document, and what their fields hold: worked out once a model, since all rules start here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from builder.documents import Document
from builder.models import Kind, Lines, Record
from builder.source import Route
from builder.validation import record_of

_IDS = {
    "evidence": Kind.EVIDENCE, "signals": Kind.SIGNAL, "for": Kind.PERSONA, "assets": Kind.ASSET,
    "replaced_by": Kind.GUIDE, "to": Kind.PERSONA, "persona": Kind.PERSONA,
}  # fmt: skip
_REFS = ("see", "read", "rehearse", "became")
_WITHOUT_LINKS = (*_IDS, *_REFS, "id", "formerly", "owner", "field_owner", "tags", "synonyms")


class Fields(NamedTuple):
    """The fields of a model by what they hold, each with its key in the file."""

    records: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    """Those that hold a text, without their keys."""
    lists: tuple[str, ...]
    """Those that hold a list of texts, without their keys."""
    naming: tuple[tuple[str, str, Kind | None], ...]
    """Those that name documents: the kind whose ids they hold, None where any ref may stand."""
    has_for: bool


class Part(NamedTuple):
    """A record inside a document, and the route to it."""

    document: Document[Record]
    route: Route
    record: Record
    fields: Fields

    @property
    def for_(self) -> tuple[str, ...]:
        """The personas that its own `for` names."""
        own: tuple[str, ...] = getattr(self.record, "for_") if self.fields.has_for else ()  # noqa: B009
        return own

    @property
    def words(self) -> str:
        """All that its texts say, without those of the records inside it."""
        values = vars(self.record)
        said = [value for name in self.fields.texts if (value := values[name])]
        for name, _ in self.fields.lines:
            said += values[name].by_key.values() if values[name] else ()
        for name in self.fields.lists:
            said += values[name]
        return "\n".join(said)


def parts_of(document: Document[Record]) -> Iterator[Part]:
    """The document's record and every record inside it, outermost first."""
    return _parts(document, (), document.record)


def _parts(document: Document[Record], route: Route, record: Record) -> Iterator[Part]:
    fields = _fields(type(record))
    yield Part(document, route, record, fields)
    for name, key in fields.records:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _parts(document, (*route, key), value)
        elif value:
            for index, item in enumerate(value):
                yield from _parts(document, (*route, key, index), item)


@cache
def _fields(model: type[Record]) -> Fields:
    named = {name: field.alias or name for name, field in model.model_fields.items()}
    types = {name: field.annotation for name, field in model.model_fields.items()}
    lines = tuple((name, key) for name, key in named.items() if _holds(types[name], Lines))
    plain = tuple(name for name, key in named.items() if _holds(types[name], str) and key not in _WITHOUT_LINKS)
    lists = tuple(name for name in plain if get_origin(types[name]) is tuple)
    texts = tuple(name for name in plain if get_origin(types[name]) is not tuple)
    naming = tuple(
        (name, key, _IDS.get(key))
        for name, key in named.items()
        if (key in _IDS or key in _REFS) and _holds(types[name], str)
    )
    records = tuple((name, key) for name, key in named.items() if record_of(model, key))
    return Fields(records, lines, texts, lists, naming, has_for="for_" in named)


def _holds(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_holds(part, wanted) for part in get_args(annotation))
