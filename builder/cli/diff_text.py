"""A comparison for people at a terminal: words that went and words that came, in colours or between marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from builder.changes.rows import Group, Page, Remark, Row, Told
from builder.changes.values import How
from builder.changes.words import Piece
from builder.findings import Severity
from builder.locales.site import counted

_BETWEEN = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "same": ("", "")}
_SHOWN = 3
"""So many places of a finding are named."""
_TOUCHES = 10
"""So many of the lines that rest on an evidence are named."""


def render_text(told: Told, *, colours: bool) -> str:
    """The whole comparison; without `colours` changed words stand between marks."""
    return "\n".join(line for line in _Writer(told, colours).lines()) + "\n"


class _Writer:
    """Writes one comparison."""

    def __init__(self, told: Told, colours: bool) -> None:
        self.told, self.words, self.colours = told, told.words, colours

    def lines(self) -> Iterator[str]:
        """All lines."""
        told, rest = self.told, self.words.rest
        yield self.bold(told.summary)
        for chapter in told.chapters:
            if chapter.heading:
                yield from ("", self.bold(chapter.heading))
            for page in chapter.pages:
                yield from self.page(page)
        if told.behind:
            yield from ("", self.bold(rest.behind), *(f"  {visible(line)}" for line in told.behind))
        for forms, remarks in ((rest.new, told.new), (rest.mended, told.mended)):
            if remarks:
                yield from ("", self.bold(counted(forms, sum(len(remark.places) for remark in remarks))))
                yield from (f"  {self.remark(remark)}" for remark in remarks)
        if told.unheard:
            yield from ("", told.unheard)

    def page(self, page: Page) -> Iterator[str]:
        """A document."""
        yield from ("", f"{self.bold(visible(page.title))}  {page.kind} {page.ref}")
        yield from (f"  {visible(note)}" for note in page.notes)
        if page.folded:
            yield f"  {page.folded}"
        else:
            for group in page.groups:
                yield from self.group(group)
        if page.touches:
            yield f"  {page.touched}"
            yield from (f"    {visible(line)}" for line in page.touches[:_TOUCHES])
        if (more := len(page.touches) - _TOUCHES) > 0:
            yield f"    {counted(self.words.rest.more_lines, more)}"

    def group(self, group: Group) -> Iterator[str]:
        """The changes in one part."""
        note = f"  ({group.note})" if group.note else ""
        if group.heading or note:
            yield f"  {self.bold(visible(group.heading))}{note}"
        for row in group.rows:
            yield from self.row(row)

    def row(self, row: Row) -> Iterator[str]:
        """One change."""
        about = "  ".join(part for part in (row.who, row.length) if part)
        yield f"    {row.label}" + (f"  {about}" if about else "")
        if row.marked:
            yield f"      - {self.pieces(row.marked.old)}"
            yield f"      + {self.pieces(row.marked.new)}"
        elif row.how in {How.MOVED, How.ALTERED}:
            yield f"      {visible(row.old or '')} → {visible(row.new or '')}"
        elif row.how is How.ADDED:
            yield f"      + {self.pieces((Piece('new', row.new or ''),))}"
        else:
            yield f"      - {self.pieces((Piece('gone', row.old or ''),))}"
        yield from (f"      {visible(note)}" for note in row.notes)
        if row.warning:
            yield f"      {click.style(row.warning, fg='yellow', bold=True) if self.colours else row.warning}"

    def pieces(self, pieces: Iterable[Piece]) -> str:
        """A text with what is its own marked; a text that is so as a whole only where colours do it."""
        all_ = tuple(pieces)
        if not self.colours and len(all_) == 1:
            return visible(all_[0].text)
        return " ".join(map(self.piece, all_))

    def piece(self, piece: Piece) -> str:
        """Words that stayed, went or came."""
        text = visible(piece.text)
        if not self.colours:
            first, last = _BETWEEN[piece.state]
            return f"{first}{text}{last}"
        if piece.state == "same":
            return text
        gone = piece.state == "gone"
        return click.style(text, fg="red" if gone else "green", strikethrough=gone, bold=not gone)

    def remark(self, remark: Remark) -> str:
        """A finding with its first places."""
        colour = "red" if remark.severity is Severity.ERROR else "yellow"
        label = click.style(remark.label, fg=colour, bold=True) if self.colours else remark.label
        places = ", ".join(remark.places[:_SHOWN])
        more = len(remark.places) > _SHOWN
        counted_ = f", … ({counted(self.words.rest.places, len(remark.places))})" if more else ""
        return f"{label} {visible(remark.sentence)} {visible(places)}{counted_}"

    def bold(self, text: str) -> str:
        """A heading."""
        return click.style(text, bold=True) if self.colours else text


def visible(text: str) -> str:
    """A text without control characters: what a file holds must not steer the terminal."""
    return "".join(letter if letter.isprintable() or letter in "\u00a0\u202f" else "\ufffd" for letter in text)
