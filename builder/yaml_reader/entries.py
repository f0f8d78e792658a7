"""The lines of a YAML file as a writer sees them: an indentation, dashes, a key, then words over one line or more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.yaml_reader.mistakes import BLOCK_HEADER

_NAME = r"[a-z_][\w-]*"
_KEY = rf"""{_NAME}(?:,[ ]?{_NAME})*|"[^"]*"|'[^']*'"""
_LOOSE_KEY = r"""[^\s:#'"\[\]{}&*!|>%@`,-][^:#]*"""
_HEAD = r"(?P<indent>[ ]*)(?P<dashes>(?:-(?:[ ]+|$))*)(?P<key>(?:%s):(?:[ \t]+|$))?(?P<words>.*)"
_STRICT, _LOOSE = re.compile(_HEAD % _KEY), re.compile(_HEAD % _LOOSE_KEY)
_COMMENT = re.compile(r"(?:^(?=#\s)|(?<=[ \t])[ \t])#.*$|(?<=[\"'\]}])[ \t]+#.*$")
_SHORT = 60
_LOOK_BACK = 40


class Entry(NamedTuple):
    """A key or a dash with its words, from line `first` to line `last` (from 0)."""

    first: int
    last: int
    head: str
    """What stands before the words: indentation, dashes and key."""
    column: int
    """Where the key stands, or the last dash: what belongs to the words stands to its right."""
    words: str
    """The words as written, on one line, without a comment after them."""
    comment: str

    def quoted(self, text: str) -> str:
        """The entry on one line with this text in double quotes."""
        return self.head.rstrip() + " " + in_quotes(text) + self.comment

    def mended(self, text: str) -> str:
        """What to write instead: in quotes if it is short, else as a block; without the entry's indentation."""
        margin = len(self.head) - len(self.head.lstrip(" "))
        if len(text) <= _SHORT and '"' not in text and "\\" not in text:
            return self.quoted(text)[margin:]
        start = self.head.rstrip()[margin:] + " >-" + self.comment
        return start + "\n" + " " * (self.column - margin + 2) + text


def in_quotes(text: str) -> str:
    """A text in YAML's double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_head(line: str) -> bool:
    """Whether a line begins with a dash or a key."""
    found = _STRICT.match(line)
    return found is not None and bool(found["dashes"] or found["key"])


def columns(line: str) -> tuple[int, ...]:
    """Where a line's key and dashes stand, from right to left."""
    found = _STRICT.match(line)
    if found is None:
        return ()
    keys = [found.start("key")] if found["key"] else []
    dashes = [found.start("dashes") + at for at, sign in enumerate(found["dashes"]) if sign == "-"]
    return tuple(sorted(keys + dashes, reverse=True))


def entries(lines: Sequence[str], at: int) -> Iterator[Entry]:
    """The entries that line `at` may belong to: as keys are written here, then with any words before the colon."""
    for pattern in (_STRICT, _LOOSE):
        entry = _entry(lines, at, pattern)
        if entry and entry.first <= at <= entry.last:
            yield entry


def _entry(lines: Sequence[str], at: int, pattern: re.Pattern[str]) -> Entry | None:
    for first in range(at, max(at - _LOOK_BACK, -1), -1):
        found = pattern.match(lines[first])
        if found and (found["dashes"] or found["key"]):
            return None if BLOCK_HEADER.fullmatch(found["words"].strip()) else _whole(lines, first, found)
    return None


def _whole(lines: Sequence[str], first: int, found: re.Match[str]) -> Entry:
    column = found.start("key") if found["key"] else found.start("dashes") + found["dashes"].rindex("-")
    last = _last_line(lines, first, column)
    parts = [found["words"], *(line.strip() for line in lines[first + 1 : last + 1])]
    words = " ".join(part.strip() for part in parts if part.strip())
    comment = _COMMENT.search(words)
    kept = words[: comment.start()] if comment else words
    head = lines[first][: found.start("words")]
    return Entry(first, last, head, column, kept.strip(), "  " + comment.group().strip() if comment else "")


def _last_line(lines: Sequence[str], first: int, column: int) -> int:
    last = first
    for number in range(first + 1, min(first + _LOOK_BACK, len(lines))):
        line = lines[number]
        if line.strip() and (indent(line) <= column or is_head(line) or line.lstrip().startswith("#")):
            break
        if line.strip():
            last = number
    return last
