"""What every report is made from, and who answers for a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from builder.documents import Document
from builder.findings import Finding
from builder.knowledge import Knowledge
from builder.models import Guide, Kind, Record, Ref, Settings

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Basis:
    """A published knowledge base, as it was written and as readers of one language see it, judged on a day."""

    base: Knowledge
    """In the site's own language, with its translations."""
    shown: Knowledge
    """In the language of the report."""
    settings: Settings
    today: date
    findings: tuple[Finding, ...] = ()
    _made: dict[Callable[[Basis], Any], Any] = field(default_factory=dict)

    def once(self, report: Callable[[Basis], T]) -> T:
        """A report of this, made the first time that it is asked for."""
        if report not in self._made:
            self._made[report] = report(self)
        made: T = self._made[report]
        return made

    @cached_property
    def approved(self) -> tuple[Document[Guide], ...]:
        """The guides that are counted, as the report's language shows them, by stage."""
        return self.shown.approved

    @cached_property
    def citing(self) -> Mapping[Ref, tuple[str, ...]]:
        """By document: the ids of the approved guides that cite it."""
        known = {guide.ref for guide in self.base.approved}
        return {
            ref: tuple(dict.fromkeys(c.citing.id for c in citations if c.citing.ref in known))
            for ref, citations in self.base.citations.items()
        }

    def owners(self, document: Document[Any]) -> tuple[str, ...]:
        """Who is asked about a document: its owners, else the owners of the guides that cite it, by name."""
        own = tuple(named_in(document))
        if own or document.kind not in {Kind.EVIDENCE, Kind.ASSET}:
            return own
        guides = (self.base.guides[name].record for name in self.citing.get(document.ref, ()))
        return tuple(sorted({guide.owner for guide in guides if guide.owner}))

    def title(self, ref: Ref) -> str:
        """What a document is called in the report's language."""
        found = self.shown.find(ref)
        return name_of(found.record) if found else str(ref)


def named_in(document: Document[Any]) -> Iterator[str]:
    """The people that a document names: who answers for its words, then the rep who tried it."""
    for key in ("owner", "field_owner"):
        if name := getattr(document.record, key, None):
            yield name


def name_of(record: Record) -> str:
    """A document's title, name or claim."""
    return str(next(getattr(record, key) for key in ("title", "name", "claim") if hasattr(record, key)))
