"""The lines file: what a result of the search shows, card by card in the order of the postings; JSON.

    {"version": 1,
     "personas": {id: short name},                   those that decide first
     "verbs": [[voice, words]],                      voice: say, ask, or known for what isn't said
     "kinds": {group: words},                        what results are filtered by
     "foreign": language,                            of the cards that have no translation; absent where there are none
     "guides": [[title, stage (1 to 5), its name, last day that its review holds or ""]],
     "cards": [[address, heads, source, voices]]}    customers' words among the heads between quotation marks

A voice is [number of its verb, lines], a line [ids of personas, none for everyone; seconds, 0 where nothing is said;
text]. In a text each sentence has a line, a pause is "‖". The last voice of a card is the line to say. All texts are
plain and typeset.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.documents import Document
from builder.locales.site import Site, site
from builder.models import Kind, Lines, Persona, Record, Ref, Stage
from builder.search.catalogue import Catalogue
from builder.source import Route
from builder.text import plain, sentences
from builder.typography import typeset
from builder.views.cards import Card, CardKind, page_title
from builder.views.guide import freshness
from builder.views.reader import Reader

VERSION = 1
"""Changes with the format: a browser with an older script says so instead of showing nonsense."""
_NAMED = {
    CardKind.GUIDE: "title", CardKind.STEP: "think", CardKind.OBJECTION: "they_say", CardKind.CHECK: "claim",
    CardKind.SIGNAL: "name", CardKind.ASSET: "title", CardKind.PATH: "title", CardKind.TERM: "term",
}  # fmt: skip
"""The field that a card is known by, where it is one."""
_SAID_BY_CUSTOMERS = {CardKind.OBJECTION, CardKind.CHECK}
_EXCERPT = 280
"""How many characters of a page's section a result shows, about."""
_PAUSE = re.compile(r"(?<=\s)\|\|(?=\s|$)|^\|\|(?=\s)")

Voice = tuple[str, str, str]
"""A field, how it is meant (say, ask, known) and the words for that."""


