"""What templates write with: texts, quotations, dates and links, as one page in one language needs them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from builder.addresses import Address
from builder.locales.site import Site
from builder.models import Ref, parse_ref
from builder.rendering.inline import inline, paragraphs, sentence_lines
from builder.text import plain
from builder.typography import typeset
from builder.views.places import Places
from builder.views.words import Line, Words


class Voices(NamedTuple):
    """What all pages of a site share: its words in every language, where everything is, proofs written already."""

    languages: dict[str, Site]
    places: Places
    proofs: dict[tuple[str, int, Address], str]


class Pen:
    """Writes for the page at one path, in one language."""

    def __init__(self, voices: Voices, language: str, path: str, root: str | None = None) -> None:
        self.language, self.path, self.root = language, path, root
        self._voices = voices
        self.site = voices.languages[language]

    def href(self, address: Address) -> str:
        """The link from this page to an address."""
        return address.seen_from(self.path) if self.root is None else f"{self.root}{address}"

    def file(self, path: str) -> str:
        """The link from this page to a file of the site."""
        return ("../" * self.path.count("/") if self.root is None else self.root) + path

    def text(self, words: Words, *, links: bool = True) -> Markup:
        """A text; in another language than the page's it says which."""
        html = inline(words.text, words.language or self.language, self.resolve if links else None)
        return _in_language(words.language, html) if words.language else html

    def quote(self, words: Words | Line, *, links: bool = True) -> Markup:
        """What somebody says, between the quotation marks of its language."""
        html = inline(words.text, words.language or self.language, self.resolve if links else None)
        if not words.text.startswith(("«", "“", '"')):
            first, last = self._quotes(words.language)
            html = escape(first) + html + last
        return _in_language(words.language, html) if words.language else html

    def plain(self, words: Words, *, quoted: bool = False) -> str:
        """A text without markup: for titles and labels."""
        text = typeset(plain(words.text), words.language or self.language)
        first, last = self._quotes(words.language) if quoted and not text.startswith("«") else ("", "")
        return f"{first}{text}{last}"

    def lines(self, line: Line) -> Markup:
        """What is said, each sentence on a line of its own."""
        return sentence_lines(line.text, line.language or self.language, self.resolve)

    def sentences(self, words: Words) -> Markup:
        """A text that isn't said, each sentence on a line of its own."""
        return sentence_lines(words.text, words.language or self.language, self.resolve)

    def paragraphs(self, line: Line) -> Markup:
        """What is written, in its paragraphs."""
        return paragraphs(line.text, line.language or self.language, self.resolve)

    def day(self, day: date, *, year: bool = True) -> Markup:
        """A date in words that scripts can read too."""
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), self.site.day(day, year=year))

    def language_name(self, code: str) -> str:
        """A language as this one calls it."""
        return self.site.languages.get(code, code)

    def resolve(self, address: str) -> str | None:
        """The link from this page to what a ref names."""
        ref: Ref | None = parse_ref(address)
        place = self._voices.places.find(ref, self.language) if ref else None
        return self.href(place.address) if place else None

    def _quotes(self, language: str) -> tuple[str, str]:
        known = self._voices.languages.get(language) if language else self.site
        first, last = (known or self.site).quotes
        return first, last


def _in_language(language: str, html: Markup) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, html)
