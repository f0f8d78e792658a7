"""One field of a document set where it stands: every other byte of the file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.editing.writing import EditError, reads_as, write_text
from builder.source import Location, Node
from builder.yaml_reader import parse_yaml

_NEW_LINE = re.compile(r"\r\n|\n|\r")
_SCALAR = re.compile(
    r"""
    "(?:[^"\\]|\\.)*"
    | '(?:[^']|'')*'
    | (?P<empty>(?=[ \t]*(?:[\r\n]|[ \t]\#|$)))
    | (?![>|])[^\r\n]+?(?=[ \t]*(?:[\r\n]|$)|[ \t]+\#)
    """,
    re.VERBOSE | re.DOTALL,
)


def set_field(text: str, key: str, value: str, *, after: Sequence[str] = ()) -> str:
    """The YAML text with this top-level field set: replaced, or inserted after the first of `after` that stands on one line.

    EditError where the file has mistakes, or where the edit would change more than this field.
    """
    parsed = parse_yaml(text, "")
    if not isinstance(parsed.data, dict) or parsed.findings:
        raise EditError("mend what the check says of this file first")
    node = parsed.root.child(key)
    edited = _inserted(text, parsed.root, f"{key}: {write_text(value)}", after) if node is None else _replaced(text, node, value)
    if not reads_as(edited, {**parsed.data, key: value}):
        raise EditError(f"{key} can't be set here without changing more than that")
    return edited


def _replaced(text: str, node: Node, value: str) -> str:
    start = _offset(text, node.at_value)
    found = _SCALAR.match(text, start)
    if node.children or found is None:
        raise EditError("only a text on one line can be replaced")
    space = " " if text[start - 1 : start] == ":" else ""
    return text[:start] + space + write_text(value) + text[found.end() :]


def _inserted(text: str, root: Node, line: str, after: Sequence[str]) -> str:
    newline = found[0] if (found := _NEW_LINE.search(text)) else "\n"
    for key in after:
        place = _line_end(text, root.child(key))
        if place is not None:
            return text[:place] + newline + line + text[place:]
    end = "" if not text or text.endswith(("\n", "\r")) else newline
    return text + end + line + newline


def _line_end(text: str, node: Node | None) -> int | None:
    """Where the line of a field ends, None where the field is not there or goes on below."""
    if node is None or node.children:
        return None
    value = _SCALAR.match(text, _offset(text, node.at_value))
    if value is None:
        return None
    end = _NEW_LINE.search(text, value.end())
    return end.start() if end else len(text)


def _offset(text: str, place: Location) -> int:
    """How many characters stand before a place."""
    start = text.startswith("\ufeff")
    lines = [start, *(found.end() for found in _NEW_LINE.finditer(text))]
    return lines[place.line - 1] + place.column - 1
