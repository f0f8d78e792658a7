"""The home page and the list of each kind: everything there is, each as a row that is a link."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.locales.site import counted
from builder.models import AvoidedWord, Kind, Lexicon, Record, Stage
from builder.support import SIDES, Mark, Side
from builder.views.evidence import cited_together
from builder.views.guide import Freshness, freshness
from builder.views.library import GuideRow, guide_rows, signals_by_haste
from builder.views.reader import PersonaTag, Reader
from builder.views.terms import TermView, term_views
from builder.views.words import Words

Group = tuple[str, int, tuple[GuideRow, ...]]
"""Guides of one stage: its name, its number, the guides."""


class Row(NamedTuple):
    """A document as a list shows it."""

    title: Words
    address: Address
    note: Words | None = None
    end: str = ""
    """A short fact at the right."""
    mark: Mark | None = None
    power: PersonaTag | None = None
    expires: str = ""
    language: str = ""


class Rows(NamedTuple):
    """Rows under a heading, which may be empty."""

    title: str
    rows: tuple[Row, ...]
    anchor: str = ""
    note: str = ""


class ListView(NamedTuple):
    """The list of a kind."""

    title: str
    lead: str
    groups: tuple[Rows, ...]


class HomeView(NamedTuple):
    """The home page."""

    groups: tuple[Group, ...]
    signals: tuple[Row, ...]
    total: int
    due: int
    last: Freshness | None
    pinned: date | None


class NotSaid(NamedTuple):
    """A word that we don't say."""

    say: Words
    because: Words | None
    instead: Words | None
    fine: tuple[str, ...]


class LexiconView(NamedTuple):
    """The lexicon's page."""

    terms: tuple[TermView, ...]
    avoid: tuple[NotSaid, ...]
    edit: str


def by_stage(reader: Reader, rows: Iterable[GuideRow]) -> tuple[Group, ...]:
    """Guides under the stage that they are for; those of no stage last."""
    found = tuple(rows)
    groups = [
        (reader.strings.stages[stage], n, tuple(row for row in found if row.stage is stage))
        for n, stage in enumerate(Stage, 1)
    ]
    groups.append((reader.strings.home.no_stage, 0, tuple(row for row in found if row.stage is None)))
    return tuple(group for group in groups if group[2])


def home_view(reader: Reader) -> HomeView:
    """Everything that the home page shows."""
    rows = guide_rows(reader)
    reviews = [fresh for guide in reader.knowledge.approved if (fresh := freshness(reader, guide))]
    return HomeView(
        by_stage(reader, rows),
        tuple(_signal_row(reader, signal) for signal in signals_by_haste(reader)),
        len(rows),
        sum(fresh.due < reader.today for fresh in reviews),
        max(reviews, key=lambda fresh: fresh.reviewed, default=None),
        reader.settings.today,
    )


def list_view(reader: Reader, kind: Kind) -> ListView:
    """The list of a kind's documents, those in the reader's language first."""
    strings = reader.strings
    leads = {
        Kind.PERSONA: strings.persona.lead, Kind.SIGNAL: strings.signal.lead, Kind.EVIDENCE: strings.evidence.lead,
        Kind.ASSET: strings.learn.assets_lead, Kind.PATH: strings.learn.paths_lead, Kind.DECK: strings.learn.decks_lead,
    }  # fmt: skip
    groups = _evidence(reader) if kind is Kind.EVIDENCE else (Rows("", tuple(_rows(reader, kind))),)
    return ListView(strings.sections[kind], leads[kind], tuple(group for group in groups if group.rows))


def lexicon_view(reader: Reader) -> LexiconView:
    """Everything that the lexicon's page shows."""
    document = reader.knowledge.documents.get(Kind.LEXICON, {}).get("lexicon")
    if document is None or not isinstance(document.record, Lexicon):
        return LexiconView((), (), "")
    avoid = tuple(_not_said(reader, document, n, word) for n, word in enumerate(document.record.avoid))
    return LexiconView(tuple(term_views(reader)), avoid, reader.source_link(document.path))


