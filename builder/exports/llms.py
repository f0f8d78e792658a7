"""llms.txt (llmstxt.org): what a language model is told of the site, and where each thing stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.documents import Document
from builder.exports.said import shown
from builder.locales.exports import exports
from builder.models import Kind
from builder.views.reader import Reader

_KINDS = (Kind.PERSONA, Kind.SIGNAL, Kind.EVIDENCE, Kind.ASSET, Kind.PATH)
_ABOUT = {Kind.SIGNAL: "means", Kind.ASSET: "use_when", Kind.PATH: "summary", Kind.PERSONA: "believes"}


def render_llms(reader: Reader, name: str, url: str = "", persona: str = "") -> str:
    """The file for the root of the site at `url` (without it links are relative), with the guides for `persona`."""
    words = exports(reader.language).plain
    head = (f"# {name}", "", f"> {words.index.format(name=name, day=reader.today.isoformat())}", "", words.about)
    return "\n".join((*head, *_guides(reader, url, persona), *_others(reader, url))) + "\n"


def _guides(reader: Reader, url: str, persona: str) -> Iterator[str]:
    guides = [guide for guide in reader.knowledge.approved if not persona or persona in guide.record.for_]
    if guides:
        yield from ("", f"## {reader.strings.sections[Kind.GUIDE]}", "")
    for guide in guides:
        about = [shown(guide.record.summary, reader.language)] if guide.record.summary else []
        about.append(f"({', '.join(reader.shorts(guide.record.for_))})")
        yield _item(reader, guide, url, " ".join(about))


def _others(reader: Reader, url: str) -> Iterator[str]:
    for kind in _KINDS:
        documents = reader.knowledge.documents.get(kind, {}).values()
        if documents:
            yield from ("", f"## {reader.strings.sections[kind]}", "")
        for document in documents:
            about = getattr(document.record, _ABOUT.get(kind, ""), None)
            yield _item(reader, document, url, shown(about, reader.language) if about else "")


def _item(reader: Reader, document: Document[Any], url: str, about: str) -> str:
    title = shown(reader.title(document).text, reader.language).replace("[", "(").replace("]", ")")
    where = reader.address(document.ref)
    return f"- [{title}]({url}{where})" + (f": {about}" if about else "")
