"""Where the texts of a YAML file begin and end: for edits inside of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from builder.yaml_reader.building import Loader
from builder.yaml_reader.silent import Event


class Scalar(NamedTuple):
    """A key or a value as it is written: its first line and column and those behind it (from 0), and what it says."""

    line: int
    column: int
    end_line: int
    end_column: int
    style: str
    """The sign that it begins with: a quote, `|` or `>`; empty for plain words."""
    value: str


def scalars(text: str) -> Iterator[Scalar]:
    """The keys and values of a text, in order; of one that is no YAML those before its mistake."""
    try:
        for event in yaml.parse(text, Loader):
            if isinstance(event, ScalarEvent):
                start, end = _marks(event)
                yield Scalar(start.line, start.column, end.line, end.column, event.style or "", event.value)
    except yaml.YAMLError:
        return


def _marks(event: Event) -> tuple[yaml.Mark, yaml.Mark]:
    return event.start_mark, event.end_mark
