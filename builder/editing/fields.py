"""One field of a document set where it stands: every other byte of the file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.editing.writing import EditError, reads_as, write_text
from builder.source import Location, Node
from builder.yaml_reader import parse_yaml

_NEW_LINE = re.compile(r"\r\n|\n|\r")
_SCALAR = re.compile(
    r"""
    "(?:[^"\\]|\\.)*"
    | '(?:[^']|'')*'
    | (?=[ \t]*(?:[\r\n]|[ \t]\#|$))
    | (?![>|])[^\r\n]+?(?=[ \t]*(?:[\r\n]|$)|[ \t]+\#)
    """,
    re.VERBOSE | re.DOTALL,
)


def set_field(text: str, key: str, value: str, *, after: Sequence[str] = ()) -> str:
    """The YAML text with this top-level field set: replaced, or inserted below the first of `after` that is one line.

    EditError where the file has mistakes, or where the edit would change more than this field.
    """
    parsed = parse_yaml(text, "")
    if not isinstance(parsed.data, dict) or parsed.findings:
        raise EditError("mend what the check says of this file first")
    node, written = parsed.root.child(key), write_text(value)
    edits = _inserted(text, parsed.root, f"{key}: {written}", after) if node is None else _replaced(text, node, written)
    for edited in edits:
        if reads_as(edited, {**parsed.data, key: value}):
            return edited
    raise EditError(f"{key} can't be set here without changing more than that")


def _replaced(text: str, node: Node, written: str) -> Iterator[str]:
    start = _offset(text, node.at_value)
    found = _SCALAR.match(text, start)
    if found and not node.children:
        space = " " if text[start - 1 : start] == ":" else ""
        yield text[:start] + space + written + text[found.end() :]


def _inserted(text: str, root: Node, line: str, after: Sequence[str]) -> Iterator[str]:
    newline = found[0] if (found := _NEW_LINE.search(text)) else "\n"
    for key in after:
        place = _line_end(text, root.child(key))
        if place is not None:
            yield text[:place] + newline + line + text[place:]
    end = "" if not text or text.endswith(("\n", "\r")) else newline
    yield text + end + line + newline


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
