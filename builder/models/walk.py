"""Going through a record: its parts and its texts, each with the route that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from builder.models.base import Lines, Record, Text
from builder.source import Route

_INLINE = next(item.func for item in get_args(Text)[1:] if isinstance(item, AfterValidator))


def parts(record: Record, route: Route = ()) -> Iterator[tuple[Route, Record]]:
    """The record and every record inside it, outermost first."""
    yield route, record
    for name, key, _ in _fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from parts(value, (*route, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from parts(item, (*route, key, index))


def texts(record: Record, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text of the record and of the records inside it; a line's route ends with its key."""
    for at, part in parts(record, route):
        for name, key, inline in _fields(type(part)):
            value = getattr(part, name)
            if isinstance(value, Lines):
                yield from (((*at, key, who), text) for who, text in value.by_key.items())
            elif inline and isinstance(value, str):
                yield (*at, key), value
            elif inline and isinstance(value, tuple):
                yield from (((*at, key, index), text) for index, text in enumerate(value))


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((name, field.alias or name, _is_inline(field)) for name, field in model.model_fields.items())


def _is_inline(field: FieldInfo) -> bool:
    return _holds_inline(field.annotation) or any(_validates_inline(item) for item in field.metadata)


def _holds_inline(annotation: Any) -> bool:
    return _validates_inline(annotation) or any(_holds_inline(part) for part in get_args(annotation))


def _validates_inline(item: Any) -> bool:
    return isinstance(item, AfterValidator) and item.func is _INLINE
