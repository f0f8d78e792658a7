"""Texts from YAML become HTML here and nowhere else: only emphasis, strong, code, blanks, pauses and checked links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from builder.text import Mark, Span, plain, sentences, spans
from builder.typography import typeset

Resolve = Callable[[str], str | None]
"""A ref in a link becomes an address relative to the page; None where the site doesn't show it."""

_ELSEWHERE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_MARKED = re.compile(r"[`\[*_]|\|\|")
_TAGS = {Mark.EMPHASIS: ("<em>", "</em>"), Mark.STRONG: ("<strong>", "</strong>")}
_BETWEEN = "</p><p>"


def inline(text: str, language: str, resolve: Resolve | None) -> Markup:
    """A text as HTML; without `resolve` its links are plain words, as inside another link."""
    if "](" not in text:
        return _cached(text, language)
    return _written(text, language, resolve, ())


def sentence_lines(text: str, language: str, resolve: Resolve) -> Markup:
    """A spoken text as HTML, each sentence in a paragraph of its own, markup kept across them."""
    if "](" not in text:
        return _cached_lines(text, language)
    return Markup("<p>{}</p>").format(_written(text, language, resolve, _ends(text)))


def paragraphs(text: str, language: str, resolve: Resolve) -> Markup:
    """A text in its own paragraphs: one for each line of the file that stands apart."""
    lines = (line for line in text.splitlines() if line.strip())
    return Markup().join(Markup("<p>{}</p>").format(inline(line, language, resolve)) for line in lines)


@lru_cache(maxsize=65536)
def _cached(text: str, language: str) -> Markup:
    if not _MARKED.search(text):
        return escape(typeset(text, language))
    return _written(text, language, None, ())


@lru_cache(maxsize=65536)
def _cached_lines(text: str, language: str) -> Markup:
    if not _MARKED.search(text):
        said = "\n".join(sentences(text)) or plain(text)
        html = str(escape(typeset(said, language))).replace("\n", _BETWEEN)
    else:
        html = _written(text, language, None, _ends(text))
    return Markup(f"<p>{html}</p>")  # noqa: S704  every part has been escaped


def _ends(text: str) -> tuple[int, ...]:
    """Where sentences begin but the first: how many characters that are no spaces stand before."""
    whole, found, at = _solid(plain(text)), [], 0
    for sentence in sentences(text):
        start = whole.find(_solid(sentence), at)
        if start > 0:
            found.append(start)
        at = max(at, start) + len(_solid(sentence))
    return tuple(found)


def _solid(text: str) -> str:
    return "".join(text.split())


def _written(text: str, language: str, resolve: Resolve | None, breaks: tuple[int, ...]) -> Markup:
    writer = _Writer(language, resolve, breaks)
    writer.write(spans(text))
    return Markup("".join(writer.parts))  # noqa: S704  the writer escapes every part


class _Writer:
    """Writes spans; where a sentence ends inside emphasis or a link, it is closed and opened again in the next line."""

    def __init__(self, language: str, resolve: Resolve | None, breaks: tuple[int, ...]) -> None:
        self.language, self.resolve = language, resolve
        self.breaks = list(breaks)
        self.count = 0
        self.open: list[tuple[str, str]] = []
        self.parts: list[str] = []

    def write(self, parts: tuple[Span, ...]) -> None:
        for span in parts:
            if span.mark is Mark.PLAIN:
                self._text(span.text, set_type=True)
            elif span.mark is Mark.CODE:
                self._within(("<code>", "</code>"), span)
            elif span.mark is Mark.PAUSE:
                self.parts.append('<i class="pause"></i>')
            elif span.mark is Mark.BLANK:
                self._within(('<span class="blank">', "</span>"), span)
            elif span.mark is Mark.LINK:
                self._within(self._link(span.address), span)
            else:
                self._within(_TAGS[span.mark], span)

    def _within(self, tag: tuple[str, str], span: Span) -> None:
        self.parts.append(tag[0])
        self.open.append(tag)
        if span.mark is Mark.BLANK:
            self._text("[", set_type=False)
        if span.mark is Mark.CODE:
            self._text(span.text, set_type=False)
        self.write(span.spans)
        if span.mark is Mark.BLANK:
            self._text("]", set_type=False)
        self.open.pop()
        self.parts.append(tag[1])

    def _link(self, address: str) -> tuple[str, str]:
        if self.resolve is None:
            return "", ""
        if _ELSEWHERE.match(address):
            return f'<a href="{escape(address)}" rel="noopener">', "</a>"
        target = self.resolve(address)
        return (f'<a href="{escape(target)}">', "</a>") if target is not None else ("", "")

    def _text(self, text: str, *, set_type: bool) -> None:
        for n, piece in enumerate(self._pieces(text)):
            if n:
                self.parts += [tag[1] for tag in reversed(self.open)]
                self.parts.append(_BETWEEN)
                self.parts += [tag[0] for tag in self.open]
            self.parts.append(escape(typeset(piece, self.language) if set_type else piece))

    def _pieces(self, text: str) -> Iterator[str]:
        """The text cut where a new sentence begins."""
        start = 0
        for at, character in enumerate(text):
            if character.isspace():
                continue
            if self.breaks and self.breaks[0] == self.count:
                self.breaks.pop(0)
                yield text[start:at].rstrip()
                start = at
            self.count += 1
        yield text[start:]
