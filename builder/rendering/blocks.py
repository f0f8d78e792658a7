"""Blocks that pages hold by the dozen: what is said, what supports it, whom it is for.

Written here and not as Jinja macros because they are most of a page: a macro costs five times as much, which a
thousand guides make seconds. Whatever comes from outside passes through `escape` or the inline renderer.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote as percent_encoded

from markupsafe import Markup, escape

from builder.locales.script import Script
from builder.locales.site import counted
from builder.rendering.pen import Pen, Voices
from builder.support import Mark
from builder.text import plain
from builder.typography import JOINER, typeset
from builder.views.proofs import Backing, Proof
from builder.views.reader import PersonaTag
from builder.views.words import Line, Spoken, Words


class Blocks(Pen):
    """The pen of one page with the blocks that come again and again."""

    def __init__(self, voices: Voices, script: Script, language: str, path: str, root: str | None = None) -> None:
        super().__init__(voices, language, path, root)
        self.script = script
        self._place = (language, path.count("/"))

    def voice(self, spoken: Spoken, kind: str, verb: str, *, mail: bool = False) -> Markup:
        """What is said (`say`) or asked (`ask`) at one moment, in each of its wordings."""
        return Markup("".join([self._line(kind, verb, line, mail) for line in spoken]))  # noqa: S704  of escaped parts

    def _line(self, kind: str, verb: str, line: Line, mail: bool) -> str:
        said = self.paragraphs(line) if mail else self.lines(line)
        length = self.site.seconds.format(n=line.seconds)
        foreign = (self.language, self.language_name(line.language)) if line.language else None
        head = _head(verb, length, line.tags, foreign)
        language = f' lang="{escape(line.language)}"' if line.language else ""
        return f'<div class="{kind}{" mail" if mail else ""}"{_only(line.personas)}{language}>{head}{said}</div>\n'

    def mail_links(self, spoken: Spoken, subject: Words | None) -> Markup:
        """Links that open an e-mail in the mail program, one for each of its wordings; blanks stay in brackets."""
        return Markup("".join([self._mail_link(line, subject) for line in spoken]))  # noqa: S704  of escaped parts

    def _mail_link(self, line: Line, subject: Words | None) -> str:
        body = "\r\n\r\n".join(self._mailed(part, line.language) for part in line.text.splitlines() if part.strip())
        title = f"subject={percent_encoded(self._mailed(subject.text, subject.language))}&" if subject else ""
        address = escape(f"mailto:?{title}body={percent_encoded(body)}")
        return (
            f'<p class="acts"{_only(line.personas)}><a class="btn" href="{address}">{escape(self.site.guide.open_mail)}'
            f"</a>{_tags(line.tags)}</p>"
        )

    def _mailed(self, text: str, language: str) -> str:
        return typeset(plain(text), language or self.language).replace(JOINER, "")

    def only(self, personas: tuple[str, ...]) -> Markup:
        """The attribute of what is for these personas only."""
        return _only(personas)

    def tags(self, names: tuple[str, ...]) -> Markup:
        """Names to show beside a line while every persona's lines are shown."""
        return _tags(names)

    def power(self, persona: PersonaTag) -> Markup:
        """What part a persona has in the decision."""
        return _power(self.site.decisions[persona.decision], persona.decides)

    def link_name(self, words: Words) -> str:
        """What the link to a line is called for those who don't see it."""
        return self.site.guide.link_to.format(title=self.plain(words))

    def mark(self, mark: Mark) -> Markup:
        """A mark of support, with its word."""
        return _mark(mark, self.script.marks[mark])

    def under(self, backing: Backing, anchor: str, *, bare: bool = False) -> Markup:
        """What stands under a line: its proofs, folded, and its address; with `bare` that it has none."""
        proofs = ""
        if backing.proofs:
            items = "".join([self._proof(proof) for proof in backing.proofs])
            proofs = (
                f'<details class="proof"><summary>{self.mark(backing.mark)} <span>{self.counts(backing)}</span> '
                f'<i class="i i-down"></i></summary><ul>{items}</ul></details>'
            )
        elif bare:
            proofs = f'<span class="proof">{self.mark(Mark.BARE)} {escape(self.script.none)}</span>'
        elif not anchor:
            return Markup()
        link = f'<a class="ref" href="#{escape(anchor)}">{escape(self.site.link)}</a>'
        return Markup(f'<div class="under">{proofs}{link}</div>')  # noqa: S704  of escaped parts

    def counts(self, backing: Backing) -> Markup:
        """How many proofs there are on each side, in words."""
        said = ", ".join(counted(self.script.sides[side], number) for side, number in backing.counts)
        return escape(said or self.script.none)

    def _proof(self, proof: Proof) -> str:
        known = self._voices.proofs
        key = (*self._place, proof.address)
        if key not in known:
            known[key] = self._written_proof(proof)
        return known[key]

    def _written_proof(self, proof: Proof) -> str:
        weight = f' data-n="{proof.weight}"' if proof.weight > 1 else ""
        until = f"{self.site.proof.until} {self.site.day(proof.until)}."
        claim = f'<a href="{escape(self.href(proof.address))}">{self.text(proof.claim, links=False)}</a>'
        return (
            f'<li data-side="{proof.side}"{weight} data-until="{proof.until}">{claim} {self._source(proof)} '
            f'<span class="until">{escape(until)}</span></li>'
        )

    def _source(self, proof: Proof) -> str:
        if proof.heard:
            newest = proof.heard[0]
            return f"{self.quote(newest.quote)} {escape(f'{newest.who}, {self.site.day(newest.date)}.')}"
        return f"{self.text(proof.source)}, {escape(self.site.month_of(proof.published))}."


@lru_cache(maxsize=4096)
def _only(personas: tuple[str, ...]) -> Markup:
    return Markup(' data-for="{}"').format(" ".join(personas)) if personas else Markup()


@lru_cache(maxsize=4096)
def _tags(names: tuple[str, ...]) -> Markup:
    return Markup("").join(Markup('<span class="tag">{}</span> ').format(name) for name in names)


@lru_cache(maxsize=64)
def _power(word: str, decides: bool) -> Markup:
    return Markup('<span class="power{}">{}</span>').format(" signs" if decides else "", word)


@lru_cache(maxsize=64)
def _mark(mark: Mark, word: str) -> Markup:
    return Markup('<span class="mark {}"><i></i>{}</span>').format(mark, word)


@lru_cache(maxsize=16384)
def _head(verb: str, length: str, tags: tuple[str, ...], foreign: tuple[str, str] | None) -> Markup:
    """The verb of a line, how long it takes, for whom it is; `foreign`: the page's language and the line's name."""
    said = Markup("<b>{}</b> <small>{}</small> {}").format(verb, length, _tags(tags))
    if foreign is None:
        return Markup('<div class="v">{}</div>').format(said)
    return Markup('<div class="v" lang="{}">{}<span class="foreign">{}</span></div>').format(
        foreign[0], said, foreign[1]
    )
