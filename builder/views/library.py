"""Personas and signals as their pages show them."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.models import Guide, Kind, Persona, Signal, Stage
from builder.views.lead import Climb, climb
from builder.views.reader import PersonaTag, Reader
from builder.views.words import Line, Spoken, Words

_SHOWN = 30
"""How many guides a persona's page quotes objections from; the page lists all of them."""


class GuideRow(NamedTuple):
    """A guide as lists show it."""

    title: Words
    address: Address
    stage: Stage | None
    summary: Words | None
    due: str
    """The last day on which its review holds; empty where it was never reviewed."""
    draft: bool
    language: str
    """The language of its page, where it isn't this one's."""
    personas: tuple[str, ...]


class HeardObjection(NamedTuple):
    """What a persona objects in a guide, with the question to ask first."""

    quote: Words
    address: Address
    dig: Line | None
    answered: bool


class HeardIn(NamedTuple):
    """The objections of one guide."""

    guide: GuideRow
    objections: tuple[HeardObjection, ...]


class PersonaView(NamedTuple):
    """A persona's page."""

    tag: PersonaTag
    aliases: tuple[str, ...]
    believes: Words | None
    cares_about: tuple[Words, ...]
    fears: tuple[Words, ...]
    measured_by: tuple[Words, ...]
    use: tuple[str, ...]
    avoid: tuple[str, ...]
    climb: Climb | None
    climbs_here: tuple[Climb, ...]
    heard: tuple[HeardIn, ...]
    guides: tuple[GuideRow, ...]
    source: str
    edit: str


class NeverSaid(NamedTuple):
    """What spoils the call, and why."""

    say: Words
    because: Words | None


class SignalView(NamedTuple):
    """A signal's page."""

    name: Words
    means: Words
    does_not_mean: Words
    within: timedelta
    wait: timedelta | None
    say: Spoken
    avoid: tuple[NeverSaid, ...]
    quotable: bool
    personas: tuple[str, ...]
    guides: tuple[GuideRow, ...]
    source: str
    edit: str


def guide_row(reader: Reader, document: Document[Guide]) -> GuideRow:
    """A guide as a row of a list."""
    guide = document.record
    place = reader.places.find(document.ref, reader.language)
    holds = timedelta(days=guide.review_days or reader.settings.review_days)
    return GuideRow(
        reader.title(document),
        place.address if place else Address(""),
        guide.stage,
        reader.words(document, ("summary",), guide.summary),
        (guide.reviewed + holds).isoformat() if guide.reviewed else "",
        guide.status == "draft",
        "" if place is None or place.language == reader.language else place.language,
        guide.for_,
    )


def guide_rows(reader: Reader) -> tuple[GuideRow, ...]:
    """Every guide by stage and title: those in the reader's language first within a stage, drafts last."""
    return tuple(guide_row(reader, document) for document in sorted_guides(reader))


def sorted_guides(reader: Reader) -> list[Document[Guide]]:
    """Guides in the order of every list."""
    stages = list(Stage)

    def order(guide: Document[Guide]) -> tuple[int, bool, bool, str, str]:
        stage = stages.index(guide.record.stage) if guide.record.stage else len(stages)
        foreign = guide.language != reader.language
        return stage, foreign, guide.record.status == "draft", guide.record.title, guide.id

    return sorted(reader.knowledge.guides.values(), key=order)


def persona_view(reader: Reader, document: Document[Persona]) -> PersonaView:
    """Everything that a persona's page shows."""
    record, own = document.record, document.id
    guides = [guide for guide in sorted_guides(reader) if own in guide.record.for_]
    others = (climb(reader, other) for other in reader.personas if other != own)
    return PersonaView(
        reader.personas[own],
        record.aliases,
        reader.words(document, ("believes",), record.believes),
        reader.each(document, ("cares_about",), record.cares_about),
        reader.each(document, ("fears",), record.fears),
        reader.each(document, ("measured_by",), record.measured_by),
        record.words.use,
        record.words.avoid,
        climb(reader, own),
        tuple(way for way in others if way and way.to.id == own),
        tuple(found for guide in guides[:_SHOWN] if (found := _heard_in(reader, guide, own)).objections),
        tuple(guide_row(reader, guide) for guide in guides),
        document.path,
        reader.source_link(document.path),
    )


def _heard_in(reader: Reader, guide: Document[Guide], persona: str) -> HeardIn:
    row = guide_row(reader, guide)
    own = (shown for shown in reader.objections(guide) if persona in shown.personas and not shown.borrowed)
    found = tuple(
        HeardObjection(
            reader.each(guide, ("objections", shown.place, "they_say"), shown.objection.they_say[:1])[0],
            row.address._replace(anchor=shown.anchor),
            next(
                iter(reader.spoken(guide, ("objections", shown.place, "dig"), shown.objection.dig, (persona,))),
                None,
            ),
            shown.objection.answer is not None and shown.objection.answer.get(persona) is not None,
        )
        for shown in own
        if shown.objection.they_say
    )
    return HeardIn(row, found)


def signal_view(reader: Reader, document: Document[Signal]) -> SignalView:
    """Everything that a signal's page shows."""
    record = document.record
    scope = tuple(reader.personas)
    language = reader.language_of
    return SignalView(
        Words(record.name, language(document, ("name",))),
        Words(record.means, language(document, ("means",))),
        Words(record.does_not_mean, language(document, ("does_not_mean",))),
        record.respond_within,
        record.wait,
        reader.spoken(document, ("say",), record.say, scope),
        tuple(
            NeverSaid(
                Words(avoid.say, language(document, ("avoid", n, "say"))),
                reader.words(document, ("avoid", n, "because"), avoid.because),
            )
            for n, avoid in enumerate(record.avoid)
        ),
        record.quotable,
        scope,
        tuple(guide_row(reader, guide) for guide in sorted_guides(reader) if document.id in guide.record.signals),
        document.path,
        reader.source_link(document.path),
    )


def signals_by_haste(reader: Reader) -> list[Document[Signal]]:
    """Signals, the most urgent first; those in the reader's language before the others."""
    found = reader.knowledge.signals.values()
    return sorted(found, key=lambda s: (s.language != reader.language, s.record.respond_within, s.record.name, s.id))


KINDS = (Kind.PERSONA, Kind.SIGNAL, Kind.EVIDENCE, Kind.ASSET, Kind.PATH, Kind.DECK)
"""The kinds of documents that have a list of their own; the home page lists the guides."""
