"""The anchors of a hand-written page, known long before MkDocs renders it."""

from __future__ import annotations

import re

from builder.text import heading_slug, plain

_ATX = re.compile(r"^(#{1,6})\s+(?P<title>.+?)\s*#*\s*$")
_OWN_ID = re.compile(r"\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def anchors_of(markdown: str) -> frozenset[str]:
    """The anchors of a page's headings; a title that comes again gets _1, _2… as in Python-Markdown."""
    anchors: list[str] = []
    fenced = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (heading := _ATX.match(line)):
            anchors.append(_unique(_anchor(heading["title"]), anchors))
    return frozenset(anchors)


def _anchor(title: str) -> str:
    own = _OWN_ID.search(title)
    return own["id"] if own else heading_slug(plain(title))


def _unique(anchor: str, taken: list[str]) -> str:
    if anchor not in taken:
        return anchor
    return next(name for n in range(1, len(taken) + 2) if (name := f"{anchor}_{n}") not in taken)
