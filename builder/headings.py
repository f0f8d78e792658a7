"""The anchors of a hand-written page, known long before MkDocs renders it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.text import heading_slug, plain

_ATX = re.compile(r"^#{1,6}(?P<title>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_OWN_ID = re.compile(r"\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_COUNTED = re.compile(r"(?P<name>.*)_(?P<count>\d+)$")


def anchors_of(markdown: str) -> frozenset[str]:
    """The anchors of a page's headings; a title that comes again gets _1, _2… as in Python-Markdown."""
    anchors: set[str] = set()
    for title in _titles(markdown.splitlines()):
        anchors.add(_unique(_anchor(title.strip()), anchors))
    return frozenset(anchors)


def _titles(lines: list[str]) -> Iterator[str]:
    """Headings that begin with # or are underlined, outside of fenced code."""
    fenced = False
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (heading := _ATX.match(line)):
            yield heading["title"]
        elif not fenced and not before.strip() and line.strip() and _UNDERLINE.match(after):
            yield line


def _anchor(title: str) -> str:
    own = _OWN_ID.search(title)
    return own["id"] if own else heading_slug(plain(title))


def _unique(anchor: str, taken: set[str]) -> str:
    while anchor in taken or not anchor:
        counted = _COUNTED.match(anchor)
        anchor = f"{counted['name']}_{int(counted['count']) + 1}" if counted else f"{anchor}_1"
    return anchor
