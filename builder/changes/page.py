"""A comparison as a page that stands alone: the changes marked on top, the changed guides below as they will be."""

from __future__ import annotations

from builder.changes.rows import Told
from builder.changes.values import Difference, State
from builder.exports.sheet import Sheet, render_sheet
from builder.models import Kind
from builder.rendering import render


def guides_of(difference: Difference) -> tuple[str, ...]:
    """The guides that are heard differently and can be shown, what is heard most first."""
    shown = (a.ref.id for a in difference.altered if a.ref.kind is Kind.GUIDE and a.state not in _GONE and a.changes)
    return tuple(dict.fromkeys(shown))


_GONE = {State.REMOVED, State.BROKEN}


def render_page(told: Told, sheet: Sheet) -> str:
    """The page; the guides are those of the sheet."""
    heading = told.words.rest.guides if sheet.guides else ""
    return render_sheet(sheet, title=told.title, top=render("changes", sheet.pen(), told=told, heading=heading))
