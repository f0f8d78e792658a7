"""What is due, as its page shows it: by week, with whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from builder.addresses import Address
from builder.locales.reports import typeset_reports
from builder.locales.site import counted
from builder.models import Kind, parse_ref
from builder.reports.basis import Basis
from builder.reports.freshness import Due, Freshness, When, freshness, monday
from builder.views.reader import Reader
from builder.views.words import Words

SHOWN = 100
"""How many are shown of what is due at one time."""
PEOPLE = 12
"""How many people one can choose from: those who have most."""


class DueRow(NamedTuple):
    """Something that is due."""

    title: Words
    address: Address
    what: str
    """What it is and whose."""
    end: str
    late: bool
    due: str
    """The day, for the script that knows the reader's clock."""
    owners: tuple[str, ...]


class DueGroup(NamedTuple):
    """What is due at one time."""

    title: str
    note: str
    rows: tuple[DueRow, ...]
    left_out: int


class FreshnessView(NamedTuple):
    """The page."""

    title: str
    today: date
    groups: tuple[DueGroup, ...]
    people: tuple[tuple[str, int], ...]
    """Who has how many."""
    total: int


def freshness_view(reader: Reader, basis: Basis) -> FreshnessView:
    """Everything that the page shows."""
    found = basis.once(freshness)
    groups = tuple(group for when in When if (group := _group(reader, basis, found, when)).rows)
    people = Counter(owner for item in found.items for owner in item.owners)
    chosen = tuple(sorted(people.items(), key=lambda one: (-one[1], one[0])))[:PEOPLE]
    return FreshnessView(_title(reader, found), found.today, groups, chosen, len(found.items))


def _title(reader: Reader, found: Freshness) -> str:
    words = typeset_reports(reader.language).freshness
    guides, proofs = found.count(When.LATE, Kind.GUIDE), found.count(When.LATE, Kind.EVIDENCE)
    said = (counted(words.guides_late, guides) if guides else "", counted(words.proofs_late, proofs) if proofs else "")
    if all(said):
        return words.both.format(guides=said[0], proofs=said[1])
    return "".join(said) or (words.fresh if found.items else words.empty)


def _group(reader: Reader, basis: Basis, found: Freshness, when: When) -> DueGroup:
    items = [item for item in found.items if item.when is when]
    note = _week(reader, found.today, when)
    rows = tuple(_row(reader, basis, item) for item in items[:SHOWN])
    return DueGroup(typeset_reports(reader.language).freshness.when[when], note, rows, max(0, len(items) - SHOWN))


def _week(reader: Reader, today: date, when: When) -> str:
    """The days of a week, in words; nothing where it is none."""
    if when not in {When.THIS_WEEK, When.NEXT_WEEK}:
        return ""
    first = monday(today) + timedelta(days=7 if when is When.NEXT_WEEK else 0)
    last = first + timedelta(days=6)
    strings, words = reader.strings, typeset_reports(reader.language).freshness
    whole = strings.day(first, year=False)
    begin = whole if first.month != last.month else strings.first_day if first.day == 1 else str(first.day)
    number = first.isocalendar().week
    return words.week_of.format(n=number, first=begin, last=strings.day(last, year=False))


def _row(reader: Reader, basis: Basis, item: Due) -> DueRow:
    ref = parse_ref(item.ref)
    document = basis.shown.find(ref) if ref else None
    title = reader.title(document) if document else Words(item.title)
    late = item.when is When.LATE
    due = "" if late or item.due is None else item.due.isoformat()
    address = (reader.address(ref) if ref else None) or Address("")
    return DueRow(title, address, ", ".join(_what(reader, item)), _end(reader, item), late, due, item.owners)


def _what(reader: Reader, item: Due) -> Iterator[str]:
    words = typeset_reports(reader.language).freshness
    yield words.guide if item.kind is Kind.GUIDE else words.proof
    if item.language != reader.places.base:
        yield reader.strings.languages.get(item.language, item.language)
    if item.guides:
        yield counted(words.uses, item.guides)
    yield reader.strings.listed(item.owners) if item.owners else words.nobody


def _end(reader: Reader, item: Due) -> str:
    words = typeset_reports(reader.language).freshness
    if item.due is None:
        return words.never
    if item.days < 0:
        return counted(words.since, -item.days)
    day = reader.strings.day(item.due, year=item.due.year != reader.today.year)
    return words.in_week.format(day=day, n=item.due.isocalendar().week)
