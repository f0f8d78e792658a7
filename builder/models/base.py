"""What all records share: frozen, closed to unknown keys, and the types of their fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, LiteralString

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from builder.text import has_markup, links

ANYONE = "any"
"""The key of the line for whoever has no line of their own."""

_SCALAR = {"type": ["string", "number", "boolean"]}


class Record(BaseModel):
    """A piece of a document: frozen, without unknown keys; what is left empty counts as not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, hide_input_in_errors=True)
    needed: ClassVar[tuple[str, ...]] = ()
    """Keys that must be there once the guide around them is approved; a draft that lacks them is only warned about."""
    structure: ClassVar[tuple[str, ...]] = ()
    """Keys that a translation inherits from its base: if it writes them, they must agree."""

    def needs(self) -> tuple[str, ...]:
        """The keys that must be there, given what the others say."""
        return self.needed

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict) or None not in data.values():
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


def _fail(kind: LiteralString, **context: object) -> PydanticCustomError:
    return PydanticCustomError(kind, kind, context)


def _inline(value: str) -> str:
    if has_markup(value):
        raise _fail("markup-in-text", written=value[value.index("<") :][:20])
    for address in links(value):
        if not _LINK.match(address):
            raise _fail("bad-link", written=address)
    return value


_LINK = re.compile(
    r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:\+?[\d .()-]+$|(?:[a-z]+:)?[a-z][\w/.-]*(?:#[\w-]+)?$)", re.ASCII
)
_URL = re.compile(r"(?:https?://[^\s/<>\"]+[^\s<>\"]*|mailto:[^\s@]+@[^\s<>\"]+|tel:\+?[\d .()-]+)$")
_ID = re.compile(r"[a-z][a-z0-9-]*$")
_NUMBER = re.compile(r"\d{1,9}$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_DURATION = re.compile(r"(\d{1,4})([mhd])$")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_YES_NO = {"true": True, "yes": True, "oui": True, "false": False, "no": False, "non": False}


def _scalar(value: Any, expected: LiteralString) -> str:
    if not isinstance(value, str):
        raise _fail("wrong-type", expected=expected)
    return value.strip()


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise _fail("bad-id", written=value)
    return value


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise _fail("bad-link", written=value)
    return value


def _number(value: Any) -> int:
    if not _NUMBER.match(text := _scalar(value, "number")):
        raise _fail("wrong-type", expected="number", written=text)
    return int(text)


def _date(value: Any) -> date:
    text = _scalar(value, "date")
    try:
        if not _DATE.match(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise _fail("bad-date", written=text) from None


def _duration(value: Any) -> timedelta:
    if not (match := _DURATION.match(text := _scalar(value, "duration"))):
        raise _fail("wrong-type", expected="duration", written=text)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _yes_no(value: Any) -> bool:
    text = _scalar(value, "yes-no").lower()
    if text not in _YES_NO:
        raise _fail("wrong-type", expected="yes-no", written=text)
    return _YES_NO[text]


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def at_most(characters: int = 0, words: int = 0) -> Callable[[str], str]:
    """A validator that refuses a text with more characters or words than this as `too-long`."""

    def check(value: str) -> str:
        for unit, limit, size in (("characters", characters, len(value)), ("words", words, len(value.split()))):
            if limit and size > limit:
                raise _fail("too-long", unit=unit, limit=limit, size=size)
        return value

    return check


def no_more_than(limit: int) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """A validator that refuses a list with more items than this as `too-long`."""

    def check(value: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(value) > limit:
            raise _fail("too-long", unit="items", limit=limit, size=len(value))
        return value

    return check


Text = Annotated[str, AfterValidator(_inline), WithJsonSchema(_SCALAR)]
"""Inline Markdown, never HTML."""
Name = Annotated[str, WithJsonSchema(_SCALAR)]
"""Words without markup: people, tags, words of a lexicon."""
Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": _ID.pattern})]
"""Lower-case letters, digits and hyphens, beginning with a letter."""
RefText = Annotated[str, WithJsonSchema({"type": "string"})]
"""The address of a document or a line, such as `pas-de-projet#budget` or `persona:daf`."""
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:|tel:)"})]
"""An address on the web, a mailto: or a tel:."""
Number = Annotated[int, BeforeValidator(_number), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A whole number."""
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as year-month-day."""
Duration = Annotated[
    timedelta, BeforeValidator(_duration), WithJsonSchema({"type": "string", "pattern": _DURATION.pattern})
]
"""Clock time: 90m, 4h or 3d."""
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"type": "boolean"})]
"""true or false."""
Refs = Annotated[tuple[RefText, ...], BeforeValidator(_one_or_many)]
"""One ref or a list of them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is said: a text for everyone, or texts by persona (a key may name several personas)."""

    by_key: Mapping[str, str]
    """The texts under the keys that stand in the file."""

    def __bool__(self) -> bool:
        return bool(self.by_key)

    def each(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Key, the personas it names (none for `any`) and text, in the order of the file."""
        for key, text in self.by_key.items():
            yield key, personas_of(key), text

    def own(self, persona: str) -> str | None:
        """The text that names this persona."""
        return next((text for _, personas, text in self.each() if persona in personas), None)

    def get(self, persona: str) -> str | None:
        """What this persona hears: their own text, else everyone's, else nothing."""
        own = self.own(persona)
        return self.by_key.get(ANYONE) if own is None else own

    def key_of(self, persona: str) -> str | None:
        """The key whose text this persona hears."""
        named = next((key for key, personas, _ in self.each() if persona in personas), None)
        return named or (ANYONE if ANYONE in self.by_key else None)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A string becomes {any: string} before it is validated, so that there is one error, at its key."""
        mapping = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(Text), min_length=1)
        checked = core_schema.no_info_after_validator_function(_lines, mapping)
        return core_schema.no_info_before_validator_function(_for_anyone, checked)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:
        """One text, or texts by persona."""
        return {"anyOf": [_SCALAR, {"type": "object", "minProperties": 1, "additionalProperties": _SCALAR}]}


def personas_of(key: str) -> tuple[str, ...]:
    """The personas that a key of `Lines` names; none for `any`."""
    return () if key == ANYONE else tuple(part.strip() for part in key.split(","))


def _for_anyone(value: Any) -> Any:
    if isinstance(value, str):
        return {ANYONE: value}
    if not isinstance(value, dict):
        raise _fail("wrong-type", expected="lines")
    return {key: text for key, text in value.items() if text is not None}


def _lines(by_key: dict[str, str]) -> Lines:
    seen: set[str] = set()
    for key in by_key:
        names = personas_of(key) or (ANYONE,)
        for name in names:
            if name in seen or not name:
                raise _fail("duplicate-key", key=name or key)
            seen.add(name)
    return Lines(MappingProxyType(by_key))


class Audience(StrEnum):
    """Who may see a document, from the narrowest."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"

    def admits(self, other: Audience) -> bool:
        """Whether a build for this audience may show what is for `other`."""
        order = list(Audience)
        return order.index(other) >= order.index(self)
