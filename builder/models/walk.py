"""Going through a record: its parts and its texts, each with the route that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from builder.models.base import Lines, Record, Text
from builder.source import Route

_INLINE = next(item.func for item in get_args(Text)[1:] if isinstance(item, AfterValidator))


def parts(record: Record, route: Route = ()) -> Iterator[tuple[Route, Record]]:
    """The record and every record inside it, outermost first."""
    yield route, record
    for name, key in _fields(type(record)).records:
        value = getattr(record, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from parts(item, (*route, key, index))
        elif value is not None:
            yield from parts(value, (*route, key))


def texts(record: Record, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text of the record and of the records inside it; a line's route ends with its key."""
    for at, part in parts(record, route):
        for name, key in _fields(type(part)).texts:
            value = getattr(part, name)
            if isinstance(value, Lines):
                yield from (((*at, key, who), text) for who, text in value.by_key.items())
            elif isinstance(value, tuple):
                yield from (((*at, key, index), text) for index, text in enumerate(value))
            elif value is not None:
                yield (*at, key), value


class _Fields(NamedTuple):
    """The fields of a model that hold records, and those that hold texts: names and keys."""

    records: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]


@cache
def _fields(model: type[Record]) -> _Fields:
    fields = [(name, field.alias or name, field) for name, field in model.model_fields.items()]
    return _Fields(
        tuple((name, key) for name, key, field in fields if _holds(field.annotation, Record)),
        tuple((name, key) for name, key, field in fields if _holds(field.annotation, Lines) or _is_inline(field)),
    )


def _holds(annotation: Any, wanted: type) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return True
    return any(_holds(part, wanted) for part in get_args(annotation))


def _is_inline(field: FieldInfo) -> bool:
    return _holds_inline(field.annotation) or any(_validates_inline(item) for item in field.metadata)


def _holds_inline(annotation: Any) -> bool:
    return _validates_inline(annotation) or any(_holds_inline(part) for part in get_args(annotation))


def _validates_inline(item: Any) -> bool:
    return isinstance(item, AfterValidator) and item.func is _INLINE
