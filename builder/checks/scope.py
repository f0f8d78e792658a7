"""What a rule looks at, and what several rules need of it, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from builder.checks.names import Named, names_of
from builder.checks.parts import Part, parts_of
from builder.checks.said import Said, Spoken, said_in
from builder.checks.targets import Target, links_of, targets_of
from builder.checks.ways import Way, ways_of
from builder.documents import Document
from builder.knowledge import Knowledge
from builder.models import (
    ANYONE,
    RESERVED,
    Guide,
    Kind,
    Persona,
    Record,
    Ref,
    Settings,
    Signal,
    Status,
    personas_of,
)
from builder.text import heading_slug

R = TypeVar("R", bound=Record)


class Addressed(NamedTuple):
    """A persona that a line is written for, and the key that says so."""

    line: Spoken
    key: str
    persona: str


@dataclass(frozen=True)
class Scope:
    """A knowledge base as readers of one language see it, and the documents to judge in it."""

    knowledge: Knowledge
    base: Knowledge
    """The knowledge base in the site's own language: the status of what is cited is its own."""
    settings: Settings
    today: date
    judged: tuple[Document[Record], ...]
    """In the base language all documents, in another one those that are translated."""

    @property
    def is_base(self) -> bool:
        """Whether this is the site's own language."""
        return self.knowledge.language == self.base.language

    def of(self, model: type[R]) -> Iterator[Document[R]]:
        """The documents to judge that hold this kind of record."""
        return (cast(Document[R], document) for document in self.judged if isinstance(document.record, model))

    @cached_property
    def guides(self) -> tuple[Document[Guide], ...]:
        """The guides to judge."""
        return tuple(self.of(Guide))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every record inside the documents to judge."""
        return tuple(part for document in self.judged for part in parts_of(document))

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Everything that is said or asked."""
        return tuple(
            Spoken(part.document, (*part.route, key), lines, self._personas(part), key == "answer")
            for part in self.parts
            for name, key in part.fields.lines
            if (lines := getattr(part.record, name)) is not None
        )

    def _personas(self, part: Part) -> tuple[str, ...]:
        whole = part.document.record
        if isinstance(whole, Guide):
            return part.for_ or whole.for_
        if isinstance(whole, Persona):
            return (part.document.id,)
        return self.personas if isinstance(whole, Signal) else ()

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Each text of what is said or asked, once; of a translation what it writes itself, the rest is its base's."""
        own = (line for line in self.spoken if self.is_base or line.document.writes(line.route))
        return tuple(said for line in own for said in said_in(line))

    @cached_property
    def addressed(self) -> tuple[Addressed, ...]:
        """Every persona that a line is written for, by a key that names them."""
        return tuple(
            Addressed(line, key, persona)
            for line in self.spoken
            if len(line.lines.by_key) > 1 or ANYONE not in line.lines.by_key
            for key in line.lines.by_key
            for persona in personas_of(key)
        )

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """The ids of all personas, those that could not be read included."""
        broken = (ref.id for ref in self.base.broken if ref.kind is Kind.PERSONA)
        return (*self.base.personas, *sorted(broken))

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every place that names a document or a line of one, links in texts included."""
        named = (target for part in self.parts for target in targets_of(part))
        linking = {part.document.path: part.document for part in self.parts if "](" in part.words}
        return (*named, *(target for document in linking.values() for target in links_of(document)))

    @cached_property
    def ways(self) -> tuple[tuple[Document[Guide], tuple[Way, ...]], ...]:
        """The guides to judge, each with the ways through its reasoning."""
        return tuple((guide, tuple(ways_of(guide.record))) for guide in self.guides)

    @cached_property
    def names(self) -> tuple[tuple[Document[Guide], tuple[Named, ...]], ...]:
        """The guides to judge, each with the names that are written in it."""
        return tuple((guide, names_of(guide)) for guide in self.guides)

    def anchors(self, guide: Guide) -> tuple[str, ...]:
        """The anchors of a guide's page."""
        steps = (name for step in guide.reasoning for name in (step.id, *step.formerly))
        objections = (name for objection in guide.objections for name in (objection.id, *objection.formerly))
        others = (item.id for items in (guide.messaging, guide.verify) for item in items)
        return (*RESERVED, *steps, *objections, *others)

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The anchors of the lexicon's page, in both languages."""
        lexicons = (self.base.lexicon, self.knowledge.lexicon)
        words = (
            word for lexicon in lexicons for word in (*(t.term for t in lexicon.terms), *(a.say for a in lexicon.avoid))
        )
        return frozenset(heading_slug(word) for word in words)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Names that guides had, and the names they have."""
        return {name: guide.id for guide in self.base.guides.values() for name in guide.record.formerly}

    def status(self, ref: Ref) -> Status | None:
        """The status of the guide that a ref leads to; None where it leads to no guide that could be read."""
        guide = self.base.guides.get(ref.id) if ref.kind is Kind.GUIDE else None
        return guide.record.status if guide else None
