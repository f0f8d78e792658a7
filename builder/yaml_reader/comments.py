"""The comments of a YAML text: what stands after `#` outside of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from builder.yaml_reader.building import Loader
from builder.yaml_reader.silent import Event

_MARK = re.compile(r"(?<!\S)#")
_WHOLE_LINE = 1 << 30


class Comment(NamedTuple):
    """A comment: its place from 1, its words without `#`, and whether nothing else stands on its line."""

    line: int
    column: int
    text: str
    alone: bool


def comments(text: str) -> tuple[Comment, ...]:
    """The comments of a text, in order; of one that is no YAML those before its mistake."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    values, end = _values("\n".join(lines))
    return tuple(_comments(lines[:end], values))


def _comments(lines: list[str], values: Mapping[int, list[tuple[int, int]]]) -> Iterator[Comment]:
    for number, line in enumerate(lines):
        inside = values.get(number, [])
        for mark in _MARK.finditer(line):
            if not any(start <= mark.start() < end for start, end in inside):
                words = line[mark.end() :].strip()
                yield Comment(number + 1, mark.start() + 1, words, not line[: mark.start()].strip())
                break


def _values(text: str) -> tuple[Mapping[int, list[tuple[int, int]]], int | None]:
    """By line the columns that values take up (all from 0), and the line that reading stopped at."""
    found: dict[int, list[tuple[int, int]]] = {}
    try:
        for event in yaml.parse(text, Loader):
            if isinstance(event, ScalarEvent):
                for line, start, end in _taken(event):
                    found.setdefault(line, []).append((start, end))
    except yaml.MarkedYAMLError as error:
        return found, error.problem_mark.line if error.problem_mark else 0
    return found, None


def _taken(event: Event) -> Iterator[tuple[int, int, int]]:
    """The columns of each line that a value takes up; a block begins on the line below its `>-`."""
    start, end = event.start_mark, event.end_mark
    first = start.line + 1 if event.style in {"|", ">"} else start.line
    for line in range(first, end.line + 1):
        yield line, start.column if line == start.line else 0, end.column if line == end.line else _WHOLE_LINE
