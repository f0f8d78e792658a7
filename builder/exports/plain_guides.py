"""A guide as a plain Markdown page, and what all such pages are written with."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder.addresses import SECTIONS
from builder.documents import Document
from builder.locales.exports import PlainWords, exports
from builder.models import Guide, Kind, Lines, Record, Ref, Step, parse_ref
from builder.source import Route
from builder.text import plain
from builder.typography import JOINER, typeset
from builder.views.labels import label
from builder.views.reader import Reader

_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]+)\)")
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")
_HERE = re.compile(r"(?:[\w./-]+\.md)?(?:#[\w-]+)?$")
"""A way to a page of this folder, written already."""
LINKED = (Kind.GUIDE, Kind.PERSONA, Kind.SIGNAL, Kind.EVIDENCE, Kind.ASSET, Kind.PATH)
"""Kinds that have a page each."""
_PAUSE = re.compile(r" ?\|\| ?")
_HEADING = re.compile(r"^([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class Pages:
    """Writes texts, links and lines as a reader sees them; with `persona` the lines that they hear."""

    reader: Reader
    persona: str = ""

    @property
    def words(self) -> PlainWords:
        """The words around them."""
        return exports(self.reader.language).plain

    def path(self, ref: Ref) -> str:
        """The page of a document, from the folder."""
        if ref.kind is Kind.PAGE:
            return f"{ref.id}.md"
        return "lexicon.md" if ref.kind is Kind.LEXICON else f"{SECTIONS[ref.kind]}/{ref.id}.md"

    def title(self, document: Document[Any]) -> str:
        """What a document is called."""
        return self.reader.title(document).text

    def text(self, text: str, page: Ref) -> str:
        """A text on one line; its links lead to the pages here, what has none is words."""
        first, *rest = _LINK.split(" ".join(text.split()))
        linked = self._set(first)
        for words, target, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            linked += self._link(self._set(words), target, page) + self._set(after)
        return _HEADING.sub(r"\\\1", _PAUSE.sub(f" *({self.reader.strings.pause})* ", linked))

    def link(self, ref: Ref, page: Ref) -> str:
        """A link to a document or a line, in the document's own words."""
        found = label(self.reader, ref)
        name = self._set(plain(found.title.text)) if found else str(ref)
        if found is None or ref.kind not in LINKED:
            return name
        return f"[{name.replace('[', '(').replace(']', ')')}]({self._way(ref, page)})"

    def _set(self, words: str) -> str:
        return typeset(words, self.reader.language).replace(JOINER, "")

    def _link(self, words: str, target: str, page: Ref) -> str:
        if target.startswith(_ELSEWHERE) or _HERE.fullmatch(target):
            return f"[{words}]({target})"
        ref = parse_ref(target)
        known = ref and ref.kind in {*LINKED, Kind.LEXICON} and self.reader.knowledge.find(ref.document)
        return f"[{words}]({self._way(ref, page)})" if ref and known else words

    def _way(self, ref: Ref, page: Ref) -> str:
        way = posixpath.relpath(self.path(ref), posixpath.dirname(self.path(page)) or ".")
        return way + (f"#{ref.anchor}" if ref.anchor else "")

    def spoken(
        self, document: Document[Record], verb: str, route: Route, lines: Lines | None, scope: tuple[str, ...]
    ) -> Iterator[str]:
        """The wordings of a line, each a quotation below who hears it."""
        whom = tuple(p for p in scope if p == self.persona) if self.persona else scope
        for line in self.reader.spoken(document, route, lines, whom) if whom else ():
            who = f" ({', '.join(self.reader.shorts(line.personas))})" if line.personas else ""
            length = "" if route[0] == "shift" else f", {self.reader.strings.seconds.format(n=line.seconds)}"
            yield from (f"**{verb}**{who}{length}", "")
            yield from (f"> {self.text(line.text, document.ref)}", "")

    def named(self, document: Document[Record], items: Iterable[tuple[str, str | None]]) -> Iterator[str]:
        """Texts after their names, where there are any."""
        for name, text in items:
            if text:
                yield from (f"**{name}**: {self.text(text, document.ref)}", "")

    def listed(self, document: Document[Record], title: str, items: tuple[str, ...]) -> Iterator[str]:
        """A list below its name, where it has items."""
        if items:
            yield from (f"**{title}**", "", *(f"- {self.text(item, document.ref)}" for item in items), "")

    def guide(self, document: Document[Guide]) -> Iterator[str]:
        """A guide's page below its title."""
        return _GuidePage(self, document).lines()


