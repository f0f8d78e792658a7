"""One card a thing that can be said or looked up: what the search finds it by, and what it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.documents import Document, Section
from builder.models import Asset, Evidence, Guide, Kind, LearningPath, Lines, Persona, Record, Ref, Signal, Stage
from builder.source import Route
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
    PAGE = "page"


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
    at: Route = ()
    """Where it stands in its document."""


def cards(reader: Reader) -> tuple[Card, ...]:
    """Every card of the site in this reader's language, guides by stage first."""
    found: list[Card] = []
    for guide in reader.knowledge.approved:
        found += _guide(reader, guide)
    for document in reader.knowledge.all():
        if card := _other(document):
            found.append(card)
    return (*found, *_terms(reader), *_pages(reader))


def contexts(reader: Reader) -> dict[str, tuple[str, Texts]]:
    """By guide: its language, and what all its cards are about."""
    return {
        guide.id: (guide.language, _texts(guide.record.title, guide.record.tags, guide.record.summary))
        for guide in reader.knowledge.approved
    }


def _guide(reader: Reader, document: Document[Guide]) -> Iterator[Card]:
    yield from _beginning(reader, document)
    yield from _chain(document)
    yield from _objections(reader, document)
    yield from _ending(document)


def _line(
    document: Document[Guide],
    kind: CardKind,
    anchor: str,
    at: Route,
    head: Texts,
    body: Texts,
    say: Lines | str | None,
    personas: Texts = (),
    before: Lines | None = None,
) -> Card:
    """A card of a guide, for everyone that the guide is for unless told otherwise."""
    guide, ref = document.record, Ref(Kind.GUIDE, document.id, anchor)
    whom = personas or guide.for_
    return Card(ref, kind, document.language, head, body, whom, document.id, guide.stage, before, say, at)


def _beginning(reader: Reader, document: Document[Guide]) -> Iterator[Card]:
    guide, nobody = document.record, document.record.no_answer
    changed = _texts(guide.shift.before, guide.shift.after) if guide.shift else ()
    about = _texts(guide.tags, guide.summary) + changed + _started_by(reader, document)
    yield _line(document, CardKind.GUIDE, "", (), (guide.title,), about, guide.summary)
    if guide.open:
        head, body = _texts(guide.open.ask), _texts(guide.open.say)
        yield _line(document, CardKind.OPEN, "open", ("open",), head, body, guide.open.say)
    if nobody:
        email = _texts(nobody.email.subject, nobody.email.body) if nobody.email else ()
        body = _texts(nobody.gatekeeper, nobody.voicemail) + email
        say = nobody.voicemail or nobody.gatekeeper
        yield _line(document, CardKind.NO_ANSWER, "no-answer", ("no_answer",), (), body, say)


def _started_by(reader: Reader, document: Document[Guide]) -> Texts:
    """The names of the signals that may start a guide, in its own language."""
    signals = map(reader.knowledge.signals.get, document.record.signals)
    return tuple(signal.record.name for signal in signals if signal and signal.language == document.language)


def _chain(document: Document[Guide]) -> Iterator[Card]:
    for n, step in enumerate(document.record.reasoning):
        head = _texts(step.think, step.ask)
        heard = _texts(step.say, step.listen_for, (fork.they for fork in step.hear))
        yield _line(document, CardKind.STEP, step.id, ("reasoning", n), head, heard, step.ask)
    for n, message in enumerate(document.record.messaging):
        head, body = _texts(message.say, message.when), _texts(message.instead_of)
        at = ("messaging", n)
        yield _line(document, CardKind.MESSAGE, message.id, at, head, body, message.say, message.for_)


def _objections(reader: Reader, document: Document[Guide]) -> Iterator[Card]:
    """Those that the guide owns; what it borrows is found where it stands."""
    for shown in reader.objections(document):
        if not shown.borrowed:
            it, at = shown.objection, ("objections", shown.place)
            body = _texts(it.meaning, it.dig, it.answer, it.check)
            kind, whom = CardKind.OBJECTION, shown.personas
            yield _line(document, kind, shown.anchor, at, it.they_say, body, it.answer, whom, it.dig)


def _ending(document: Document[Guide]) -> Iterator[Card]:
    for n, check in enumerate(document.record.verify):
        head, body = _texts(check.claim, check.ask), _texts(check.solid, check.hollow)
        yield _line(document, CardKind.CHECK, check.id, ("verify", n), head, body, check.ask, check.for_)
    if ending := document.record.next_step:
        head, body = _texts(ending.ask), _texts(ending.fallback)
        yield _line(document, CardKind.NEXT_STEP, "next-step", ("next_step",), head, body, ending.ask)


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
    lexicon = reader.knowledge.documents.get(Kind.LEXICON, {}).get("lexicon")
    language = lexicon.language if lexicon else reader.language
    for n, entry in enumerate(reader.knowledge.lexicon.terms):
        ref = Ref(Kind.LEXICON, heading_slug(entry.term))
        at = ("terms", n)
        yield Card(ref, CardKind.TERM, language, (entry.term,), (entry.meaning,), say=entry.meaning, at=at)


def _pages(reader: Reader) -> Iterator[Card]:
    """The sections of hand-written pages; what opens the home page is there to read already."""
    written = reader.knowledge.written
    for name, language in _written(reader).items():
        own = f"{name}.{language}" if language != reader.places.base else name
        title = page_title(written[own], name)
        for n, section in enumerate(written[own]):
            if name != "index" or n > (not written[own][0].anchor):
                head = (section.title or title,)
                body = _texts(section.text, title if section.title not in {"", title} else None)
                ref = Ref(Kind.PAGE, name, section.anchor)
                yield Card(ref, CardKind.PAGE, language, head, body, say=section.text or None, at=(own, n))


def _written(reader: Reader) -> dict[str, str]:
    """Hand-written pages that readers of this language have, with the language that they have them in."""
    base, others = reader.places.base, reader.places.languages[1:]
    found: dict[str, str] = {}
    for name in sorted(reader.knowledge.written):
        stem, _, suffix = name.rpartition(".")
        if not stem or suffix not in others:
            found.setdefault(name, base)
        elif suffix == reader.language:
            found[stem] = suffix
    return found


def page_title(sections: tuple[Section, ...], name: str) -> str:
    """What a hand-written page is called: its first heading, else the last part of its address."""
    first = next((section.title for section in sections if section.title), "")
    return first or PurePosixPath(name).name.replace("-", " ").capitalize()


def _texts(*parts: Lines | str | Iterable[str] | None) -> Texts:
    """The texts of lines, lists and single texts, in order."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Lines):
            found += part.by_key.values()
        elif part:
            found += [part] if isinstance(part, str) else part
    return tuple(found)
