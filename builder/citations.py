"""What a document cites, and in which of its lines."""

from __future__ import annotations

from collections.abc import Iterator

from builder.documents import Citation, Document
from builder.models import (
    DROPPED,
    Asset,
    Deck,
    Evidence,
    Guide,
    Kind,
    LearningPath,
    Persona,
    Record,
    Ref,
    parse_ref,
    parts,
    texts,
)
from builder.source import Route
from builder.text import links

_SECTIONS = {
    field: field.replace("_", "-")
    for field in ("shift", "open", "no_answer", "reasoning", "messaging", "objections", "verify", "next_step", "assets")
}


def line_of(document: Document[Record], route: Route) -> Ref:
    """The ref of the line that a route leads into: the item's anchor in a guide, else the document."""
    record = document.record
    if not isinstance(record, Guide) or not route or route[0] not in _SECTIONS:
        return document.ref
    field = str(route[0])
    items = getattr(record, field)
    if len(route) > 1 and isinstance(route[1], int) and isinstance(items, tuple) and field != "assets":
        return Ref(Kind.GUIDE, document.id, items[route[1]].id)
    return Ref(Kind.GUIDE, document.id, _SECTIONS[field])


def cited(document: Document[Record]) -> Iterator[tuple[Citation, Ref]]:
    """Each line of the document that cites another, with the document it cites; links in texts included."""
    for route, ref in _references(document.record):
        yield Citation(document, route, line_of(document, route)), ref.document
    for route, text in texts(document.record):
        for address in links(text):
            if "://" not in address and (target := parse_ref(address)):
                yield Citation(document, route, line_of(document, route)), target.document


def _references(record: Record) -> Iterator[tuple[Route, Ref]]:
    if isinstance(record, Guide):
        yield from _of_guide(record)
    elif isinstance(record, Persona) and record.route:
        yield ("route", "to"), Ref(Kind.PERSONA, record.route.to)
    elif isinstance(record, Evidence):
        yield from ((("heard", n, "persona"), Ref(Kind.PERSONA, quote.persona)) for n, quote in enumerate(record.heard))
    elif isinstance(record, Asset):
        yield from _ids(("for",), record.for_, Kind.PERSONA)
    elif isinstance(record, LearningPath):
        for n, day in enumerate(record.days):
            yield from _refs(("days", n, "read"), day.read)
            yield from _refs(("days", n, "rehearse"), day.rehearse)
    elif isinstance(record, Deck):
        for n, slide in enumerate(record.slides):
            yield from _refs(("slides", n, "became"), slide.became)


def _of_guide(guide: Guide) -> Iterator[tuple[Route, Ref]]:
    yield from _ids(("signals",), guide.signals, Kind.SIGNAL)
    yield from _ids(("for",), guide.for_, Kind.PERSONA)
    yield from _ids(("assets",), guide.assets, Kind.ASSET)
    if guide.replaced_by:
        yield ("replaced_by",), Ref(Kind.GUIDE, guide.replaced_by)
    for route, part in parts(guide):
        yield from _ids((*route, "evidence"), getattr(part, "evidence", ()), Kind.EVIDENCE)
    for n, objection in enumerate(guide.objections):
        yield from _refs(("objections", n, "see"), (objection.see,) if objection.see else ())


def _ids(route: Route, ids: tuple[str, ...], kind: Kind) -> Iterator[tuple[Route, Ref]]:
    return (((*route, n), Ref(kind, name)) for n, name in enumerate(ids))


def _refs(route: Route, refs: tuple[str, ...]) -> Iterator[tuple[Route, Ref]]:
    parsed = ((n, parse_ref(text)) for n, text in enumerate(refs) if text != DROPPED)
    return (((*route, n), ref) for n, ref in parsed if ref)
