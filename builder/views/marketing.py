"""The pages for marketing: coverage, freshness, knowledge. Only in internal builds, where the settings want them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.locales.reports import typeset_reports
from builder.models import Kind
from builder.reports.basis import Basis
from builder.reports.coverage import coverage
from builder.views.coverage import coverage_view
from builder.views.freshness import freshness_view
from builder.views.knowledge import knowledge_view
from builder.views.reader import Reader
from builder.views.shell import has_marketing
from builder.views.site_pages import PageView

REPORTS = ("coverage", "freshness", "knowledge")
"""The pages; each is called as its address, its kind and its template."""


class Tab(NamedTuple):
    """A link above the page to another of them."""

    label: str
    path: str
    here: bool


def marketing_pages(reader: Reader, basis: Basis) -> Iterator[PageView]:
    """The pages in the reader's language; none where the site shows none."""
    if not has_marketing(reader):
        return
    words = typeset_reports(reader.language)
    views = {
        "coverage": coverage_view(reader, basis.once(coverage)),
        "freshness": freshness_view(reader, basis),
        "knowledge": knowledge_view(reader, basis),
    }
    for name in REPORTS:
        title = getattr(words.tabs, name)
        context: dict[str, Any] = {"view": views[name], "t": words, "tabs": tuple(_tabs(reader, name))}
        yield PageView(f"{reader.start}{name}/", title, name, name, context, description=title)


def csv_path(reader: Reader, name: str) -> str:
    """Where a report lies as a file, beside its page."""
    page = name if name in REPORTS else REPORTS[-1]
    return f"{reader.start}{page}/{name}.csv"


def _tabs(reader: Reader, here: str) -> Iterator[Tab]:
    words = typeset_reports(reader.language).tabs
    for name in REPORTS:
        yield Tab(getattr(words, name), f"{reader.start}{name}/", name == here)
    if reader.knowledge.decks:
        yield Tab(words.decks, reader.places.section(Kind.DECK, reader.language).path, here=False)
