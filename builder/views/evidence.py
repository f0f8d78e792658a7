"""Evidence as its pages show it: what research knows beside what customers say, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from builder.documents import Document
from builder.models import Evidence, EvidenceKind, Kind, Ref
from builder.support import SIDES, Side
from builder.views.labels import Label, label
from builder.views.proofs import Backing, Heard, Proof
from builder.views.reader import Reader
from builder.views.words import Words


class EvidenceView(NamedTuple):
    """A piece of evidence's page."""

    claim: Words
    seconds: int
    kind: EvidenceKind
    side: Side
    until: date
    title: Words
    publisher: Words | None
    published: date
    url: str
    heard: tuple[Heard, ...]
    backing: Backing
    """Its own support with that of the other evidence that the same lines cite."""
    others: tuple[Proof, ...]
    """The evidence of the other sides that the same lines cite."""
    uses: tuple[Label, ...]
    source: str
    edit: str


def evidence_view(reader: Reader, document: Document[Evidence]) -> EvidenceView:
    """Everything that an evidence's page shows."""
    record, side = document.record, SIDES[document.record.kind]
    together = reader.backing(cited_together(reader, document.id))
    language = reader.language_of(document, ("claim",))
    return EvidenceView(
        Words(record.claim, language),
        reader.seconds(record.claim, language),
        record.kind,
        side,
        record.valid_until,
        Words(record.source.title, reader.language_of(document, ("source", "title"))),
        reader.words(document, ("source", "publisher"), record.source.publisher),
        record.source.date,
        record.source.url or "",
        reader.heard(document),
        together,
        tuple(proof for proof in together.proofs if proof.side is not side),
        tuple(uses(reader, Ref(Kind.EVIDENCE, document.id))),
        document.path,
        reader.source_link(document.path),
    )


def cited_together(reader: Reader, evidence: str) -> tuple[str, ...]:
    """A piece of evidence and all those that the lines citing it cite too, itself first."""
    return (evidence, *sorted(_beside(reader).get(evidence, set()) - {evidence}))


@lru_cache(maxsize=8)
def _beside(reader: Reader) -> dict[str, set[str]]:
    by_line: dict[Ref, set[str]] = {}
    for target, citations in reader.knowledge.citations.items():
        if target.kind is Kind.EVIDENCE:
            for citation in citations:
                by_line.setdefault(citation.line, set()).add(target.id)
    found: dict[str, set[str]] = {}
    for together in by_line.values():
        for name in together:
            found.setdefault(name, set()).update(together)
    return found


def uses(reader: Reader, ref: Ref) -> Iterator[Label]:
    """The lines that cite a document, once each."""
    lines = dict.fromkeys(citation.line for citation in reader.knowledge.citations.get(ref, ()))
    return (found for line in lines if (found := label(reader, line)))
