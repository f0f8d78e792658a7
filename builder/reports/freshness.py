"""What has to be read again: guides and evidence by the day they are due, whose they are, and in which week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from builder.documents import Document
from builder.models import Guide, Kind, Status
from builder.reports.basis import Basis

_WEEK = 7
_MONTH = 30


class When(StrEnum):
    """How soon something is due."""

    LATE = "late"
    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    MONTH = "within-30-days"
    LATER = "later"


@dataclass(frozen=True)
class Due:
    """A guide to review, or an evidence that expires."""

    ref: str
    kind: Kind
    language: str
    title: str
    owners: tuple[str, ...]
    due: date | None
    """The last day on which it holds; none for a guide that nobody has reviewed."""
    days: int
    """How many days are left; below zero it is late by so many."""
    week: str
    """The ISO week of the day: 2026-W48."""
    when: When
    guides: int
    """How many approved guides cite the evidence."""


@dataclass(frozen=True)
class Freshness:
    """Everything that has a date, the most urgent first."""

    today: date
    week: str
    items: tuple[Due, ...]

    def count(self, when: When, kind: Kind) -> int:
        """How many of a kind are due then."""
        return sum(item.when is when and item.kind is kind for item in self.items)


def freshness(basis: Basis) -> Freshness:
    """Approved guides with their translations, and all evidence, by the day they are due."""
    items = sorted(_items(basis), key=lambda item: (item.due or date.min, item.title, item.ref, item.language))
    return Freshness(basis.today, week_of(basis.today), tuple(items))


def week_of(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _items(basis: Basis) -> Iterator[Due]:
    for guide in _guides(basis):
        yield _due(basis, guide, review_due(guide.record, basis.settings.review_days), 0)
    for evidence in basis.base.evidence.values():
        yield _due(basis, evidence, evidence.record.valid_until, len(basis.citing.get(evidence.ref, ())))


def _guides(basis: Basis) -> Iterator[Document[Any]]:
    """Approved guides, and those of their translations that are approved."""
    for guide in basis.base.approved:
        yield guide
        for own in basis.base.translations.values():
            found = own.get(guide.ref)
            if found and isinstance(found.record, Guide) and found.record.status is Status.APPROVED:
                yield found


def review_due(guide: Guide, days: int) -> date | None:
    """The last day on which a guide's review holds; `days` where it says nothing itself."""
    holds = days if guide.review_days is None else guide.review_days
    return guide.reviewed + timedelta(days=holds) if guide.reviewed else None


def _due(basis: Basis, document: Document[Any], due: date | None, guides: int) -> Due:
    ref, today = document.ref, basis.today
    days = (due - today).days if due else -1
    week = week_of(due) if due else ""
    title = basis.title(ref)
    return Due(
        str(ref), ref.kind, document.language, title, basis.owners(document), due, days, week, _when(due, today), guides
    )


def _when(due: date | None, today: date) -> When:
    if due is None or due < today:
        return When.LATE
    for when, first_after in ((When.THIS_WEEK, _WEEK), (When.NEXT_WEEK, 2 * _WEEK)):
        if due < monday(today) + timedelta(days=first_after):
            return when
    return When.MONTH if due <= today + timedelta(days=_MONTH) else When.LATER
