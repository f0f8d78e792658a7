"""Reports as tables that Excel opens: CSV with the separator that the language's Excel expects, marked as UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.locales.findings import word
from builder.locales.reports import ColumnWords, Reports, reports
from builder.locales.site import site
from builder.models import Ref, Stage, parse_ref
from builder.reports.basis import Basis
from builder.reports.by_owner import by_owner
from builder.reports.coverage import Cell, Coverage, Row, State, coverage
from builder.reports.crossing import crossing
from builder.reports.freshness import freshness
from builder.reports.health import health
from builder.text import plain

_LIST = ", "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that Excel would run."""

Cells = tuple[str | int, ...]


class Table(NamedTuple):
    """A head and rows."""

    head: tuple[str, ...]
    rows: Iterable[Cells]


def dump_csv(name: str, basis: Basis) -> bytes:
    """A report as a CSV file: semicolons where the language writes 3,5, commas where it writes 3.5."""
    return dump_table(TABLES[name](basis, reports(basis.shown.language)), basis.shown.language)


def dump_table(table: Table, language: str) -> bytes:
    """A table as a CSV file of a language."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if language.startswith("en") else ";", lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows(tuple(_harmless(cell) for cell in row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    """A cell that a spreadsheet shows and doesn't run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _coverage(basis: Basis, words: Reports) -> Table:
    c = words.columns
    head = (c.about, c.ref, c.title, c.guide, c.persona, c.state, c.decides, c.rank, c.place, c.command)
    return Table(head, _cells(basis, c, basis.once(coverage)))


def _cells(basis: Basis, c: ColumnWords, found: Coverage) -> Iterator[Cells]:
    """One row a cell, so that a pivot table can count them."""
    for about, rows in ((c.objection, found.objections), (c.signal, found.signals)):
        for row in rows:
            yield from _of_row(basis, found, about, row, plain(row.title))
    stages = site(basis.shown.language).stages
    for row in found.stages:
        yield from _of_row(basis, found, c.stage, row, stages[Stage(row.ref)])


def _of_row(basis: Basis, found: Coverage, about: str, row: Row, title: str) -> Iterator[Cells]:
    c, guide = reports(basis.shown.language).columns, _title(basis, row.guide) if row.guide else ""
    for cell in row.cells:
        yield about, row.ref, title, guide, cell.persona, c.states[cell.state], *_to_do(basis, found, row, cell)


def _to_do(basis: Basis, found: Coverage, row: Row, cell: Cell) -> tuple[str | int, ...]:
    """Of a hole: whether it is somebody's who decides, its place among those to write, and where or how."""
    if cell.state is not State.HOLE:
        return "", "", "", ""
    c, key = reports(basis.shown.language).columns, (row.ref, cell.persona)
    decides = c.yes if basis.shown.decides(cell.persona) else c.no
    if key in found.commands:
        return decides, "", "", found.commands[key]
    rank = found.ranks[key]
    answer = found.answers[rank - 1]
    return decides, rank, f"{answer.path}:{answer.line}", ""


def _title(basis: Basis, ref: str) -> str:
    found: Ref | None = parse_ref(ref)
    return plain(basis.title(found.document)) if found else ref


def _freshness(basis: Basis, words: Reports) -> Table:
    c, f = words.columns, words.freshness
    rows = (
        (
            f.guide if item.kind == "guide" else f.proof, item.ref, plain(item.title), item.language,
            _LIST.join(item.owners), item.due.isoformat() if item.due else "", item.days if item.due else "", item.week,
            f.when[item.when], item.guides or "",
        )
        for item in basis.once(freshness).items
    )  # fmt: skip
    return Table((c.kind, c.ref, c.title, c.language, c.owners, c.due, c.days, c.week, c.when, c.uses), rows)


def _knowledge(basis: Basis, words: Reports) -> Table:
    c, k, found = words.columns, words.knowledge, basis.once(crossing)
    groups = ((k.never_heard, found.never_heard), (k.never_measured, found.never_measured), (k.bare, found.bare))
    rows = (
        (
            mark, k.what[line.what], line.ref, _title(basis, line.guide), plain(line.text), _LIST.join(line.evidence),
            _LIST.join(line.owners),
        )
        for mark, lines in groups
        for line in lines
    )  # fmt: skip
    return Table((c.mark, c.kind, c.ref, c.guide, c.text, c.evidence, c.owners), rows)


def _health(basis: Basis, words: Reports) -> Table:
    c, k = words.columns, words.knowledge
    rows = ((k.parts[p.name], p.done, p.all, 100 * p.done // p.all, k.lacks[p.name]) for p in basis.once(health).parts)
    return Table((c.part, c.done, c.all, c.percent, c.text), rows)


def _findings(basis: Basis, words: Reports) -> Table:
    c, language = words.columns, basis.shown.language
    rows = (
        (words.owner(owned), f.severity.value, f.code, f.location.path, f.location.line, word(f, language).what)
        for owned in basis.once(by_owner)
        for f in owned.findings
    )
    return Table((c.owner, c.severity, c.code, c.path, c.line, c.message), rows)


TABLES: Mapping[str, Callable[[Basis, Reports], Table]] = {
    "coverage": _coverage,
    "freshness": _freshness,
    "knowledge": _knowledge,
    "health": _health,
    "findings": _findings,
}
"""The reports by name."""
