"""A new document as a file to fill in: what is known is there, what is needed is empty, the rest is a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, get_args, get_origin

from builder.editing import Written, dump_document
from builder.locales.schema import DOCUMENT, describe, descriptions
from builder.models import MODELS, Guide, Kind, Record
from builder.validation import record_of

_LATER = frozenset(("formerly", "replaced_by", "see", "audience", "owner", "review_days"))
"""Keys that nobody needs on a document's first day, unless it must have them."""
_CHAIN = "reasoning"


def render_new(kind: Kind, data: Mapping[str, Written], language: str, schema: str) -> str:
    """A commented document that holds `data`, in a language; `schema` is the way from the file to its schema."""
    model, blank = MODELS[kind], _Blank(language)
    head = (f"# yaml-language-server: $schema={schema}", f"# {describe(model, DOCUMENT, language)}", "")
    left_out = [line for key in blank.optional(model, data) for line in blank.outline(model, key)]
    foot = ("", f"# {descriptions(language).optional}", *(f"# {line}" for line in left_out)) if left_out else ()
    return "\n".join((*head, *blank.live(model, data, spaced=True), *foot)) + "\n"


class _Blank:
    """Lines of a document in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def optional(self, model: type[Record], data: Mapping[str, Written]) -> list[str]:
        """The keys that are offered as comments."""
        return [key for key in _keys(model) if not _is_live(model, key, data) and key not in _LATER]

    def live(self, model: type[Record], data: Mapping[str, Written], *, spaced: bool = False) -> Iterator[str]:
        """The fields that stand in the file, each below the sentence that says what it is for."""
        was_long = False
        for key in (key for key in _keys(model) if _is_live(model, key, data)):
            is_long = spaced and record_of(model, key) is not None
            if is_long or was_long:
                yield ""
            was_long = is_long
            yield f"# {self._explained(model, key)}"
            yield from self._field(model, key, data.get(key))

    def outline(self, model: type[Record], key: str) -> Iterator[str]:
        """A field that may be wanted, with all that it may hold."""
        yield f"{key}:  # {self._explained(model, key)}"
        inner = record_of(model, key)
        if inner:
            below = [line for name in _keys(inner) if name not in _LATER for line in self.outline(inner, name)]
            yield from _item(below) if _is_list(model, key) else _indented(below)

    def _explained(self, model: type[Record], key: str) -> str:
        sentence, values = describe(model, key, self.language), _choices(_annotation(model, key))
        listed = values and not any(value in sentence for value in values)
        return f"{sentence.removesuffix('.')} ({', '.join(values)})." if listed else sentence

    def _field(self, model: type[Record], key: str, value: Written) -> Iterator[str]:
        inner = record_of(model, key)
        if inner is None:
            yield from dump_document({key: value}).splitlines()
            return
        yield f"{key}:"
        if not _is_list(model, key):
            yield from _indented(self._inside(inner, value if isinstance(value, Mapping) else {}))
            return
        items = value if isinstance(value, Sequence) and value else [{}]
        for item in items:
            yield from _item(self._inside(inner, item if isinstance(item, Mapping) else {}))
        if key == _CHAIN and len(items) == 1:
            yield from _item(f"{name}:" for name in inner.needed)

    def _inside(self, model: type[Record], data: Mapping[str, Written]) -> Iterator[str]:
        yield from self.live(model, data)
        for key in self.optional(model, data):
            yield from (f"# {line}" for line in self.outline(model, key))


def _is_live(model: type[Record], key: str, data: Mapping[str, Written]) -> bool:
    return key in data or key in model.needed or (model is not Guide and _is_required(model, key))


def _is_required(model: type[Record], key: str) -> bool:
    return any(field.is_required() for name, field in model.model_fields.items() if (field.alias or name) == key)


def _keys(model: type[Record]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _annotation(model: type[Record], key: str) -> Any:
    return next(field.annotation for name, field in model.model_fields.items() if (field.alias or name) == key)


def _is_list(model: type[Record], key: str) -> bool:
    return get_origin(_annotation(model, key)) is tuple


def _choices(annotation: Any) -> tuple[str, ...]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _item(lines: Iterable[str]) -> Iterator[str]:
    """A mapping as an item of a list: the dash stands before its first key, below what explains it."""
    dashed = False
    for line in lines:
        dash = not dashed and not line.startswith("#")
        dashed = dashed or dash
        yield f"  {'- ' if dash else '  ' if dashed else ''}{line}"
