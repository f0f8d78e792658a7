"""The knowledge base as a folder of plain Markdown pages that link to one another: for wikis and for any reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from builder.documents import Document
from builder.exports.plain_guides import LINKED, Pages
from builder.locales.exports import exports
from builder.models import Asset, Evidence, Guide, Kind, LearningPath, Persona, Record, Ref, Signal, parse_ref
from builder.views.reader import Reader


def render_markdown(reader: Reader, name: str, persona: str = "") -> dict[str, str]:
    """The pages by path; with `persona` guides that are for them, and the lines that they hear."""
    pages = Pages(reader, persona)
    documents = [d for kind in LINKED for d in _documents(reader, kind, persona)]
    found = {pages.path(d.ref): "\n".join(_page(pages, d)).rstrip() + "\n" for d in documents}
    found["index.md"] = "\n".join(_index(pages, name, documents)) + "\n"
    if reader.knowledge.documents.get(Kind.LEXICON):
        found["lexicon.md"] = "\n".join(_lexicon(pages)) + "\n"
    return dict(sorted(found.items()))


def _documents(reader: Reader, kind: Kind, persona: str) -> tuple[Document[Any], ...]:
    if kind is Kind.GUIDE:
        guides = [*reader.knowledge.approved]
        guides += [d for d in reader.knowledge.guides.values() if d not in guides]
        return tuple(guide for guide in guides if not persona or persona in guide.record.for_)
    return tuple(reader.knowledge.documents.get(kind, {}).values())


def _page(pages: Pages, document: Document[Any]) -> Iterator[str]:
    record = document.record
    yield f"# {pages.text(pages.title(document), document.ref)}"
    yield ""
    writer: Callable[[Pages, Document[Any]], Iterator[str]] = _WRITERS[type(record)]
    yield from writer(pages, document)


def _guide(pages: Pages, document: Document[Guide]) -> Iterator[str]:
    return pages.guide(document)


def _persona(pages: Pages, document: Document[Persona]) -> Iterator[str]:
    p, it = exports(pages.reader.language).plain, document.record
    yield f"{it.short}, {pages.reader.strings.decisions[it.decision]}"
    yield ""
    yield from pages.named(document, ((p.believes, it.believes),))
    for title, items in ((p.cares_about, it.cares_about), (p.fears, it.fears), (p.measured_by, it.measured_by)):
        yield from pages.listed(document, title, items)
    if it.route:
        to = pages.link(Ref(Kind.PERSONA, it.route.to), document.ref)
        verb = pages.reader.strings.verbs.climb.format(to=to)
        yield from pages.spoken(document, verb, ("route", "say"), it.route.say, (document.id,))


def _signal(pages: Pages, document: Document[Signal]) -> Iterator[str]:
    p, it = exports(pages.reader.language).plain, document.record
    hours = int(it.respond_within.total_seconds()) // 3600
    yield from pages.named(
        document,
        ((p.means, it.means), (p.does_not_mean, it.does_not_mean), (p.respond, f"{hours} h" if hours else "1 h")),
    )
    everyone = tuple(pages.reader.personas)
    yield from pages.spoken(document, pages.reader.strings.verbs.say, ("say",), it.say, everyone)
    avoided = tuple(f"{one.say} ({one.because})" if one.because else one.say for one in it.avoid)
    yield from pages.listed(document, p.avoid, avoided)


def _evidence(pages: Pages, document: Document[Evidence]) -> Iterator[str]:
    p, it = exports(pages.reader.language).plain, document.record
    source = f"{it.source.title}, {it.source.date.isoformat()}"
    source += f", <{it.source.url}>" if it.source.url else ""
    yield from pages.named(document, ((p.source, source), (p.valid_until, it.valid_until.isoformat())))
    heard = tuple(
        f"{quote.date.isoformat()}, {', '.join(pages.reader.shorts((quote.persona,)))}: {quote.quote}"
        for quote in it.heard
    )
    yield from pages.listed(document, p.quotes, heard)


def _asset(pages: Pages, document: Document[Asset]) -> Iterator[str]:
    p, it = exports(pages.reader.language).plain, document.record
    yield from pages.named(document, ((p.when, it.use_when), (p.source, f"<{it.url}>" if it.url else it.file)))


def _path(pages: Pages, document: Document[LearningPath]) -> Iterator[str]:
    w, it = exports(pages.reader.language).deck, document.record
    if it.summary:
        yield from (pages.text(it.summary, document.ref), "")
    for n, day in enumerate(it.days, 1):
        yield from (f"## {w.day.format(n=n)} · {pages.text(day.title, document.ref)}", "")
        for title, refs in ((w.read, day.read), (w.rehearse, day.rehearse)):
            found = (ref for text in refs if (ref := parse_ref(text)))
            yield from pages.listed(document, title, tuple(pages.link(ref, document.ref) for ref in found))
        yield from pages.listed(document, w.do, day.do)


_WRITERS: Mapping[type[Record], Any] = {
    Guide: _guide, Persona: _persona, Signal: _signal, Evidence: _evidence, Asset: _asset, LearningPath: _path,
}  # fmt: skip


def _index(pages: Pages, name: str, documents: list[Document[Any]]) -> Iterator[str]:
    words, strings = exports(pages.reader.language).plain, pages.reader.strings
    yield from (f"# {name}", "", words.index.format(name=name, day=pages.reader.today.isoformat()), "", words.about)
    home = Ref(Kind.PAGE, "index")
    for kind in LINKED:
        if of_kind := [d for d in documents if d.kind is kind]:
            yield from ("", f"## {strings.sections[kind]}", "")
            yield from (f"- {pages.link(d.ref, home)}{_summary(pages, d, home)}" for d in of_kind)
    if pages.reader.knowledge.documents.get(Kind.LEXICON):
        yield from ("", f"[{strings.sections[Kind.LEXICON]}](lexicon.md)")


def _summary(pages: Pages, document: Document[Any], home: Ref) -> str:
    summary = getattr(document.record, "summary", None)
    return f": {pages.text(summary, home)}" if summary else ""


def _lexicon(pages: Pages) -> Iterator[str]:
    here, words = Ref(Kind.LEXICON, "lexicon"), pages.reader.knowledge.lexicon
    yield f"# {pages.reader.strings.sections[Kind.LEXICON]}"
    yield ""
    yield from (f"- **{entry.term}**: {pages.text(entry.meaning, here)}" for entry in words.terms)
    if words.avoid:
        yield from ("", f"## {exports(pages.reader.language).plain.avoid}", "")
        for one in words.avoid:
            notes = " ".join(pages.text(text, here) for text in (one.because, one.instead) if text)
            yield f"- **{one.say}**" + (f": {notes}" if notes else "")
