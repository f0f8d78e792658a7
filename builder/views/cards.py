"""One card a thing that can be said or looked up: what the search finds it by, and what it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from builder.documents import Document
from builder.models import Asset, Evidence, Guide, Kind, LearningPath, Lines, Persona, Record, Ref, Signal, Stage
from builder.text import heading_slug
from builder.views.reader import Reader

Texts = tuple[str, ...]


class CardKind(StrEnum):
    """What a card is."""

    GUIDE = "guide"
    OPEN = "open"
    NO_ANSWER = "no-answer"
    STEP = "step"
    MESSAGE = "message"
    OBJECTION = "objection"
    CHECK = "check"
    NEXT_STEP = "next-step"
    PERSONA = "persona"
    SIGNAL = "signal"
    EVIDENCE = "evidence"
    ASSET = "asset"
    PATH = "path"
    TERM = "term"


class Card(NamedTuple):
    """A thing that can be said or looked up."""

    ref: Ref
    kind: CardKind
    language: str
    head: Texts
    """What customers say of it, or what it asks or is called."""
    body: Texts
    """What else is said there."""
    personas: tuple[str, ...] = ()
    guide: str = ""
    stage: Stage | None = None
    before: Lines | None = None
    """The question to ask before any answer."""
    say: Lines | str | None = None
    """The line to say."""


def cards(reader: Reader) -> tuple[Card, ...]:
    """Every card of the site in this reader's language, guides by stage first."""
    found: list[Card] = []
    for guide in reader.knowledge.approved:
        found += _guide(reader, guide)
    for document in reader.knowledge.all():
        if card := _other(document):
            found.append(card)
    return (*found, *_terms(reader))


def contexts(reader: Reader) -> dict[str, tuple[str, Texts]]:
    """By guide: its language, and what all its cards are about."""
    return {
        guide.id: (guide.language, _texts(guide.record.title, guide.record.tags, guide.record.summary))
        for guide in reader.knowledge.approved
    }


def _guide(reader: Reader, document: Document[Guide]) -> Iterator[Card]:
    guide, everyone = document.record, document.record.for_

    def card(
        kind: CardKind,
        anchor: str,
        head: Texts,
        body: Texts,
        say: Lines | str | None,
        personas: Texts = everyone,
        before: Lines | None = None,
    ) -> Card:
        ref = Ref(Kind.GUIDE, document.id, anchor)
        return Card(ref, kind, document.language, head, body, personas, document.id, guide.stage, before, say)

    shift, ending, nobody = guide.shift, guide.next_step, guide.no_answer
    changed = _texts(shift.before, shift.after) if shift else ()
    yield card(CardKind.GUIDE, "", (guide.title,), _texts(guide.tags, guide.summary) + changed, guide.summary)
    if guide.open:
        yield card(CardKind.OPEN, "open", _texts(guide.open.ask), _texts(guide.open.say), guide.open.say)
    if nobody:
        email = _texts(nobody.email.subject, nobody.email.body) if nobody.email else ()
        spoken = _texts(nobody.gatekeeper, nobody.voicemail)
        yield card(CardKind.NO_ANSWER, "no-answer", (), spoken + email, nobody.voicemail or nobody.gatekeeper)
    for step in guide.reasoning:
        heard = _texts(step.say, step.listen_for, (fork.they for fork in step.hear))
        yield card(CardKind.STEP, step.id, _texts(step.think, step.ask), heard, step.ask)
    for message in guide.messaging:
        whom, head = message.for_ or everyone, _texts(message.say, message.when)
        yield card(CardKind.MESSAGE, message.id, head, _texts(message.instead_of), message.say, whom)
    for shown in reader.knowledge.objections(document):
        if not shown.borrowed:
            it = shown.objection
            body = _texts(it.meaning, it.dig, it.answer, it.check)
            yield card(CardKind.OBJECTION, shown.anchor, it.they_say, body, it.answer, shown.personas, it.dig)
    for check in guide.verify:
        head, body = _texts(check.claim, check.ask), _texts(check.solid, check.hollow)
        yield card(CardKind.CHECK, check.id, head, body, check.ask, check.for_ or everyone)
    if ending:
        yield card(CardKind.NEXT_STEP, "next-step", _texts(ending.ask), _texts(ending.fallback), ending.ask)


def _other(document: Document[Record]) -> Card | None:
    record = document.record

    def card(kind: CardKind, head: Texts, body: Texts, say: Lines | str | None, personas: Texts = ()) -> Card:
        return Card(document.ref, kind, document.language, head, body, personas, say=say)

    if isinstance(record, Persona):
        head = _texts(record.name, record.short, record.aliases)
        route = record.route.say if record.route else None
        body = _texts(record.cares_about, record.fears, record.measured_by, record.believes, route)
        return card(CardKind.PERSONA, head, body, route or record.believes, (document.id,))
    if isinstance(record, Signal):
        body = _texts(record.means, record.does_not_mean, record.say, (avoid.say for avoid in record.avoid))
        return card(CardKind.SIGNAL, (record.name,), body, record.say)
    if isinstance(record, Evidence):
        body = _texts(record.source.title, (quote.quote for quote in record.heard))
        return card(CardKind.EVIDENCE, (record.claim,), body, record.claim)
    if isinstance(record, Asset):
        return card(CardKind.ASSET, (record.title,), _texts(record.use_when), record.use_when, record.for_)
    if isinstance(record, LearningPath):
        body = _texts(record.summary, (day.title for day in record.days))
        return card(CardKind.PATH, (record.title,), body, record.summary)
    return None


def _terms(reader: Reader) -> Iterator[Card]:
    language = reader.knowledge.language
    for entry in reader.knowledge.lexicon.terms:
        ref = Ref(Kind.LEXICON, heading_slug(entry.term))
        yield Card(ref, CardKind.TERM, language, (entry.term,), (entry.meaning,), say=entry.meaning)


def _texts(*parts: Lines | str | Iterable[str] | None) -> Texts:
    """The texts of lines, lists and single texts, in order."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Lines):
            found += part.by_key.values()
        elif part:
            found += [part] if isinstance(part, str) else part
    return tuple(found)
