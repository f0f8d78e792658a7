"""Data and a model become a record, or findings: worded by the type of pydantic's error, never by its English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from builder.findings import Finding, Severity, Value
from builder.models import ANYONE, Guide, Record, Status, parts
from builder.source import Node, Route

_EXPECTED = {
    "string_type": "text", "tuple_type": "list", "list_type": "list", "dict_type": "mapping", "model_type": "mapping",
    "model_attributes_type": "mapping", "enum": "text",
}  # fmt: skip


class Outcome(NamedTuple):
    """The record that a document holds (None where it cannot be read at all) and what is wrong with it."""

    record: Record | None
    findings: tuple[Finding, ...]


def validate(model: type[Record], data: Any, root: Node) -> Outcome:
    """Read `data` as a `model`; its positions are those of `root`.

    A document whose only mistakes are unknown keys still gives a record, so that the other rules look at it too.
    """
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        findings = tuple(_finding(detail, model, root) for detail in details)
        partial = _without(model, data, [_route(detail) for detail in details])
        unknown_only = all(detail["type"] == "extra_forbidden" for detail in details)
        return Outcome(partial if unknown_only else None, findings + _lacking(partial, data, root))
    return Outcome(record, _lacking(record, data, root))


def suggestion(written: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """The known word that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(written, list(known), n=1, cutoff=0.6)), "")


def value_at(data: Any, route: Route) -> Any:
    """What stands at a route in plain data, None where nothing does."""
    for key in route:
        if isinstance(data, Mapping) and isinstance(key, str):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def _finding(detail: ErrorDetails, model: type[Record], root: Node) -> Finding:
    kind, context = detail["type"], dict(detail.get("ctx", {}))
    route = _route(detail)
    place, key = root.locate(route), root.locate(route, key=True)
    name = next((step for step in reversed(route) if isinstance(step, str) and step != ANYONE), "")
    if kind == "extra_forbidden":
        return Finding(
            "unknown-key", key, values={"key": name, **_meant(name, tuple(_keys(model_at(model, route[:-1]))))}
        )
    if kind in {"missing", "too_short"}:
        return Finding("missing-field", place, values={"field": name})
    if kind == "enum" and isinstance(detail["input"], str):
        known = _choices_at(model, route)
        return Finding(
            "unknown-value",
            place,
            values={"written": detail["input"], "known": known, **_meant(detail["input"], known)},
        )
    if kind in _EXPECTED:
        return Finding(
            "wrong-type", place, values={"field": name, "expected": _EXPECTED[kind]}, variant=_EXPECTED[kind]
        )
    values: dict[str, Value] = {"field": name, **{k: v for k, v in context.items() if isinstance(v, str | int | tuple)}}
    return Finding(
        kind,
        key if kind == "duplicate-key" else place,
        values=values,
        variant=str(context.get("expected") or context.get("unit") or ""),
    )


def _route(detail: ErrorDetails) -> Route:
    """The way to what is wrong, without pydantic's marks of a key and of the members of a union (`[key]`, `@list`)."""
    return tuple(step for step in detail["loc"] if not (isinstance(step, str) and step.startswith(("[", "@"))))


def _meant(written: str, known: tuple[str, ...]) -> dict[str, Value]:
    meant = suggestion(written, known)
    return {"meant": meant} if meant else {"meant": "", "known": known}


def _choices_at(model: type[Record], route: Route) -> tuple[str, ...]:
    """The words that a field takes, or the values of the mapping that it is."""
    for depth in range(len(route), 0, -1):
        if found := _choices(_annotation(model_at(model, route[: depth - 1]), str(route[depth - 1]))):
            return found
    return ()


def _choices(annotation: Any) -> tuple[str, ...]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())


def record_of(model: type[Record], key: str) -> type[Record] | None:
    """The record type that a field holds, alone or in a list; None for a field of plain values."""
    return _record_in(_annotation(model, key))


def model_at(model: type[Record], route: Route) -> type[Record]:
    """The record type that stands at a route inside a model, the nearest known one where the route leads elsewhere."""
    for key in route:
        if isinstance(key, str) and (below := _record_in(_annotation(model, key))):
            model = below
    return model


def _keys(model: type[Record]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _annotation(model: type[Record], key: str) -> Any:
    return next((field.annotation for name, field in model.model_fields.items() if (field.alias or name) == key), None)


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _without(model: type[Record], data: Any, routes: list[Route]) -> Record | None:
    """What can be read once the values at these routes are left out; None where one of them can't be."""
    try:
        return model.model_validate(_pruned(data, {_in_mappings(data, route) for route in routes}))
    except ValidationError:
        return None


def _in_mappings(data: Any, route: Route) -> Route:
    """The longest beginning of a route that ends at a key of a mapping: what can be taken out and move nothing."""
    ends = [0]
    for depth, step in enumerate(route, 1):
        if isinstance(data, dict) and step in data:
            ends.append(depth)
        data = value_at(data, (step,))
    return route[: ends[-1]]


def _pruned(data: Any, routes: set[Route], at: Route = ()) -> Any:
    if isinstance(data, dict):
        kept = {key: _pruned(value, routes, (*at, key)) for key, value in data.items() if (*at, key) not in routes}
        return {key: value for key, value in kept.items() if value != {} or data[key] == {}}
    if isinstance(data, list):
        return [_pruned(value, routes, (*at, index)) for index, value in enumerate(data)]
    return data


def _lacking(record: Record | None, data: Any, root: Node) -> tuple[Finding, ...]:
    """What an approved guide needs and doesn't have; only pointed out in a draft, but for whom it is for."""
    if not isinstance(record, Guide) or record.status is Status.RETIRED:
        return ()
    draft = record.status is Status.DRAFT
    return tuple(
        Finding(
            "missing-field", root.locate((*route, key)), values={"field": key},
            severity=Severity.WARNING if draft and (route, key) != ((), "for") else Severity.ERROR,
        )
        for route, part in parts(record)
        if (written := value_at(data, route))
        for key in part.needs()
        if not written.get(key)
    )  # fmt: skip
