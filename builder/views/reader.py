"""One reader's view of the knowledge base: in their language, on this day. Every view is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document, Shown
from builder.knowledge import Knowledge
from builder.locales.site import Site
from builder.models import Decision, Evidence, Guide, Kind, Lines, Record, Ref, Settings, Stage
from builder.source import Route
from builder.support import SIDES, weight
from builder.text import seconds
from builder.views.places import Places
from builder.views.proofs import Backing, Heard, Proof, backing
from builder.views.words import Line, Spoken, Variant, Words, variants

_MANY = 3


class PersonaTag(NamedTuple):
    """A persona as pages name them."""

    id: str
    short: str
    name: Words
    decision: Decision
    address: Address

    @property
    def decides(self) -> bool:
        """Whether they decide."""
        return self.decision is Decision.DECIDES


@dataclass(frozen=True, eq=False)
class Reader:
    """The published knowledge base in one language, with its strings, its places and its day."""

    knowledge: Knowledge
    strings: Site
    places: Places
    settings: Settings
    today: date
    edit: str = ""
    """What a source path is added to for an edit link; no links without it."""
    _proofs: dict[str, Proof | None] = field(default_factory=dict)
    _objections: dict[str, tuple[Shown, ...]] = field(default_factory=dict)

    @cached_property
    def language(self) -> str:
        """The language of the pages."""
        return self.knowledge.language

    @cached_property
    def _base(self) -> str:
        return self.places.base

    @property
    def start(self) -> str:
        """The folder of this language's pages."""
        return self.places.start(self.language)

    # ── words ──

    def language_of(self, document: Document[Record], route: Route) -> str:
        """The language of what stands at a route, where it isn't the page's."""
        written = document.language
        if written != self._base and not document.writes(route):
            written = self._base
        return "" if written == self.language else written

    def words(self, document: Document[Record], route: Route, text: str | None) -> Words | None:
        """A text of a document, None where there is none."""
        return Words(text, self.language_of(document, route)) if text else None

    def each(self, document: Document[Record], route: Route, texts: Iterable[str]) -> tuple[Words, ...]:
        """The texts of a list."""
        language = self.language_of(document, route)
        return tuple(Words(text, language) for text in texts)

    def title(self, document: Document[Record]) -> Words:
        """What a document is called."""
        record = document.record
        key = next(key for key in ("title", "name", "claim") if hasattr(record, key))
        return Words(getattr(record, key), self.language_of(document, (key,)))

    def spoken(
        self,
        document: Document[Record],
        route: Route,
        lines: Lines | None,
        scope: tuple[str, ...],
        *,
        tagged: bool = False,
    ) -> Spoken:
        """The wordings of a line for whoever is in `scope`; with `tagged` each names them even where all hear it."""
        if not lines:
            return ()
        language = self.language_of(document, route)
        return tuple([self._line(variant, scope, language, tagged) for variant in variants(lines, scope)])

    def _line(self, variant: Variant, scope: tuple[str, ...], language: str, tagged: bool) -> Line:
        text, personas, rest = variant
        if personas == scope:
            tags = self._tags(personas, rest=False) if tagged else ()
            return Line(text, self.seconds(text, language), (), tags, language)
        return Line(text, self.seconds(text, language), personas, self._tags(personas, rest=rest), language)

    def seconds(self, text: str, language: str = "") -> int:
        """How long a text takes to say in its language."""
        return max(1, round(seconds(text, self.settings.speed(language or self.language))))

    def _tags(self, personas: tuple[str, ...], *, rest: bool) -> tuple[str, ...]:
        return (self.strings.others,) if rest and len(personas) > _MANY else self.shorts(personas)

    # ── personas ──

    @cached_property
    def personas(self) -> dict[str, PersonaTag]:
        """Every persona, those that decide first."""
        return {i: self._persona(document) for i, document in self.knowledge.personas.items()}

    def _persona(self, document: Document[Record]) -> PersonaTag:
        record = self.knowledge.personas[document.id].record
        address = self.address(document.ref) or Address("")
        name = Words(record.name, self.language_of(document, ("name",)))
        return PersonaTag(document.id, record.short, name, record.decision, address)

    def tags(self, personas: Iterable[str]) -> tuple[PersonaTag, ...]:
        """The personas of a list, those that decide first."""
        chosen = set(personas)
        return tuple(tag for i, tag in self.personas.items() if i in chosen)

    def shorts(self, personas: Iterable[str]) -> tuple[str, ...]:
        """Their short names."""
        return self._shorts(tuple(personas))

    @cached_property
    def _shorts(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        return lru_cache(maxsize=4096)(lambda personas: tuple(tag.short for tag in self.tags(personas)))

    # ── guides ──

    def objections(self, guide: Document[Guide]) -> tuple[Shown, ...]:
        """The objections that a guide shows, looked up once."""
        if guide.id not in self._objections:
            self._objections[guide.id] = self.knowledge.objections(guide)
        return self._objections[guide.id]

    def approved_for(self, persona: str, stage: Stage) -> tuple[Document[Guide], ...]:
        """The approved guides of a stage for a persona."""
        return self._approved_for.get((persona, stage), ())

    @cached_property
    def _approved_for(self) -> dict[tuple[str, Stage | None], tuple[Document[Guide], ...]]:
        found: dict[tuple[str, Stage | None], list[Document[Guide]]] = {}
        for guide in self.knowledge.approved:
            for persona in guide.record.for_:
                found.setdefault((persona, guide.record.stage), []).append(guide)
        return {key: tuple(guides) for key, guides in found.items()}

    # ── places ──

    def address(self, ref: Ref) -> Address | None:
        """Where a document or a line is shown to this reader."""
        place = self.places.find(ref, self.language)
        return place.address if place else None

    def source_link(self, path: str) -> str:
        """Where the file behind a page is edited; empty where nothing is known of it."""
        return self.edit + path if self.edit and path else ""

    # ── evidence ──

    def backing(self, evidence: Iterable[str]) -> Backing:
        """What these pieces of evidence give a line that cites them."""
        return backing(self.proofs(evidence))

    def proofs(self, evidence: Iterable[str]) -> Iterator[Proof]:
        """The published ones of these pieces of evidence."""
        for name in dict.fromkeys(evidence):
            if name not in self._proofs:
                found = self.knowledge.evidence.get(name)
                self._proofs[name] = self._proof(found) if found else None
            if proof := self._proofs[name]:
                yield proof

    def _proof(self, document: Document[Evidence]) -> Proof:
        record = document.record
        return Proof(
            Words(record.claim, self.language_of(document, ("claim",))),
            SIDES[record.kind],
            weight(record),
            record.valid_until,
            self.address(Ref(Kind.EVIDENCE, document.id)) or Address(""),
            Words(record.source.title, self.language_of(document, ("source", "title"))),
            record.source.date,
            self.heard(document),
            expired=record.valid_until < self.today,
        )

    def heard(self, document: Document[Evidence]) -> tuple[Heard, ...]:
        """What customers said, newest first."""
        quotes = sorted(enumerate(document.record.heard), key=lambda item: item[1].date, reverse=True)
        return tuple(
            Heard(
                Words(quote.quote, self.language_of(document, ("heard", n, "quote"))),
                ", ".join(self.shorts((quote.persona,))),
                quote.date,
            )
            for n, quote in quotes
        )
