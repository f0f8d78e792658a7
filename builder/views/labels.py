"""What refs are called: the title of a document, the words of a line and where it stands in its guide."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.models import Guide, Kind, Lines, Ref
from builder.text import heading_slug
from builder.views.reader import Reader
from builder.views.words import Words


class Label(NamedTuple):
    """A document or a line as lists name it."""

    ref: Ref
    title: Words
    address: Address
    document: Words | None = None
    """The guide that the line stands in."""
    place: str = ""
    """Where it stands there: étape 2."""
    quoted: bool = False
    """Whether customers say it, so that it gets quotation marks."""
    language: str = ""
    """The language of the page there, where it isn't this one's."""


def label(reader: Reader, ref: Ref) -> Label | None:
    """What a ref is called for this reader; None where the site doesn't show it."""
    place = reader.places.find(ref, reader.language)
    if place is None:
        return None
    language = "" if place.language == reader.language else place.language
    if ref.kind is Kind.GUIDE:
        return _in_guide(reader, ref, place.address, language)
    if ref.kind is Kind.PAGE:
        return Label(ref, Words(_page(ref)), place.address, language=language)
    if ref.kind is Kind.LEXICON:
        return Label(ref, Words(_term(reader, ref)), place.address, language=language)
    document = reader.knowledge.find(ref)
    return Label(ref, reader.title(document), place.address, language=language) if document else None


def labels(reader: Reader, refs: tuple[Ref, ...]) -> tuple[Label, ...]:
    """Those of the refs that the site shows."""
    return tuple(found for ref in refs if (found := label(reader, ref)))


def _page(ref: Ref) -> str:
    """A hand-written page by the last part of its address: its title is known to MkDocs alone."""
    return (ref.anchor or PurePosixPath(ref.id).name).replace("-", " ").capitalize()


def _term(reader: Reader, ref: Ref) -> str:
    slug = ref.anchor or ref.id
    terms = (entry.term for entry in reader.knowledge.lexicon.terms)
    return next((term for term in terms if heading_slug(term) == slug), reader.strings.sections[Kind.LEXICON])


def _in_guide(reader: Reader, ref: Ref, address: Address, language: str) -> Label | None:
    document = reader.knowledge.guides.get(reader.places.moved.get(ref.id, ref.id))
    if document is None:
        return None
    title = reader.title(document)
    found = _line(reader, document, document.record, ref.anchor) if ref.anchor else None
    words, where, quoted = found or (title, "", False)
    return Label(ref, words, address, title if found else None, where, quoted, language)


def _line(reader: Reader, document: Document[Guide], guide: Guide, anchor: str) -> tuple[Words, str, bool] | None:
    """The words of a line, where it stands, and whether customers say it."""
    places = reader.strings.places
    for n, step in enumerate(guide.reasoning):
        if anchor in (step.id, *step.formerly):
            where = places.step.format(n=n + 1)
            return _first(reader, document, ("reasoning", n, "think"), step.think), where, False
    for shown in reader.objections(document):
        if anchor in (shown.anchor, *shown.objection.formerly):
            route = ("objections", shown.place, "they_say")
            say = next(iter(shown.objection.they_say), None)
            return _first(reader, shown.owner, route, say), places.objection, True
    for n, message in enumerate(guide.messaging):
        if anchor == message.id:
            return _first(reader, document, ("messaging", n, "say"), message.say), places.message, False
    for n, check in enumerate(guide.verify):
        if anchor == check.id:
            return _first(reader, document, ("verify", n, "claim"), check.claim), places.check, True
    return _section(reader, document, guide, anchor)


def _section(reader: Reader, document: Document[Guide], guide: Guide, anchor: str) -> tuple[Words, str, bool] | None:
    places = reader.strings.places
    if anchor == "open" and guide.open:
        return _first(reader, document, ("open", "say"), guide.open.say), places.open, False
    if anchor == "next-step" and guide.next_step:
        return _first(reader, document, ("next_step", "ask"), guide.next_step.ask), places.next_step, False
    if anchor == "shift" and guide.shift:
        return _first(reader, document, ("shift", "to"), guide.shift.after), places.shift, True
    named = {"no-answer": places.no_answer, "assets": reader.strings.guide.assets}
    return (reader.title(document), named[anchor], False) if anchor in named else None


def _first(reader: Reader, document: Document[Guide], route: tuple[str | int, ...], said: Lines | str | None) -> Words:
    text = next(iter(said.by_key.values()), None) if isinstance(said, Lines) else said
    return reader.words(document, route, text) or reader.title(document)
