"""Cards for Anki: what the customer says, then what to answer; a deck for each persona and language.

A note is known by its line, its persona and its language, a deck by its persona, language and site: importing again
changes the words, adds what is new, and keeps what was learnt.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import genanki

from builder.documents import Document
from builder.exports.said import shown
from builder.locales.exports import exports
from builder.models import Guide, Kind, Lines, Ref
from builder.rendering.inline import inline
from builder.source import Route
from builder.views.reader import Reader

_MODEL = 1_482_607_311
"""Anki knows a type of note by its number: this one never changes, nor do its fields."""
_FIELDS = ("Ref", "Guide", "Front", "Back")
_FRONT = '<p class="guide">{{Guide}}</p><div class="front">{{Front}}</div>'
_BACK = '{{FrontSide}}<hr id="answer"><div class="back">{{Back}}</div><p class="ref">{{Ref}}</p>'
_CSS = """\
.card { font: 20px/1.45 system-ui, sans-serif; text-align: left; max-width: 34em; margin: 1em auto; padding: 0 1em }
.front { font-size: 1.3em } .front small, .guide, .ref, .verb { font-size: .75em; opacity: .7 }
.verb { margin: .9em 0 .1em }
.line { margin: 0; font-size: 1.1em; padding-left: .6em; border-left: .25em solid #0a5f58 }
.ask { border-color: #8f4405 }"""


class _Card(NamedTuple):
    ref: Ref
    title: str
    front: str
    back: str


def dump_anki(readers: Iterable[Reader], name: str, persona: str = "", made: float | None = None) -> bytes:
    """A package of decks, one a persona and language; `made` is when, in seconds: newer words replace older ones."""
    model = _model()
    decks = [
        _deck(reader, name, who, model)
        for reader in readers
        for who in reader.personas
        if not persona or who == persona
    ]
    with tempfile.TemporaryDirectory() as folder:  # genanki writes to a path only
        path = Path(folder) / "talktrack.apkg"
        genanki.Package([deck for deck in decks if deck.notes]).write_to_file(str(path), timestamp=made or time.time())
        return path.read_bytes()


def _model() -> genanki.Model:
    templates = [{"name": "Talktrack", "qfmt": _FRONT, "afmt": _BACK}]
    return genanki.Model(
        _MODEL, "Talktrack", fields=[{"name": name} for name in _FIELDS], templates=templates, css=_CSS
    )


def _deck(reader: Reader, name: str, persona: str, model: genanki.Model) -> genanki.Deck:
    short = reader.personas[persona].short
    title = f"{name or 'Talktrack'}::{short} ({reader.strings.language_name})"
    deck = genanki.Deck(_number(name, persona, reader.language), title)
    for card in _cards(reader, persona):
        guid = genanki.guid_for("talktrack", str(card.ref), persona, reader.language)
        fields = [str(card.ref), card.title, card.front, card.back]
        deck.add_note(genanki.Note(model, fields, guid=guid, tags=[persona, card.ref.id]))
    return deck


def _number(*parts: str) -> int:
    """A number for a deck, as Anki wants them: the same for the same parts, above those that it gives by itself."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:4], "big") % (1 << 30) + (1 << 30)


def _cards(reader: Reader, persona: str) -> Iterator[_Card]:
    for guide in reader.knowledge.approved:
        if persona in guide.record.for_:
            yield from _of_guide(_Writer(reader, guide, persona))


class _Writer:
    """Writes the cards of a guide for one persona."""

    def __init__(self, reader: Reader, guide: Document[Guide], persona: str) -> None:
        self.reader, self.guide, self.persona = reader, guide, persona
        self.words = exports(reader.language).cards

    def card(self, anchor: str, front: str, *backs: str) -> Iterator[_Card]:
        """A card, where it has an answer."""
        back = "".join(backs)
        if front and back:
            title = str(inline(self.guide.record.title, self.reader.language, None))
            yield _Card(Ref(Kind.GUIDE, self.guide.id, anchor), title, front, back)

    def line(self, verb: str, voice: str, route: Route, lines: Lines | None) -> str:
        """What this persona hears at a moment, below its verb."""
        spoken = self.reader.spoken(self.guide, route, lines, (self.persona,))
        return "".join(self._block(verb, voice, line.text, line.language) for line in spoken)

    def note(self, name: str, text: str | None) -> str:
        """Something to know, below its name."""
        return self._block(name, "note", text) if text else ""

    def text(self, text: str, language: str = "") -> str:
        """A text as HTML."""
        return str(inline(text, language or self.reader.language, None))

    def _block(self, name: str, voice: str, text: str, language: str = "") -> str:
        kind = "" if voice == "note" else f' class="line {voice}"'
        above = self.text(shown(name, self.reader.language))
        return f'<p class="verb">{above}</p><p{kind}>{self.text(text, language)}</p>'


def _of_guide(w: _Writer) -> Iterator[_Card]:
    guide, verbs = w.guide.record, w.reader.strings.verbs
    if guide.open:
        say = w.line(verbs.say, "say", ("open", "say"), guide.open.say)
        ask = w.line(verbs.ask, "ask", ("open", "ask"), guide.open.ask)
        yield from w.card("open", w.text(w.words.opening), say, ask)
    yield from _objections(w)
    for n, check in enumerate(guide.verify):
        if check.claim and w.persona in (check.for_ or guide.for_):
            ask = w.line(verbs.ask, "ask", ("verify", n, "ask"), check.ask)
            told = w.note(w.words.solid, check.solid) + w.note(w.words.hollow, check.hollow)
            yield from w.card(check.id, w.text(check.claim), ask, told)
    if end := guide.next_step:
        ask = w.line(verbs.ask, "ask", ("next_step", "ask"), end.ask)
        yield from w.card(
            "next-step",
            w.text(w.words.ending),
            ask,
            w.line(verbs.otherwise, "say", ("next_step", "fallback"), end.fallback),
        )


def _objections(w: _Writer) -> Iterator[_Card]:
    """Those that the guide owns: what it borrows is learnt once."""
    verbs = w.reader.strings.verbs
    for shown_ in w.reader.objections(w.guide):
        it, at = shown_.objection, ("objections", shown_.place)
        if shown_.borrowed or w.persona not in shown_.personas:
            continue
        first, *others = [w.text(text) for text in it.they_say] or [""]
        more = f"<br><small>{w.text(w.words.also)}: {' / '.join(others)}</small>" if others else ""
        answer = w.line(verbs.answer, "say", (*at, "answer"), it.answer) or w.note(verbs.answer, w.words.none)
        yield from w.card(
            shown_.anchor,
            first and first + more,
            w.note(w.words.meaning, it.meaning),
            w.line(verbs.dig, "ask", (*at, "dig"), it.dig),
            answer,
            w.line(verbs.hand_back, "ask", (*at, "check"), it.check),
        )
