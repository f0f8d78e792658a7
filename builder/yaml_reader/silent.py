"""Mistakes that YAML reads without a murmur: words are lost, or a sentence becomes something else than a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yaml.events import ScalarEvent

from builder.source import Node

Event = Any
"""An event of PyYAML: its types call the marks optional, but what has been read always has them."""

HARD_SPACES = "\u00a0\u2007\u202f"
"""Spaces that look like any other and that YAML takes for letters."""

_BLOCK = ("|", ">")
_NAMES = re.compile(r"[a-z0-9_-]+(?:\s*,\s*[a-z0-9_-]+)*")
_SENTENCE = re.compile(r"\s|['’]|[^\W\d_a-zA-Z]")
_EXCUSE = re.compile(r"\s#\s*talktrack\s*:", re.IGNORECASE)
"""A comment that nobody takes for the end of a sentence."""
_SWALLOWED = re.compile(r"(?P<indent> *)(?:- |[a-z_][\w-]*:(?: |$))")
_GLUED = re.compile(r"\s*(?:[a-z_][\w-]*:[^\s/]|[a-z_][\w-]*:[\u00a0\u202f]|-[^\W\d_])")
_SURELY_GLUED = re.compile(r"[a-z_][\w-]*:[^\s/a-z0-9+]|[a-z_][\w-]*:[\u00a0\u202f]|-[^\W\d_]")


class StopError(Exception):
    """Reading stops at this line and column (from 0): what stands there was meant otherwise, or is too much."""

    def __init__(self, line: int, column: int, code: str = "syntax", variant: str = "", problem: str = "") -> None:
        super().__init__(problem)
        self.line, self.column = line, column
        self.code, self.variant, self.problem = code, variant, problem


class SilentMistakes:
    """Looks at the source around each value; raises StopError where it was surely meant otherwise.

    Places in `tolerated` have been reported already.
    """

    def __init__(self, lines: Sequence[str], tolerated: frozenset[tuple[int, int]]) -> None:
        self._lines = lines
        self._tolerated = tolerated
        self.hashes = any(" #" in line or "\t#" in line for line in lines)

    def check_text(self, event: Event, node: Node) -> None:
        """A text cut by ` #`, one that began as a tag, a quoted one that swallowed keys, keys glued to their text."""
        if event.style:
            if event.style in "\"'" and event.end_mark.line >= node.line:
                self._check_swallowed(event, node)
            return
        if self.hashes:
            self._check_cut(event, node)
        if event.tag:
            self._check_exclamation(node)
        if node.line > node.key_line > 0:
            self._check_glued(event, node)

    def check_sentence(self, key: Event, value: Event, *, in_list: bool) -> None:
        """A sentence with a colon, alone in its place: `- Ma question : qui décide ?` is no key with a value."""
        if not isinstance(value, ScalarEvent) or value.style in _BLOCK or key.style or _NAMES.fullmatch(key.value):
            return
        end = key.end_mark
        spaced = self._lines[end.line][end.column : end.column + 1] == " "
        if spaced or (in_list and (key.value[0].isupper() or _SENTENCE.search(key.value))):
            self._stop(key.start_mark.line, key.start_mark.column, "syntax", "colon")

    def check_key(self, key: Event) -> None:
        """A key pushed right by hard spaces, which YAML takes for letters, or one glued to its text."""
        if key.style:
            return
        if key.value[0] in HARD_SPACES:
            self._stop(key.start_mark.line, key.start_mark.column, "syntax", "hard-space")
        if _SURELY_GLUED.match(key.value):
            self._stop(key.start_mark.line, key.start_mark.column, "syntax", _glue(key.value))

    def check_alias(self, event: Event) -> None:
        """A text that begins with a star, such as `*vraiment`."""
        self._stop(event.start_mark.line, event.start_mark.column, "syntax", "star")

    def _check_cut(self, event: Event, node: Node) -> None:
        end = event.end_mark
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        cut = len(rest) > 1 and rest[0] in " \t" and rest[1] == "#" and (event.value or rest[2:3].strip())
        if cut and not _EXCUSE.match(rest):
            self._stop(node.line - 1, node.column - 1, "lost-text", "comment")

    def _check_exclamation(self, node: Node) -> None:
        """`!Attention au délai` loses its first word; `!!str` and `!ENV` are tags that somebody meant."""
        word = self._lines[node.line - 1][node.column - 1 :].split()[0]
        if not word.startswith(("!!", "!<")) and not word[1:].isupper():
            self._stop(node.line - 1, node.column - 1, "lost-text", "tag")

    def _check_swallowed(self, event: Event, node: Node) -> None:
        for line in self._lines[node.line : event.end_mark.line + 1]:
            found = _SWALLOWED.match(line)
            if found and len(found["indent"]) <= self._margin(node):
                self._stop(node.line - 1, node.column - 1, "syntax", "unclosed")

    def _margin(self, node: Node) -> int:
        first = self._lines[node.line - 1]
        return node.key_column - 1 if node.key_line else len(first) - len(first.lstrip(" "))

    def _check_glued(self, event: Event, node: Node) -> None:
        lines = self._lines[node.line - 1 : event.end_mark.line + 1]
        several = len(lines) > 1 and all(_GLUED.match(line) for line in lines)
        if several or _SURELY_GLUED.match(event.value):
            self._stop(node.line - 1, node.column - 1, "syntax", _glue(event.value))

    def _stop(self, line: int, column: int, code: str, variant: str) -> None:
        if (line, column) not in self._tolerated:
            raise StopError(line, column, code, variant)


def _glue(text: str) -> str:
    return "dash-space" if text.startswith("-") else "colon-space"
