"""Every page of the site in one language: where it is, what it is called, and the view that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builder.addresses import Address
from builder.documents import Document
from builder.models import Kind, Record, Ref, Stage
from builder.text import plain
from builder.typography import JOINER, typeset
from builder.views.call import call_view
from builder.views.evidence import evidence_view
from builder.views.guide import GuideView, guide_view
from builder.views.labels import Label, label
from builder.views.learning import asset_view, deck_view, path_view
from builder.views.library import KINDS, guide_rows, persona_view, signal_view
from builder.views.lists import by_stage, home_view, lexicon_view, list_view
from builder.views.reader import Reader
from builder.views.sheet import sheet_view
from builder.views.shell import search_page
from builder.views.words import Words


@dataclass(frozen=True)
class Section:
    """A part of a page, for its contents."""

    title: str
    anchor: str


@dataclass(frozen=True)
class PageView:
    """A page to render: the name of its template and what the template is given."""

    path: str
    title: str
    kind: str
    template: str
    context: dict[str, Any]
    ref: Ref | None = None
    """The document that it shows."""
    toc: tuple[Section, ...] = ()
    source: str = ""
    description: str = ""
    preview: str = ""
    """The first line to say."""
    personas: tuple[str, ...] = ()
    """Whose lines the page tells apart."""
    target: Address | None = None
    """Where a redirect leads."""


_VIEWS: dict[Kind, Any] = {
    Kind.GUIDE: guide_view, Kind.PERSONA: persona_view, Kind.SIGNAL: signal_view, Kind.EVIDENCE: evidence_view,
    Kind.ASSET: asset_view, Kind.PATH: path_view, Kind.DECK: deck_view,
}  # fmt: skip


def pages(reader: Reader) -> Iterator[PageView]:
    """Every page in the reader's language; documents without a translation have only their base page."""
    yield _home(reader)
    yield _search(reader)
    for kind in KINDS:
        if reader.knowledge.documents.get(kind):
            yield _list(reader, kind)
    if reader.knowledge.documents.get(Kind.LEXICON):
        yield _lexicon(reader)
    for kind in (Kind.GUIDE, *KINDS):
        for document in reader.knowledge.documents.get(kind, {}).values():
            if document.language == reader.language:
                page = _document(reader, document)
                yield page
                if document.kind is Kind.GUIDE:
                    yield _call(reader, page)
    yield _sheet(reader)
    yield from _moved(reader)


def not_found(reader: Reader) -> PageView:
    """The page of addresses that lead nowhere."""
    lost = reader.strings.lost
    groups = by_stage(reader, guide_rows(reader))
    context = {"title": lost.title, "lead": lost.lead, "target": None, "groups": groups}
    return PageView("404.html", lost.title, "404", "lost", context)


def _home(reader: Reader) -> PageView:
    title = reader.strings.home.title
    return PageView(reader.start, title, "home", "home", {"view": home_view(reader)}, description=title)


def _search(reader: Reader) -> PageView:
    """The page of the search, which lists the guides until something is searched."""
    title = reader.strings.search.title
    context = {"groups": by_stage(reader, guide_rows(reader))}
    return PageView(search_page(reader), title, "search", "search", context, description=title)


def _list(reader: Reader, kind: Kind) -> PageView:
    view = list_view(reader, kind)
    toc = tuple(Section(group.title, group.anchor) for group in view.groups if group.anchor)
    path = reader.places.section(kind, reader.language).path
    return PageView(path, view.title, f"{kind}-list", "list", {"view": view}, toc=toc, description=view.lead)


def _lexicon(reader: Reader) -> PageView:
    strings = reader.strings
    document = reader.knowledge.documents[Kind.LEXICON]["lexicon"]
    path = reader.places.section(Kind.LEXICON, reader.language).path
    return PageView(
        path,
        strings.sections[Kind.LEXICON],
        "lexicon",
        "lexicon",
        {"view": lexicon_view(reader)},
        source=document.path,
        description=strings.learn.lexicon_lead,
    )


