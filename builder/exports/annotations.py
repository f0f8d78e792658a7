"""Findings as annotations of a workflow on GitHub: beside the lines of a pull request, errors before warnings.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (the runner shows ten of each a step).
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.exports.findings import Found, Item
from builder.findings import Severity

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render_annotations(value: Found) -> str:
    """One workflow command a finding."""
    ordered = sorted(value.findings, key=lambda item: item.severity is not Severity.ERROR)
    return "".join(f"{_command(value, item)}\n" for item in ordered)


def _command(value: Found, item: Item) -> str:
    properties = {"file": value.path(item), "line": item.line, "col": item.column, "title": item.code}
    said = ",".join(f"{name}={_escaped(str(each), _PROPERTY)}" for name, each in properties.items())
    message = "\n".join(text for text in (item.message, item.why, item.hint) if text)
    return f"::{item.severity} {said}::{_escaped(message, _DATA)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)
