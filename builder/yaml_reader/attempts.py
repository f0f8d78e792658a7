"""One reading of a text to its end, or to the place where it has to stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import yaml

from builder.findings import Finding
from builder.source import Node
from builder.yaml_reader.building import DEPTH_LIMIT, Builder, Data, Options
from builder.yaml_reader.mending import Mend
from builder.yaml_reader.silent import StopError

Places = frozenset[tuple[int, int]]
_BEGAN_BEFORE = (
    "while parsing a block mapping",
    "while parsing a block collection",
    "while scanning a plain scalar",
    "while scanning a block scalar",
)
"""What may have begun long before the mistake: these alone say nothing about its place."""


_DEEP = re.compile(rf"(?:[\[{{]\s*){{{DEPTH_LIMIT}}}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and why reading stopped if it did."""

    data: Data
    root: Node
    findings: tuple[Finding, ...]
    stop: StopError | None = None
    mends: tuple[Mend, ...] = ()
    """The guesses that turned out right."""

    @property
    def reached(self) -> tuple[float, int]:
        """The line and column at which reading stopped (from 0), infinity if it came to the end."""
        return (self.stop.line, self.stop.column) if self.stop else (inf, 0)


def read(lines: Sequence[str], options: Options, tolerated: Places = frozenset()) -> Reading:
    """Reads the lines; mistakes at the places in `tolerated` (line and column from 0) don't stop it."""
    builder = Builder(lines, options, tolerated)
    try:
        data, root = builder.document()
    except StopError as stop:
        return Reading(None, Node(options.path), tuple(builder.findings), stop)
    except yaml.MarkedYAMLError as error:
        return Reading(None, Node(options.path), tuple(builder.findings), _stop(error, lines))
    if data is None:
        data, root = {}, Node(options.path)
    if not isinstance(data, dict):
        no_keys = StopError(root.line - 1, root.column - 1, "wrong-type", "root")
        return Reading(None, Node(options.path), tuple(builder.findings), no_keys)
    return Reading(data, root, tuple(builder.findings))


def _stop(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> StopError:
    """Where the mistake is: libyaml often notices it only lines after what it was reading began."""
    deep = _DEEP.search(lines[min(error.problem_mark.line, len(lines) - 1)]) if error.problem_mark else None
    if error.problem_mark and deep:
        return StopError(error.problem_mark.line, deep.end() - 1, "too-large", "depth")
    mark = error.problem_mark
    if error.context_mark and error.context and error.context not in _BEGAN_BEFORE:
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines) or not lines[line].strip():
        line = next((n for n in range(min(line, len(lines)) - 1, -1, -1) if lines[n].strip()), 0)
        column = len(lines[line]) - len(lines[line].lstrip())
    return StopError(line, column, problem=error.problem or "")
