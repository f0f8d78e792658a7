"""Words of the lexicon that a guide uses, explained beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.addresses import Address
from builder.documents import Document
from builder.models import Kind, Lexicon, Record, Ref, texts
from builder.text import heading_slug
from builder.views.reader import Reader
from builder.views.words import Words


class TermView(NamedTuple):
    """A term with its meaning."""

    term: Words
    meaning: Words
    slug: str
    address: Address


def term_views(reader: Reader) -> Iterator[TermView]:
    """Every term of the lexicon, in alphabetical order."""
    document = reader.knowledge.documents.get(Kind.LEXICON, {}).get("lexicon")
    if document is None or not isinstance(document.record, Lexicon):
        return
    ordered = sorted(enumerate(document.record.terms), key=lambda item: heading_slug(item[1].term))
    for n, entry in ordered:
        slug = heading_slug(entry.term)
        address = reader.address(Ref(Kind.LEXICON, slug)) or Address("")
        language = reader.language_of(document, ("terms", n, "meaning"))
        yield TermView(Words(entry.term, language), Words(entry.meaning, language), slug, address)


def terms_in(reader: Reader, document: Document[Record]) -> tuple[TermView, ...]:
    """The terms that stand in a document's texts, as words of their own."""
    known = _known(reader)
    if not known:
        return ()
    written = "\n".join(text for _, text in texts(document.record)).replace("’", "'")
    lower = written.lower()
    return tuple(term.view for term in known if term.stands_in(written if term.is_acronym else lower))


class _Known(NamedTuple):
    """A term to look for; an acronym in capitals only."""

    view: TermView
    needle: str
    is_acronym: bool
    pattern: re.Pattern[str]

    def stands_in(self, text: str) -> bool:
        return self.needle in text and self.pattern.search(text) is not None


@lru_cache(maxsize=8)
def _known(reader: Reader) -> tuple[_Known, ...]:
    return tuple(_look_for(view) for view in term_views(reader))


def _look_for(view: TermView) -> _Known:
    term = view.term.text.replace("’", "'")
    needle = term if term.isupper() else term.lower()
    return _Known(view, needle, term.isupper(), re.compile(rf"(?<!\w){re.escape(needle)}s?(?!\w)"))
