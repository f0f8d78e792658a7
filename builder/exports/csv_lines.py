"""Lines as a table that Excel opens: one a row."""

from __future__ import annotations

from collections.abc import Iterator

from builder.exports.said import Said, said
from builder.exports.tables import Cells, Table, dump_table
from builder.locales.exports import exports
from builder.models import Guide
from builder.views.reader import Reader

_LIST = ", "
_OR = " / "


def dump_lines_csv(reader: Reader, persona: str = "") -> bytes:
    """Every line that is said, one a row; with `persona` those that they hear."""
    c = exports(reader.language).columns
    head = (
        c.ref, c.guide, c.stage, c.moment, c.heard, c.personas, c.line, c.seconds, c.evidence, c.owner, c.reviewed,
        c.language,
    )  # fmt: skip
    return dump_table(Table(head, _rows(reader, persona)), reader.language)


def _rows(reader: Reader, persona: str) -> Iterator[Cells]:
    moments = exports(reader.language).moments
    for line in said(reader, persona):
        title, stage, owner, reviewed = _about(reader, line)
        yield (
            str(line.ref), title, stage, moments[line.moment], _OR.join(line.heard),
            _LIST.join(reader.shorts(line.personas)), line.text, line.seconds, _LIST.join(line.evidence),
            owner, reviewed, line.language,
        )  # fmt: skip


def _about(reader: Reader, line: Said) -> tuple[str, str, str, str]:
    """The guide that a line stands in, where the customer is, whose it is and when it was reviewed."""
    guide = line.document.record
    if not isinstance(guide, Guide):
        return "", "", "", ""
    stage = reader.strings.stages[guide.stage] if guide.stage else ""
    return guide.title, stage, guide.owner or "", guide.reviewed.isoformat() if guide.reviewed else ""
