"""The knowledge base: every document by kind and id, and what cites what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from builder.citations import cited
from builder.documents import Citation, Document, Section, Shown
from builder.models import (
    Asset,
    Decision,
    Deck,
    Evidence,
    Guide,
    Kind,
    LearningPath,
    Lexicon,
    Objection,
    Persona,
    Record,
    Ref,
    Signal,
    Stage,
    Status,
    parse_ref,
)  # fmt: skip


@dataclass(frozen=True)
class Knowledge:
    """Everything by id. Of the same type in every language and for every audience."""

    language: str = "fr"
    documents: Mapping[Kind, Mapping[str, Document[Record]]] = field(default_factory=dict)
    translations: Mapping[str, Mapping[Ref, Document[Record]]] = field(default_factory=dict)
    broken: frozenset[Ref] = frozenset()
    """Documents that exist but could not be read: a reference to them is not reported a second time."""
    written: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    """Hand-written pages by path without extension, with their sections."""
    files: frozenset[str] = frozenset()
    """What lies below content/files/."""

    @cached_property
    def guides(self) -> Mapping[str, Document[Guide]]:
        """Conversation guides, drafts and retired ones included."""
        return cast(Mapping[str, Document[Guide]], self.documents.get(Kind.GUIDE, {}))

    @cached_property
    def personas(self) -> Mapping[str, Document[Persona]]:
        """Personas, those that decide first."""
        found = cast(Mapping[str, Document[Persona]], self.documents.get(Kind.PERSONA, {}))
        order = list(Decision)
        return dict(sorted(found.items(), key=lambda item: (order.index(item[1].record.decision), item[0])))

    @cached_property
    def signals(self) -> Mapping[str, Document[Signal]]:
        """What makes us call."""
        return cast(Mapping[str, Document[Signal]], self.documents.get(Kind.SIGNAL, {}))

    @cached_property
    def evidence(self) -> Mapping[str, Document[Evidence]]:
        """Claims with their sources."""
        return cast(Mapping[str, Document[Evidence]], self.documents.get(Kind.EVIDENCE, {}))

    @cached_property
    def assets(self) -> Mapping[str, Document[Asset]]:
        """What we may send or show."""
        return cast(Mapping[str, Document[Asset]], self.documents.get(Kind.ASSET, {}))

    @cached_property
    def paths(self) -> Mapping[str, Document[LearningPath]]:
        """Onboarding paths."""
        return cast(Mapping[str, Document[LearningPath]], self.documents.get(Kind.PATH, {}))

    @cached_property
    def decks(self) -> Mapping[str, Document[Deck]]:
        """Old decks."""
        return cast(Mapping[str, Document[Deck]], self.documents.get(Kind.DECK, {}))

    @property
    def lexicon(self) -> Lexicon:
        """Words to say and to avoid; empty where there is no lexicon."""
        found = self.documents.get(Kind.LEXICON, {}).get("lexicon")
        return cast(Lexicon, found.record) if found else Lexicon()

    @cached_property
    def pages(self) -> Mapping[str, frozenset[str]]:
        """Hand-written pages by path without extension, with the anchors of their headings."""
        return {
            name: frozenset(section.anchor for section in sections if section.anchor)
            for name, sections in self.written.items()
        }

    def all(self) -> Iterator[Document[Record]]:
        """Every document, by kind and id."""
        return (document for of_kind in self.documents.values() for document in of_kind.values())

    def find(self, ref: Ref) -> Document[Record] | None:
        """The document that a ref leads to; None where there is none that could be read."""
        return self.documents.get(ref.kind, {}).get(ref.id)

    def exists(self, ref: Ref) -> bool:
        """Whether a document of this name is there, be it broken."""
        return self.find(ref) is not None or ref.document in self.broken

    @cached_property
    def approved(self) -> tuple[Document[Guide], ...]:
        """Approved guides by stage (where the customer stands), then title."""
        stages = list(Stage)
        chosen = [g for g in self.guides.values() if g.record.status is Status.APPROVED and g.record.stage]
        return tuple(sorted(chosen, key=lambda g: (stages.index(cast(Stage, g.record.stage)), g.record.title, g.id)))

    def decides(self, persona: str) -> bool:
        """Whether this persona decides."""
        found = self.personas.get(persona)
        return found is not None and found.record.decision is Decision.DECIDES

    def ordered(self, personas: tuple[str, ...]) -> tuple[str, ...]:
        """Known personas of a list, those that decide first."""
        return tuple(persona for persona in self.personas if persona in personas)

    def route(self, persona: str) -> tuple[str, ...]:
        """The personas that this one's route leads through, up to one that decides; cut where it breaks or turns."""
        way: list[str] = []
        start = persona
        while (found := self.personas.get(persona)) and found.record.route and not self.decides(persona):
            persona = found.record.route.to
            if persona in (start, *way) or persona not in self.personas:
                break
            way.append(persona)
        return tuple(way)

    def objections(self, guide: Document[Guide]) -> tuple[Shown, ...]:
        """The objections that a guide shows, borrowed ones followed to their owner."""
        return tuple(
            shown for n, objection in enumerate(guide.record.objections) if (shown := self._shown(guide, n, objection))
        )

    def _shown(self, guide: Document[Guide], index: int, objection: Objection) -> Shown | None:
        everyone = guide.record.for_
        if not objection.see:
            return Shown(objection.id, objection, objection.for_ or everyone, guide, index, borrowed=False)
        lent = self.lender(objection)
        if lent is None:
            return None
        owner, place = lent
        original = owner.record.objections[place]
        answered = original.answer.get if original.answer else lambda _: None
        served = tuple(p for p in everyone if p in (original.for_ or owner.record.for_) and answered(p) is not None)
        return Shown(objection.id, original, served, owner, place, borrowed=True)

    def lender(self, objection: Objection) -> tuple[Document[Guide], int] | None:
        """The guide that owns a borrowed objection and its place there; None where `see` leads nowhere."""
        ref = parse_ref(objection.see or "")
        owner = self.guides.get(ref.id) if ref and ref.kind is Kind.GUIDE else None
        if owner is None or ref is None:
            return None
        place = next(
            (n for n, o in enumerate(owner.record.objections) if ref.anchor in (o.id, *o.formerly) and not o.see), None
        )
        return None if place is None else (owner, place)

    @cached_property
    def citations(self) -> Mapping[Ref, tuple[Citation, ...]]:
        """By document: the lines that cite it (evidence, assets, signals, `see`, paths, decks)."""
        found: dict[Ref, list[Citation]] = {}
        for document in self.all():
            for citation, target in cited(document):
                found.setdefault(target, []).append(citation)
        return {target: tuple(citations) for target, citations in found.items()}

    def in_language(self, language: str) -> Knowledge:
        """The same knowledge base as readers of this language see it: what has no translation in the base language."""
        own = self.translations.get(language, {})
        if language == self.language:
            return self
        documents = {
            kind: {i: own.get(d.ref, d) for i, d in of_kind.items()} for kind, of_kind in self.documents.items()
        }
        return replace(self, language=language, documents=documents)