def dump_lines(reader: Reader, found: Catalogue) -> bytes:
    """The lines file of a language."""
    writer = _Writer(reader)
    cards = [writer.card(card) for card in found.cards]
    foreign = next((card.language for card in found.cards if card.language != reader.language), "")
    data = {
        "version": VERSION,
        "personas": {tag.id: tag.short for tag in reader.personas.values()},
        "verbs": list(writer.verbs),
        "kinds": reader.strings.search.kinds,
        **({"foreign": foreign} if foreign else {}),
        "guides": [writer.guide(guide) for guide in reader.knowledge.approved],
        "cards": cards,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


class _Writer:
    """Writes cards; verbs are numbered as they come up."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.verbs: dict[tuple[str, str], int] = {}
        self._voices, self._places, self._sources = _tables(reader.strings)

    def guide(self, document: Document[Any]) -> list[Any]:
        guide, fresh = document.record, freshness(self.reader, document)
        name = self.reader.strings.stages[guide.stage]
        due = fresh.due.isoformat() if fresh else ""
        title = self._text(document, ("title",), guide.title)
        return [title, list(Stage).index(guide.stage) + 1, name, due]

    def card(self, card: Card) -> list[Any]:
        address = str(self.reader.address(card.ref) or "")
        if card.kind is CardKind.PAGE:
            heads, source, voices = self._page(card)
        else:
            document = _document_of(self.reader, card.ref)
            item = _item(document.record, card.at)
            heads = list(self._heads(card, document, item))
            source = "" if card.guide else self._sources[card.kind]
            voices = [voice for voice in self._said(card, document, item) if voice[1]]
        return [address, heads, source, voices]

    def _page(self, card: Card) -> tuple[list[str], str, list[Any]]:
        title = page_title(self.reader.knowledge.written[str(card.at[0])], card.ref.id)
        text = _excerpt(typeset(card.say, card.language)) if isinstance(card.say, str) else ""
        voices = [[self._verb("known", ""), [[[], 0, text]]]] if text else []
        return [typeset(head, card.language) for head in card.head], typeset(title, card.language), voices

    def _heads(self, card: Card, document: Document[Record], item: Any) -> Iterator[str]:
        """What the card is known by: what customers say, else a claim, a title, or its place in the guide."""
        if card.kind is CardKind.MESSAGE and item.when:
            yield f"{self.reader.strings.guide.when} {self._text(document, (*card.at, 'when'), item.when)}"
        elif card.kind in self._places:
            yield self._places[card.kind]
        elif card.kind is CardKind.EVIDENCE:
            yield self._text(document, ("source", "title"), item.source.title)
        else:
            name = _NAMED.get(card.kind)
            value = getattr(item, name) if name else card.head
            said = card.kind in _SAID_BY_CUSTOMERS
            for text in (value,) if isinstance(value, str) else value or ():
                yield self._text(document, (*card.at, name or "name"), text, quoted=said)

    def _said(self, card: Card, document: Document[Record], item: Any) -> Iterator[list[Any]]:
        if isinstance(item, Persona):
            yield self._of_persona(document, item)
        else:
            for field, voice, words in self._voices[card.kind]:
                value = getattr(item, field)
                yield self._voice(document, (*card.at, field), value, voice, words, card.personas)
            if card.kind is CardKind.NO_ANSWER and item.email and not (item.voicemail or item.gatekeeper):
                route, verb = (*card.at, "email", "body"), self.reader.strings.verbs.email
                yield self._voice(document, route, item.email.body, "say", verb, card.personas)

    def _of_persona(self, document: Document[Record], persona: Persona) -> list[Any]:
        strings = self.reader.strings
        if persona.route and (to := self.reader.personas.get(persona.route.to)):
            verb = strings.verbs.climb.format(to=to.short)
            return self._voice(document, ("route", "say"), persona.route.say, "say", verb, (document.id,))
        return self._voice(document, ("believes",), persona.believes, "known", strings.persona.before)

    def _voice(
        self, document: Document[Record], route: Route, value: Any, voice: str, words: str, scope: tuple[str, ...] = ()
    ) -> list[Any]:
        """A voice with its lines; no lines where nothing is said."""
        if isinstance(value, Lines):
            spoken = self.reader.spoken(document, route, value, scope or tuple(self.reader.personas))
            lines = [
                [line.personas, line.seconds, _sentences(line.text, line.language or self.reader.language)]
                for line in spoken
            ]
        elif value:
            seconds = self.reader.seconds(value, document.language) if voice == "say" else 0
            lines = [[(), seconds, self._text(document, route, value)]]
        else:
            return [0, []]
        return [self._verb(voice, words), lines]

    def _verb(self, voice: str, words: str) -> int:
        return self.verbs.setdefault((voice, words), len(self.verbs))

    def _text(self, document: Document[Record], route: Route, text: str, *, quoted: bool = False) -> str:
        language = self.reader.language_of(document, route) or self.reader.language
        shown = typeset(plain(text), language)
        first, last = site(language).quotes if quoted and not shown.startswith(("«", "“", '"')) else ("", "")
        return f"{first}{shown}{last}"


class _Tables(NamedTuple):
    """Words by kind of card."""

    voices: Mapping[CardKind, tuple[Voice, ...]]
    """What it says, the line to say last."""
    places: Mapping[CardKind, str]
    """Where it stands in its guide, for those that have no other name."""
    sources: Mapping[CardKind, str]
    """What it is, for those that belong to no guide."""


def _tables(strings: Site) -> _Tables:
    guide, verbs = strings.guide, strings.verbs
    say, ask = ("say", "say", verbs.say), ("ask", "ask", verbs.ask)
    voices: dict[CardKind, tuple[Voice, ...]] = {
        CardKind.GUIDE: (("summary", "known", ""),),
        CardKind.OPEN: (say,),
        CardKind.NO_ANSWER: (("gatekeeper", "say", verbs.gatekeeper), ("voicemail", "say", verbs.voicemail)),
        CardKind.STEP: (ask,),
        CardKind.MESSAGE: (say,),
        CardKind.OBJECTION: (("dig", "ask", verbs.dig), ("answer", "say", verbs.answer)),
        CardKind.CHECK: (ask,),
        CardKind.NEXT_STEP: (ask,),
        CardKind.SIGNAL: (say,),
        CardKind.EVIDENCE: (("claim", "say", verbs.say),),
        CardKind.ASSET: (("use_when", "known", ""),),
        CardKind.PATH: (("summary", "known", ""),),
        CardKind.TERM: (("meaning", "known", ""),),
    }
    places = {
        CardKind.OPEN: guide.open, CardKind.NO_ANSWER: guide.no_answer,
        CardKind.NEXT_STEP: guide.next_step, CardKind.MESSAGE: guide.messaging,
    }  # fmt: skip
    sources = {
        CardKind.PERSONA: strings.persona.one, CardKind.SIGNAL: strings.signal.one,
        CardKind.EVIDENCE: strings.evidence.one, CardKind.ASSET: strings.learn.asset,
        CardKind.PATH: strings.sections[Kind.PATH], CardKind.TERM: strings.sections[Kind.LEXICON],
    }  # fmt: skip
    return _Tables(voices, places, sources)


def _document_of(reader: Reader, ref: Ref) -> Document[Record]:
    name = Ref(Kind.LEXICON, "lexicon") if ref.kind is Kind.LEXICON else ref.document
    document = reader.knowledge.find(name)
    if document is None:
        raise LookupError(str(ref))
    return document


def _item(record: Any, route: Route) -> Any:
    for key in route:
        record = record[key] if isinstance(key, int) else getattr(record, key)
    return record


def _sentences(text: str, language: str) -> str:
    said = _PAUSE.sub("‖", text)
    return typeset("\n".join(sentences(said)) or plain(said), language)


def _excerpt(text: str) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rpartition(' ')[0]}…"
