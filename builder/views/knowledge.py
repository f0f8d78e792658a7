"""Knowledge to cross, health and findings by owner, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.addresses import Address
from builder.findings import Finding, Severity
from builder.locales.findings import word
from builder.locales.reports import typeset_reports
from builder.locales.site import counted
from builder.models import parse_ref
from builder.reports.basis import Basis
from builder.reports.by_owner import Owned, by_owner
from builder.reports.crossing import Crossing, Line, What, crossing
from builder.reports.health import Measure, health
from builder.support import Mark
from builder.typography import typeset
from builder.views.reader import Reader
from builder.views.words import Words

SHOWN = 40
"""How many lines of a section are shown; the file holds them all."""
FINDINGS = 40
"""How many findings of one person are shown."""


class PartRow(NamedTuple):
    """A part of the health."""

    name: Measure
    done: int
    all: int


class LineRow(NamedTuple):
    """A line whose other half is missing."""

    text: Words
    quoted: bool
    guide: Words
    what: str
    mark: Mark
    address: Address


class Section(NamedTuple):
    """Lines that lack the same half."""

    anchor: str
    title: str
    note: str
    rows: tuple[LineRow, ...]
    total: int


class FindingRow(NamedTuple):
    """A finding in a sentence, and where it is."""

    severity: str
    error: bool
    what: str
    place: str
    edit: str


class OwnerRow(NamedTuple):
    """What one person is asked to mend."""

    name: str
    counts: str
    findings: tuple[FindingRow, ...]
    left_out: int


class KnowledgeView(NamedTuple):
    """The page."""

    score: int | None
    parts: tuple[PartRow, ...]
    sections: tuple[Section, ...]
    owners: tuple[OwnerRow, ...]


def knowledge_view(reader: Reader, basis: Basis) -> KnowledgeView:
    """Everything that the page shows."""
    whole = basis.once(health)
    parts = tuple(PartRow(part.name, part.done, part.all) for part in whole.parts)
    sections = tuple(section for section in _sections(reader, basis.once(crossing)) if section.rows)
    return KnowledgeView(whole.score, parts, sections, tuple(_owner(reader, owned) for owned in basis.once(by_owner)))


def _sections(reader: Reader, found: Crossing) -> Iterator[Section]:
    k = typeset_reports(reader.language).knowledge
    for anchor, title, note, lines in (
        ("_never-heard", k.never_heard, k.never_heard_note, found.never_heard),
        ("_never-measured", k.never_measured, k.never_measured_note, found.never_measured),
        ("_bare", k.bare, k.bare_note, found.bare),
    ):
        yield Section(anchor, title, note, tuple(_line(reader, line) for line in lines[:SHOWN]), len(lines))


def _line(reader: Reader, line: Line) -> LineRow:
    ref = parse_ref(line.ref)
    guide = reader.knowledge.guides[line.guide]
    return LineRow(
        Words(line.text, reader.language_of(guide, ())),
        line.what is What.OBJECTION,
        reader.title(guide),
        typeset_reports(reader.language).knowledge.what[line.what],
        line.mark,
        (reader.address(ref) if ref else None) or Address(""),
    )


def _owner(reader: Reader, owned: Owned) -> OwnerRow:
    words = typeset_reports(reader.language)
    counts = ((words.knowledge.errors, owned.errors), (words.knowledge.warnings, owned.warnings))
    return OwnerRow(
        words.owner(owned),
        ", ".join(counted(forms, n) for forms, n in counts if n),
        tuple(_finding(reader, finding) for finding in owned.findings[:FINDINGS]),
        max(0, len(owned.findings) - FINDINGS),
    )


def _finding(reader: Reader, finding: Finding) -> FindingRow:
    k, place = typeset_reports(reader.language).knowledge, finding.location
    error, link = finding.severity is Severity.ERROR, reader.source_link(place.path)
    what = typeset(word(finding, reader.language).what, reader.language)
    edit = f"{link}#L{place.line}" if link else ""
    return FindingRow(k.error if error else k.warning, error, what, f"{place.path}:{place.line}", edit)
