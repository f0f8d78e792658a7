"""The sections of a hand-written page: their anchors and words, known long before MkDocs renders it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from builder.documents import Section
from builder.text import heading_slug, plain

_ATX = re.compile(r"^#{1,6}(?P<title>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_OWN_ID = re.compile(r"\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_COUNTED = re.compile(r"(?P<name>.*)_(?P<count>\d+)$")
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z][^>]*>", re.DOTALL | re.IGNORECASE)
_NO_TEXT = re.compile(r"^\s*(?:\[TOC\]|\[[^\]^]+\]:\s.*|[|:\-\s]*-{3,}[|:\-\s]*|(?:\*\s*){3,}|(?:_\s*){3,})$")
"""A table of contents, the address of a link, the line under a table's head, a rule."""
_OPENING = re.compile(
    r"^\s*(?:>\s?)*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|(?:!!!|\?\?\?\+?|===\+?!?)\s*[\w -]*|\[\^[^\]]+\]:|:\s+)?"
)
"""What makes a line a quote, an item, an admonition, a tab, a footnote."""
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][^}]*\}|\{:[^}]*\}")
_IMAGE = re.compile(r"!(?=\[)")
_BY_NAME = re.compile(r"\[([^\[\]]+)\]\s?\[[^\[\]]*\]")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")


def sections_of(markdown: str) -> tuple[Section, ...]:
    """What stands before the first heading (it has no anchor and no title), then each heading with its text.

    A title that comes again gets the anchor _1, _2… as in Python-Markdown.
    """
    found, taken = [Section("", "", "")], set[str]()
    text: list[str] = []
    for title, line in _lines(_FRONT_MATTER.sub("", markdown).splitlines()):
        if title is None:
            text.append(line)
            continue
        found[-1] = found[-1]._replace(text=_said(text))
        anchor, text = _unique(_anchor(title.strip()), taken), []
        taken.add(anchor)
        found.append(Section(anchor, _said([_OWN_ID.sub("", title)]), ""))
    found[-1] = found[-1]._replace(text=_said(text))
    return tuple(section for section in found if section.anchor or section.text)


def _lines(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Each line, with its title where it is a heading: it begins with # or is underlined, outside of fenced code."""
    fenced = underlined = False
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if underlined:
            underlined = False
        elif _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (heading := _ATX.match(line)):
            yield heading["title"], line
        elif not fenced and not before.strip() and line.strip() and _UNDERLINE.match(after):
            underlined = True
            yield line, line
        else:
            yield None, line


def _anchor(title: str) -> str:
    own = _OWN_ID.search(title)
    return own["id"] if own else heading_slug(plain(title))


def _unique(anchor: str, taken: set[str]) -> str:
    while anchor in taken or not anchor:
        counted = _COUNTED.match(anchor)
        anchor = f"{counted['name']}_{int(counted['count']) + 1}" if counted else f"{anchor}_1"
    return anchor


def _said(lines: Iterable[str]) -> str:
    """The words of Markdown lines without what only lays them out."""
    seen = _HIDDEN.sub(" ", "\n".join(lines))
    words = (_words(line) for line in seen.splitlines() if not _NO_TEXT.match(line))
    return " ".join(" ".join(words).split())


def _words(line: str) -> str:
    bare = _FOOTNOTE.sub("", _ATTRIBUTES.sub("", _OPENING.sub("", line, count=1)))
    return html.unescape(plain(_BY_NAME.sub(r"\1", _IMAGE.sub("", bare)).replace("|", " ")).replace("\\", ""))