def _not_said(reader: Reader, document: Document[Record], index: int, word: AvoidedWord) -> NotSaid:
    at = ("avoid", index)
    return NotSaid(
        Words(word.say, reader.language_of(document, (*at, "say"))),
        reader.words(document, (*at, "because"), word.because),
        reader.words(document, (*at, "instead"), word.instead),
        word.except_,
    )


def _rows(reader: Reader, kind: Kind) -> list[Row]:
    if kind is Kind.PERSONA:
        return [_persona_row(reader, tag) for tag in reader.personas.values()]
    if kind is Kind.SIGNAL:
        return [_signal_row(reader, signal) for signal in signals_by_haste(reader)]
    return [_row(reader, document) for document in _ordered(reader, kind)]


def _ordered(reader: Reader, kind: Kind) -> list[Document[Record]]:
    found = reader.knowledge.documents.get(kind, {}).values()
    return sorted(found, key=lambda d: (d.language != reader.language, reader.title(d).text, d.id))


def _row(reader: Reader, document: Document[Record]) -> Row:
    record: Any = document.record
    note, end = None, ""
    if document.kind is Kind.ASSET:
        note = reader.words(document, ("use_when",), record.use_when)
        end = reader.strings.asset_kinds[record.kind]
    elif document.kind is Kind.PATH:
        note = reader.words(document, ("summary",), record.summary)
        end = counted(reader.strings.learn.days, len(record.days))
    elif document.kind is Kind.DECK:
        end = counted(reader.strings.learn.slides, len(record.slides))
    return Row(*_named(reader, document), note, end, language=_foreign(reader, document))


def _named(reader: Reader, document: Document[Record]) -> tuple[Words, Address]:
    return reader.title(document), reader.address(document.ref) or Address("")


def _foreign(reader: Reader, document: Document[Record]) -> str:
    return "" if document.language == reader.language else document.language


def _persona_row(reader: Reader, tag: PersonaTag) -> Row:
    document = reader.knowledge.personas[tag.id]
    return Row(Words(tag.short), tag.address, tag.name, power=tag, language=_foreign(reader, document))


def _signal_row(reader: Reader, document: Document[Any]) -> Row:
    means = reader.words(document, ("means",), document.record.means)
    end = reader.strings.within(document.record.respond_within)
    return Row(*_named(reader, document), means, end, language=_foreign(reader, document))


def _evidence(reader: Reader) -> tuple[Rows, ...]:
    strings = reader.strings.evidence
    rows = [(_evidence_row(reader, document), SIDES[document.record.kind]) for document in _documents(reader)]
    crossed = tuple(row for row, side in rows if row.mark is Mark.CROSSED and side is not Side.SETTLED)
    settled = tuple(row for row, side in rows if side is Side.SETTLED)
    lacking = [row for row, side in rows if side is not Side.SETTLED and row.mark is not Mark.CROSSED]
    rest = tuple(sorted(lacking, key=lambda row: list(Mark).index(row.mark or Mark.BARE)))
    return (
        Rows(strings.to_cross, rest, "_to-cross", strings.to_cross_note),
        Rows(strings.crossed, crossed, "_crossed"),
        Rows(strings.others, settled, "_settled"),
    )


def _documents(reader: Reader) -> list[Document[Any]]:
    return _ordered(reader, Kind.EVIDENCE)


def _evidence_row(reader: Reader, document: Document[Any]) -> Row:
    record, settled = document.record, SIDES[document.record.kind] is Side.SETTLED
    mark = Mark.SETTLED if settled else reader.backing(cited_together(reader, document.id)).mark
    title, address = _named(reader, document)
    source = reader.words(document, ("source", "title"), record.source.title)
    kind = reader.strings.evidence.kinds[record.kind]
    return Row(title, address, source, kind, mark, None, record.valid_until.isoformat(), _foreign(reader, document))
