"""A comparison as Markdown: the body of a pull request, or a comment on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.changes.rows import Chapter, Group, Page, Remark, Row, Told
from builder.changes.values import How
from builder.changes.words import Piece
from builder.locales.site import counted
from builder.typography import JOINER

LIMIT = 60_000
"""So many characters a forge takes, with room for what stands around."""

_SHOWN = 3
"""So many places of a finding are named."""
_TOUCHES = 10
"""So many of the lines that rest on an evidence are named."""
_ROOM = 2_000
"""Kept free for what stands below the documents."""
_MARKUP = re.compile(r"^([#>+=-]|\d+(?=[.)]))|([\\`*_\[\]|~$])")
"""What means something at the beginning, and what does anywhere."""
_SIGILS = re.compile(r"([@#!$%&~:])(?=\w)|(?<=\w)(?=://)|\b(?<=www)(?=\.)|(?<=GH)(?=-\d)")
_HASH = re.compile(r"\b(?=[0-9a-f]*\d)([0-9a-f]{3})(?=[0-9a-f]{4,37}\b)")


def escaped(text: str) -> str:
    """A text that stays text: no markup, no HTML, no mention, no link to an issue, a commit or another site."""
    calm = _HASH.sub(rf"\1{JOINER}", _SIGILS.sub(lambda found: f"{found[1] or ''}{JOINER}", " ".join(text.split())))
    calm = calm.replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(_escape, calm)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def render_markdown(told: Told, *, limit: int = LIMIT) -> str:
    """What is heard most first; what does not fit is counted."""
    head = f"## {escaped(told.title)}\n\n**{escaped(told.summary)}**\n"
    foot = "".join(_foot(told, (limit - _ROOM) // 3))
    left = limit - len(head) - len(foot) - _ROOM // 2
    body, hidden = [], 0
    for chapter in told.chapters:
        kept, left_out, left = _fitting(chapter, left, told)
        body += kept
        hidden += left_out
    more = [f"\n_{escaped(counted(told.words.rest.more, hidden))}_\n"] if hidden else []
    return "".join((head, *body, *more, foot))


def _fitting(chapter: Chapter, left: int, told: Told) -> tuple[list[str], int, int]:
    """As much of a chapter as fits, how many of its documents do not, and how much room is left."""
    texts = [f"\n## {escaped(chapter.heading)}\n"] if chapter.heading else []
    left -= sum(map(len, texts))
    for n, page in enumerate(chapter.pages):
        text = "".join(_page(page, told))
        if len(text) > left:
            part = _beginning(page, told, left)
            texts = [*texts, part] if part else texts
            hidden = len(chapter.pages) - n - bool(part)
            return (texts if n or part else []), hidden, 0
        texts.append(text)
        left -= len(text)
    return texts, 0, left


def _beginning(page: Page, told: Told, left: int) -> str:
    """The first parts of a document that does not fit as a whole; nothing where not one does."""
    for shown in range(len(page.groups) - 1, 0, -1):
        rest = sum(max(1, len(group.rows)) for group in page.groups[shown:])
        note = f"\n_{escaped(counted(told.words.rest.more_changes, rest))}_\n"
        text = "".join(_page(page._replace(groups=page.groups[:shown], touches=()), told)) + note
        if len(text) <= left:
            return text
    return ""


def _page(page: Page, told: Told) -> Iterator[str]:
    yield f"\n### {escaped(page.title)}\n\n{escaped(page.kind)} {_code(page.ref)}\n"
    for note in page.notes:
        yield f"\n_{escaped(note)}_\n"
    if page.folded:
        yield f"\n<details><summary>{escaped(page.folded)}</summary>\n"
    for group in page.groups:
        yield from _group(group, told.words.change.colon)
    if page.folded:
        yield "\n</details>\n"
    if page.touches:
        yield f"\n{escaped(page.touched)}\n\n"
        yield from (f"- {escaped(line)}\n" for line in page.touches[:_TOUCHES])
    if (more := len(page.touches) - _TOUCHES) > 0:
        yield f"- _{escaped(counted(told.words.rest.more_lines, more))}_\n"


def _group(group: Group, colon: str) -> Iterator[str]:
    if group.heading:
        note = f" · _{escaped(group.note)}_" if group.note else ""
        yield f"\n**{escaped(group.heading)}** {_code(group.ref)}{note}\n"
    elif group.note:
        yield f"\n_{escaped(group.note)}_\n"
    yield "\n" if group.rows else ""
    for row in group.rows:
        yield from _row(row, colon)


def _row(row: Row, colon: str) -> Iterator[str]:
    about = " · ".join(escaped(part) for part in (row.who, row.length) if part)
    label = f"**{escaped(row.label)}**" + (f" · {about}" if about else "")
    if row.marked:
        yield f"- {label}\n  - {_pieces(row.marked.old)}\n  - {_pieces(row.marked.new)}\n"
    elif row.how in {How.ALTERED, How.MOVED}:
        yield f"- {label}{colon} {escaped(row.old or '')} → **{escaped(row.new or '')}**\n"
    elif row.how is How.ADDED:
        yield f"- {label}{colon} **{escaped(row.new or '')}**\n"
    else:
        yield f"- {label}{colon} ~~{escaped(row.old or '')}~~\n"
    notes = (*row.notes, *((f"⚠ {row.warning}",) if row.warning else ()))
    yield from (f"  - _{escaped(note)}_\n" for note in notes)


def _pieces(pieces: Iterable[Piece]) -> str:
    marks = {"same": "", "gone": "~~", "new": "**"}
    return " ".join(f"{marks[piece.state]}{escaped(piece.text)}{marks[piece.state]}" for piece in pieces)


def _code(ref: str) -> str:
    """A ref as code: it holds letters, digits and signs that mean nothing there."""
    return f"`{ref}`"


def _foot(told: Told, limit: int) -> Iterator[str]:
    rest = told.words.rest
    if told.behind:
        yield f"\n## {escaped(rest.behind)}\n\n"
        yield from _listed((f"- {escaped(line)}\n" for line in told.behind), told, limit // 3)
    for forms, remarks in ((rest.new, told.new), (rest.mended, told.mended)):
        if remarks:
            yield f"\n## {escaped(counted(forms, len(remarks)))}\n\n"
            yield from _listed((_remark(remark, told) for remark in remarks), told, limit // 3)
    if told.unheard:
        yield f"\n---\n\n{escaped(told.unheard)}\n"


def _remark(remark: Remark, told: Told) -> str:
    places, shown = remark.places, remark.places[:_SHOWN]
    more = f" ({escaped(counted(told.words.rest.places, len(places)))})" if len(places) > len(shown) else ""
    return f"- {_code(remark.label)} {escaped(remark.sentence)} {', '.join(map(_code, shown))}{more}\n"


def _listed(lines: Iterable[str], told: Told, limit: int) -> Iterator[str]:
    """As many lines as fit; the others are counted."""
    waiting = list(lines)
    while waiting and len(waiting[0]) <= limit:
        limit -= len(waiting[0])
        yield waiting.pop(0)
    if waiting:
        yield f"- _{escaped(counted(told.words.rest.more_changes, len(waiting)))}_\n"
