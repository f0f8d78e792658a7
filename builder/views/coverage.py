"""The coverage as its page shows it: what to write first, the table by guide, signals and stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from builder.addresses import Address
from builder.locales.reports import Reports, typeset_reports
from builder.models import Kind, Ref, Stage, parse_ref
from builder.reports.coverage import Answer, Cell, Coverage, NewGuide, Row, State
from builder.views.reader import PersonaTag, Reader
from builder.views.words import Words

FIRST = 12
"""How many answers to write are shown."""
ROWS = 80
"""How many rows a table has at most: the file holds them all."""
COMMANDS = 60
"""How many guides to write are listed, for those who decide and for the others."""


class CellView(NamedTuple):
    """A cell of a table; `state` is empty for those whom it doesn't concern."""

    who: str
    state: str
    label: str
    address: Address
    edit: str = ""


class RowView(NamedTuple):
    """A row of a table."""

    title: Words
    quoted: bool
    cells: tuple[CellView, ...]


class GroupView(NamedTuple):
    """The objections of a guide."""

    title: Words
    address: Address
    rows: tuple[RowView, ...]


class GridView(NamedTuple):
    """A table: its rows by guide, and how many it doesn't show."""

    groups: tuple[GroupView, ...]
    left_out: int
    guides: int


class ToWrite(NamedTuple):
    """An answer to write."""

    title: Words
    who: str
    shown: int
    guide: Words
    place: str
    address: Address
    edit: str


class Command(NamedTuple):
    """A guide to write, and the command that begins it."""

    anchor: str
    title: Words
    who: PersonaTag
    text: str


class CoverageView(NamedTuple):
    """The page."""

    personas: tuple[PersonaTag, ...]
    total: int
    missing: int
    deciding: int
    """How many of the missing ones somebody who decides lacks."""
    first: tuple[ToWrite, ...]
    later: int
    """How many more answers there are to write."""
    open: GridView
    """Guides where something is missing."""
    whole: GridView
    """Guides where nothing is."""
    signals: tuple[RowView, ...]
    stages: tuple[RowView, ...]
    left_out: int
    """Signals that are not shown."""
    commands: tuple[Command, ...]
    """Guides to write for those who decide."""
    others: tuple[Command, ...]
    """And for those who don't."""
    guides: int
    """How many guides there are to write."""


def coverage_view(reader: Reader, found: Coverage) -> CoverageView:
    """Everything that the page shows."""
    grid = _Grid(reader, found)
    return CoverageView(
        tuple(reader.personas.values()),
        found.total,
        len(found.answers),
        sum(answer.decides for answer in found.to_write),
        tuple(_to_write(reader, answer) for answer in found.to_write[:FIRST]),
        max(0, len(found.to_write) - FIRST),
        grid.table(whole=False),
        grid.table(whole=True),
        tuple(grid.served(row, _signal(reader, row)) for row in found.signals[:ROWS]),
        tuple(grid.served(row, Words(reader.strings.stages[Stage(row.ref)])) for row in found.stages),
        max(0, len(found.signals) - ROWS),
        tuple(_command(reader, guide) for guide in grid.listed if guide.decides),
        tuple(_command(reader, guide) for guide in grid.listed if not guide.decides),
        len(found.guides),
    )


