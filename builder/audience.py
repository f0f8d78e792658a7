"""What an audience may see: the rest is cut out here, so that no later layer can leak what it never saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from builder.documents import Document
from builder.knowledge import Knowledge
from builder.models import Asset, Audience, Evidence, Guide, Kind, Lexicon, Persona, Record, Ref

_INTERNAL_KINDS = (Kind.SIGNAL, Kind.PATH, Kind.DECK)
_LISTS = ("messaging", "objections")


def for_audience(knowledge: Knowledge, audience: Audience) -> Knowledge:
    """The same knowledge base without what this audience may not see."""
    if audience is Audience.INTERNAL:
        return knowledge
    kept = {
        kind: _kept(of_kind, audience) for kind, of_kind in knowledge.documents.items() if kind not in _INTERNAL_KINDS
    }
    names = {document.ref for of_kind in kept.values() for document in of_kind.values()}
    trim = _Trim(audience, names)
    documents = {kind: {i: trim(document) for i, document in of_kind.items()} for kind, of_kind in kept.items()}
    translations = {
        language: {ref: trim(document) for ref, document in own.items() if ref in names}
        for language, own in knowledge.translations.items()
    }
    return replace(knowledge, documents=documents, translations=translations)


def _kept(documents: Any, audience: Audience) -> dict[str, Document[Record]]:
    return {i: d for i, d in documents.items() if audience.admits(getattr(d.record, "audience", Audience.PUBLIC))}


class _Trim:
    """Cuts from one document what is for a narrower audience, positions along with it."""

    def __init__(self, audience: Audience, names: set[Ref]) -> None:
        self.audience, self.names = audience, names

    def __call__(self, document: Document[Record]) -> Document[Record]:
        record = document.record
        if isinstance(record, Guide):
            return self._guide(document)
        if isinstance(record, Persona):
            return replace(document, record=Persona(name=record.name, short=record.short, decision=record.decision))
        if isinstance(record, Lexicon):
            return replace(document, record=record.model_copy(update={"avoid": ()}))
        if isinstance(record, Evidence | Asset):
            return replace(document, record=record.model_copy(update={"owner": None}))
        return document

    def _guide(self, document: Document[Record]) -> Document[Record]:
        guide: Any = document.record
        assets = tuple(a for a in guide.assets if Ref(Kind.ASSET, a) in self.names)
        changes: dict[str, Any] = {"signals": (), "assets": assets}
        children = dict(document.root.children) if isinstance(document.root.children, dict) else {}
        for field in _LISTS:
            keep = _indices(getattr(guide, field), self._may_see)
            changes[field] = tuple(getattr(guide, field)[n] for n in keep)
            if field in children and isinstance(children[field].children, tuple):
                below = children[field].children
                children[field] = children[field]._replace(children=tuple(below[n] for n in keep if n < len(below)))
        record = guide.model_copy(update=changes)
        return replace(document, record=record, root=document.root._replace(children=children))

    def _may_see(self, item: Any) -> bool:
        return self.audience.admits(item.audience or Audience.PUBLIC)


def _indices(items: tuple[Any, ...], wanted: Callable[[Any], bool]) -> list[int]:
    return [n for n, item in enumerate(items) if wanted(item)]
