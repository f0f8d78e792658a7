"""Data to YAML as our reader reads it: plain words, quotes where they would break, blocks for what is spoken."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.yaml_reader import parse_yaml

WIDTH = 100
"""Columns that a block's lines and a list in brackets keep to."""

_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_WORD = re.compile(r"[\w#:./-]+")


class EditError(ValueError):
    """A text that can't be written, or an edit that would not read back as what was wanted: nothing was changed."""


class Spoken(str):
    """What is said aloud: written as a block, its words on the next line."""

    __slots__ = ()


Written = Mapping[str, "Written"] | Sequence["Written"] | str | None
"""What is written: texts (a `Spoken` one as a block) and nothing, in lists and under keys."""


def dump_document(data: Mapping[str, Written]) -> str:
    """A YAML document that reads back as `data`; EditError where none does."""
    text = "".join(f"{line}\n" for line in _mapping(data))
    if not reads_as(text, data):
        raise EditError("this document can't be written as YAML")
    return text


def write_text(value: str, *, inside_brackets: bool = False) -> str:
    """A text as it stands after a key or a dash: plain where that reads back as it is, else in double quotes."""
    for written in (value, _quoted(value)):
        if _holds(written, value, inside_brackets=inside_brackets):
            return written
    raise EditError(f"this text can't be written as YAML: {value!r}")


def reads_as(text: str, wanted: object) -> bool:
    """Whether our reader reads a YAML text as exactly this, without a finding."""
    try:
        parsed = parse_yaml(text, "")
    except UnicodeEncodeError:
        return False
    return not parsed.findings and parsed.data == _plain(wanted)


def _plain(data: object) -> Any:
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if data is None or isinstance(data, str):
        return data
    return [_plain(item) for item in data] if isinstance(data, Sequence) else data


def _holds(written: str, value: str, *, inside_brackets: bool) -> bool:
    """Whether the text means the same under a key at any depth and in a list."""
    if inside_brackets:
        return reads_as(f"k: [{written}, {written}]\n", {"k": [value, value]})
    return reads_as(
        f"k: {written}\nl:\n  k: {written}\nm:\n  - {written}\n", {"k": value, "l": {"k": value}, "m": [value]}
    )


def _quoted(value: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _key(key: str) -> str:
    """A key as it stands before its colon: in quotes where it would be taken for a sentence or break."""
    wanted = {"k": {key: "v"}, "l": [{key: None}]}
    return key if reads_as(f"k:\n  {key}: v\nl:\n  - {key}:\n", wanted) else _quoted(key)


def _mapping(data: Mapping[str, Written]) -> Iterator[str]:
    for key, value in data.items():
        yield from _under(f"{_key(key)}:", value)


def _under(head: str, value: Written) -> Iterator[str]:
    """The lines of a value whose first line begins with `head`: `key:` or `-`."""
    if value is None:
        yield head
    elif isinstance(value, str):
        yield from _scalar(head, value)
    elif not value:
        yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, Mapping):
        yield from _below(head, _mapping(value))
    elif (line := f"{head} {_in_brackets(value)}") and head != "-" and _short(value) and len(line) <= WIDTH:
        yield line
    else:
        yield from _below(head, (line for item in value for line in _under("-", item)))


def _scalar(head: str, value: str) -> Iterator[str]:
    block = _block(value) if isinstance(value, Spoken) or "\n" in value else None
    if block:
        yield f"{head} {block[0]}"
        yield from (f"  {line}" if line else "" for line in block[1])
    else:
        yield f"{head} {write_text(value)}"


def _block(value: str) -> tuple[str, list[str]] | None:
    """The header and the lines of a text as a block; None where a block would not read back as it."""
    lines = textwrap.wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
    for header, body in ((">-", lines), (">-", [value]), ("|-", value.split("\n"))):
        text = "\n".join(f"  {line}" if line else "" for line in body)
        if reads_as(f"k: {header}\n{text}\n", {"k": value}):
            return header, body
    return None


def _below(head: str, lines: Iterator[str]) -> Iterator[str]:
    """Indented lines under a key; beside a dash the first of them stands on its line."""
    first = next(lines)
    if head == "-":
        yield f"- {first}"
    else:
        yield head
        yield f"  {first}"
    yield from (f"  {line}" if line else "" for line in lines)


def _short(items: Sequence[Written]) -> bool:
    return all(isinstance(item, str) and _WORD.fullmatch(item) for item in items)


def _in_brackets(items: Sequence[Written]) -> str:
    return f"[{', '.join(write_text(item, inside_brackets=True) for item in items if isinstance(item, str))}]"