class _Grid:
    """Turns rows of the report into rows of the page."""

    def __init__(self, reader: Reader, found: Coverage) -> None:
        self.reader, self.found = reader, found
        self.words: Reports = typeset_reports(reader.language)
        deciding = [guide for guide in found.guides if guide.decides]
        others = [guide for guide in found.guides if not guide.decides]
        self.listed = (*deciding[:COMMANDS], *others[:COMMANDS])
        self._anchors = {_anchor(guide.ref, guide.persona) for guide in self.listed}

    def table(self, *, whole: bool) -> GridView:
        """The guides where something is missing, or those where nothing is, as far as there is room."""
        groups = [(guide, tuple(rows)) for guide, rows in groupby(self.found.objections, key=lambda row: row.guide)]
        chosen = [group for group in groups if _is_whole(group[1]) is whole]
        shown = tuple(self._group(guide, rows) for guide, rows in _fitting(chosen))
        total = sum(len(rows) for _, rows in chosen)
        return GridView(shown, total - sum(len(group.rows) for group in shown), len(chosen))

    def _group(self, guide: str, rows: tuple[Row, ...]) -> GroupView:
        document = self.reader.knowledge.guides[guide]
        address = self.reader.address(document.ref) or Address("")
        return GroupView(self.reader.title(document), address, tuple(self._objection(row) for row in rows))

    def _objection(self, row: Row) -> RowView:
        ref = parse_ref(row.ref)
        address = (self.reader.address(ref) if ref else None) or Address("")
        by_persona = {cell.persona: cell for cell in row.cells}
        cells = (self._cell(row, tag, by_persona.get(tag.id), address) for tag in self.reader.personas.values())
        return RowView(_objection_title(self.reader, row.ref, row.title), True, tuple(cells))

    def _cell(self, row: Row, tag: PersonaTag, cell: Cell | None, address: Address) -> CellView:
        words = self.words.coverage
        if cell is None:
            return CellView(tag.short, "", "", address)
        if cell.state is State.HOLE:
            edit = _edit(self.reader, self.found.answers[self.found.ranks[row.ref, tag.id] - 1])
            return CellView(tag.short, _hole(tag), words.hole_for.format(who=tag.short), address, edit)
        said = words.own_for if cell.state is State.OWN else words.common_for
        return CellView(tag.short, cell.state, said.format(who=tag.short), address)

    def served(self, row: Row, title: Words) -> RowView:
        """A signal or a stage: a full cell leads to the guide, a hole to the command that begins one."""
        return RowView(title, False, tuple(self._served(row, cell) for cell in row.cells))

    def _served(self, row: Row, cell: Cell) -> CellView:
        tag, words = self.reader.personas[cell.persona], self.words.coverage
        if cell.state is State.HOLE:
            anchor = _anchor(row.ref, tag.id)
            here = Address(f"{self.reader.start}coverage/", anchor if anchor in self._anchors else "_guides")
            return CellView(tag.short, _hole(tag), words.hole_for.format(who=tag.short), here)
        said = words.own_guide if cell.state is State.OWN else words.common_guide
        address = self.reader.address(Ref(Kind.GUIDE, cell.guide)) or Address("")
        return CellView(tag.short, cell.state, words.guide_for.format(who=tag.short, guide=said), address)


def _is_whole(rows: Iterable[Row]) -> bool:
    return all(cell.state is not State.HOLE for row in rows for cell in row.cells)


def _fitting(groups: Iterable[tuple[str, tuple[Row, ...]]]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Guides until the table is full, never half a guide."""
    room = ROWS
    for guide, rows in groups:
        room -= len(rows)
        if room < 0:
            return
        yield guide, rows


def _hole(tag: PersonaTag) -> str:
    return "hole signs" if tag.decides else "hole"


def _edit(reader: Reader, answer: Answer) -> str:
    link = reader.source_link(answer.path)
    return f"{link}#L{answer.line}" if link else ""


def _to_write(reader: Reader, answer: Answer) -> ToWrite:
    ref = parse_ref(answer.ref)
    return ToWrite(
        _objection_title(reader, answer.ref, answer.title),
        reader.personas[answer.persona].short,
        answer.shown,
        reader.title(reader.knowledge.guides[answer.guide]),
        f"{answer.path}:{answer.line}",
        (reader.address(ref) if ref else None) or Address(""),
        _edit(reader, answer),
    )


def _objection_title(reader: Reader, ref: str, title: str) -> Words:
    """The objection in its own words, marked where they are in another language than the page."""
    found = parse_ref(ref)
    guide = reader.knowledge.guides.get(found.id) if found else None
    for shown in reader.objections(guide) if guide and found else ():
        if found and shown.anchor == found.anchor:
            return Words(title, reader.language_of(shown.owner, ("objections", shown.place, "they_say")))
    return Words(title)


def _signal(reader: Reader, row: Row) -> Words:
    ref = parse_ref(row.ref)
    return reader.title(reader.knowledge.signals[ref.id]) if ref else Words(row.title)


def _anchor(ref: str, persona: str) -> str:
    return f"_new-{ref.replace(':', '-')}-{persona}"


def _command(reader: Reader, guide: NewGuide) -> Command:
    ref = parse_ref(guide.ref)
    is_signal = ref is not None and ref.kind is Kind.SIGNAL
    title = reader.title(reader.knowledge.signals[ref.id]) if ref and is_signal else None
    return Command(
        _anchor(guide.ref, guide.persona),
        title or Words(reader.strings.stages[Stage(guide.ref)]),
        reader.personas[guide.persona],
        guide.command,
    )