@dataclass(frozen=True)
class _GuidePage:
    pages: Pages
    document: Document[Guide]

    def lines(self) -> Iterator[str]:
        """All of it."""
        yield from self._about()
        yield from self._beginning()
        yield from self._chain()
        yield from self._around()
        yield from self._ending()

    def _section(self, anchor: str, title: str, level: int = 2) -> tuple[str, ...]:
        here = self.pages.text(title, self.document.ref)
        return f'<a id="{anchor}"></a>', "", f"{'#' * level} {here}", ""

    def _said(self, verb: str, route: Route, lines: Lines | None, scope: tuple[str, ...] = ()) -> Iterator[str]:
        return self.pages.spoken(self.document, verb, route, lines, scope or self.document.record.for_)

    def _proofs(self, evidence: Iterable[str]) -> Iterator[str]:
        links = (self.pages.link(Ref(Kind.EVIDENCE, name), self.document.ref) for name in evidence)
        return self.pages.listed(self.document, self.pages.reader.strings.sections[Kind.EVIDENCE], tuple(links))

    def _about(self) -> Iterator[str]:
        guide, pages, w = self.document.record, self.pages, self.pages.words
        if guide.summary:
            yield from (pages.text(guide.summary, self.document.ref), "")
        stage = pages.reader.strings.stages[guide.stage] if guide.stage else None
        yield from pages.named(self.document, ((w.for_, ", ".join(pages.reader.shorts(guide.for_))), (w.stage, stage)))
        signals = (pages.link(Ref(Kind.SIGNAL, name), self.document.ref) for name in guide.signals)
        yield from pages.named(self.document, ((w.signals, ", ".join(signals)),))

    def _beginning(self) -> Iterator[str]:
        guide, strings = self.document.record, self.pages.reader.strings
        if guide.shift:
            yield from self._section("shift", strings.places.shift.capitalize())
            words = self.pages.words
            yield from self._said(words.before, ("shift", "from"), guide.shift.before)
            yield from self._said(words.after, ("shift", "to"), guide.shift.after)
        if guide.open:
            yield from self._section("open", strings.places.open.capitalize())
            yield from self._said(strings.verbs.say, ("open", "say"), guide.open.say)
            yield from self._said(strings.verbs.ask, ("open", "ask"), guide.open.ask)
            yield from self._proofs(guide.open.evidence)
        if nobody := guide.no_answer:
            yield from self._section("no-answer", strings.places.no_answer.capitalize())
            yield from self._said(strings.verbs.gatekeeper, ("no_answer", "gatekeeper"), nobody.gatekeeper)
            yield from self._said(strings.verbs.voicemail, ("no_answer", "voicemail"), nobody.voicemail)
            body = nobody.email.body if nobody.email else None
            yield from self._said(strings.verbs.email, ("no_answer", "email", "body"), body)

    def _chain(self) -> Iterator[str]:
        for n, step in enumerate(self.document.record.reasoning):
            yield from self._section(step.id, f"{n + 1}. {step.think or step.id}".replace(". ", " · ", 1))
            yield from self._step(n, step)

    def _step(self, n: int, step: Step) -> Iterator[str]:
        pages, verbs, at = self.pages, self.pages.reader.strings.verbs, ("reasoning", n)
        yield from self._said(verbs.ask, (*at, "ask"), step.ask)
        yield from pages.listed(self.document, pages.words.listen, step.listen_for)
        yield from self._said(verbs.say, (*at, "say"), step.say)
        forks = tuple(
            f"{fork.they} → [{fork.go}](#{fork.go.rpartition(':')[2].replace('_', '-')})" for fork in step.hear
        )
        if forks:
            yield from (f"**{pages.words.forks}**", "", *(f"- {fork}" for fork in forks), "")
        yield from self._proofs(step.evidence)

    def _around(self) -> Iterator[str]:
        pages, verbs = self.pages, self.pages.reader.strings.verbs
        for n, message in enumerate(self.document.record.messaging):
            yield f'<a id="{message.id}"></a>'
            yield ""
            yield from self._said(verbs.say, ("messaging", n, "say"), message.say, message.for_)
            w = pages.words
            yield from pages.named(self.document, ((w.when, message.when), (w.instead_of, message.instead_of)))
        for shown in pages.reader.objections(self.document):
            it, at = shown.objection, ("objections", shown.place)
            yield from self._section(shown.anchor, " / ".join(it.they_say) or shown.anchor)
            yield from pages.named(self.document, ((exports(pages.reader.language).cards.meaning, it.meaning),))
            for verb, key in ((verbs.dig, "dig"), (verbs.answer, "answer"), (verbs.hand_back, "check")):
                yield from pages.spoken(shown.owner, verb, (*at, key), getattr(it, key), shown.personas)
            yield from self._proofs(it.evidence)

    def _ending(self) -> Iterator[str]:
        guide, pages, strings = self.document.record, self.pages, self.pages.reader.strings
        cards = exports(pages.reader.language).cards
        for n, check in enumerate(guide.verify):
            yield from self._section(check.id, check.claim or check.id)
            yield from self._said(strings.verbs.ask, ("verify", n, "ask"), check.ask, check.for_)
            yield from pages.named(self.document, ((cards.solid, check.solid), (cards.hollow, check.hollow)))
        if end := guide.next_step:
            yield from self._section("next-step", strings.places.next_step.capitalize())
            yield from self._said(strings.verbs.ask, ("next_step", "ask"), end.ask)
            yield from self._said(strings.verbs.otherwise, ("next_step", "fallback"), end.fallback)
        if guide.assets:
            links = (pages.link(Ref(Kind.ASSET, name), self.document.ref) for name in guide.assets)
            yield from pages.listed(self.document, strings.sections[Kind.ASSET], tuple(links))