def _document(reader: Reader, document: Document[Record]) -> PageView:
    view = _VIEWS[document.kind](reader, document)
    context: dict[str, Any] = {"view": view}
    toc: tuple[Section, ...] = ()
    personas: tuple[str, ...] = ()
    title = _plain(reader, reader.title(document))
    if isinstance(view, GuideView):
        toc = _guide_sections(reader, view)
        stages = list(Stage)
        context |= {"toc": toc, "number": stages.index(view.stage) + 1 if view.stage else 0}
        personas = tuple(tag.id for tag in view.personas)
    elif document.kind is Kind.PERSONA:
        context["groups"] = by_stage(reader, view.guides)
        title = view.tag.short
    elif document.kind is Kind.SIGNAL:
        personas = view.personas
    place = reader.places.find(document.ref, reader.language)
    return PageView(
        place.address.path if place else "",
        title,
        str(document.kind),
        str(document.kind),
        context,
        document.ref,
        toc,
        document.path,
        _description(reader, document),
        _first_line(reader, view) if isinstance(view, GuideView) else "",
        personas,
    )


def _call(reader: Reader, guide: PageView) -> PageView:
    """Call mode of a guide, below the guide's own address."""
    view = call_view(reader.strings, guide.context["view"], Address(guide.path))
    title = f"{reader.strings.call.title} {guide.title}"
    path = f"{guide.path}call/"
    return PageView(
        path, title, "call", "call", {"view": view}, guide.ref, source=guide.source, personas=guide.personas
    )


def _sheet(reader: Reader) -> PageView:
    """The page that becomes the sheet of one call."""
    words = reader.strings.sheet
    view, path = sheet_view(reader), f"{reader.start}call/"
    return PageView(
        path, words.title, "sheet", "sheet", {"view": view}, description=words.lead, personas=tuple(reader.personas)
    )


def _guide_sections(reader: Reader, view: GuideView) -> tuple[Section, ...]:
    words = reader.strings.guide
    parts = (
        (words.shift, "shift", view.before or view.after),
        (words.open, "open", view.say or view.ask),
        (words.reasoning, "reasoning", view.steps),
        (words.messaging, "messaging", view.messages),
        (words.objections, "objections", view.objections),
        (words.verify, "verify", view.checks),
        (words.next_step, "next-step", view.next_ask or view.fallback),
        (words.assets, "assets", view.assets),
    )
    return tuple(Section(title, anchor) for title, anchor, there in parts if there)


def _moved(reader: Reader) -> Iterator[PageView]:
    """Addresses of guides that were renamed, replaced, or are gone."""
    lost = reader.strings.lost
    for old, new in reader.places.moved.items():
        path = f"{reader.places.section(Kind.GUIDE, reader.language).path}guides/{old}/"
        found: Label | None = label(reader, Ref(Kind.GUIDE, new)) if new else None
        if found and not found.language:
            context: dict[str, Any] = {"title": lost.moved, "lead": lost.moved_lead, "target": found, "groups": ()}
            yield PageView(path, lost.moved, "redirect", "lost", context, target=found.address)
        elif not new and reader.language == reader.places.base:
            groups = by_stage(reader, guide_rows(reader))
            context = {"title": lost.gone, "lead": lost.gone_lead, "target": None, "groups": groups}
            yield PageView(path, lost.gone, "redirect", "lost", context)


def _plain(reader: Reader, words: Words) -> str:
    return typeset(plain(words.text), words.language or reader.language).replace(JOINER, "")


def _first_line(reader: Reader, guide: GuideView) -> str:
    return next((_plain(reader, Words(line.text, line.language)) for line in guide.say), "")


def _description(reader: Reader, document: Document[Record]) -> str:
    record: Any = document.record
    for key in ("summary", "means", "believes", "use_when"):
        if text := getattr(record, key, None):
            return _plain(reader, Words(text, reader.language_of(document, (key,))))
    return _plain(reader, reader.title(document))
