"""YAML as a writer lays it out: one field a line, long lines in blocks."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

Data = dict[str, Any]
WIDTH = 116


def yaml_text(data: Data) -> str:
    """A document as YAML."""
    return "".join(line + "\n" for line in _mapping(data, ""))


def _mapping(data: Data, indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict | list):
            yield f"{indent}{key}:"
            for item in value:
                yield from _item(item, indent + "  ")
        elif isinstance(value, list) and len(indent + key) + sum(map(len, value)) > WIDTH:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_text(item)}" for item in value)
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(_text(item) for item in value)}]"
        elif len(indent + key + value) > WIDTH:
            yield f"{indent}{key}: >-"
            yield from (f"{indent}  {line}" for line in textwrap.wrap(value, WIDTH))
        else:
            yield f"{indent}{key}: {_text(value)}"


def _item(item: Data | list[str], indent: str) -> Iterator[str]:
    if isinstance(item, list):
        yield f"{indent}- [{', '.join(map(_text, item))}]"
        return
    first, *rest = _mapping(item, indent + "  ")
    yield f"{indent}- {first.strip()}"
    yield from rest


def _text(value: str) -> str:
    plain = value[0].isalnum() and not any(mark in value for mark in (": ", " #", ", ", "[", "]", "{", "}"))
    return value if plain else json.dumps(value, ensure_ascii=False)
