"""Guides as cards for two people: what the customer believes and when they give in, and what the rep has to say."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from builder.documents import Document
from builder.exports.said import shown
from builder.locales.exports import exports
from builder.locales.script import script
from builder.models import Guide, Lines
from builder.rendering import Blocks, Voices, render
from builder.source import Route
from builder.text import plain
from builder.views.reader import Reader
from builder.views.words import Line, Spoken, Words

_STYLES = (Path(__file__).parent / "drill.css").read_text(encoding="utf-8")
_ROOMY = 1500
"""How many characters the rep's card holds at the larger size of its letters."""
_OBJECTIONS = 4
"""How many objections two people go through in one round."""


class DrillObjection(NamedTuple):
    """An objection to play, and how to come back from it."""

    quote: Words
    dig: Spoken
    answer: Spoken
    check: Spoken


class DrillView(NamedTuple):
    """What the two cards of a guide say."""

    title: Words
    ref: str
    persona: Words
    believes: Spoken
    ends: Spoken
    thoughts: tuple[Words, ...]
    objections: tuple[DrillObjection, ...]
    say: Spoken
    ask: Spoken
    questions: tuple[Spoken, ...]
    next: Spoken
    dense: bool = False
    """Whether it needs smaller letters."""


def render_drill(reader: Reader, guides: Iterable[Document[Guide]], persona: str = "") -> str:
    """A page to print on A4 and to cut into two A5 cards, a sheet a guide; with `persona` the customer is they."""
    voices = Voices({reader.language: reader.strings}, reader.places, {})
    pen = Blocks(voices, script(reader.language), reader.language, "", "/")
    views = [_sized(_view(reader, guide, _customer(reader, guide, persona))) for guide in guides]
    words = exports(reader.language).drill
    styles = b64encode(sha256(_STYLES.encode()).digest()).decode()
    return render(
        "drill",
        pen,
        language=reader.language,
        title=f"{words.title} · {', '.join(shown(view.title.text, reader.language) for view in views)}",
        policy=f"default-src 'none'; style-src 'sha256-{styles}'; base-uri 'none'; form-action 'none'",
        styles=_STYLES,
        guides=views,
        words=words,
    )


def _customer(reader: Reader, guide: Document[Guide], persona: str) -> str:
    """Who is played: who was asked for, else the first of the guide that decides."""
    return persona or next((who for who in reader.personas if who in guide.record.for_), "")


class _Lines(NamedTuple):
    reader: Reader
    guide: Document[Guide]
    persona: str

    def __call__(self, route: Route, lines: Lines | None) -> Spoken:
        found = self.reader.spoken(self.guide, route, lines, (self.persona,))
        return tuple(line._replace(personas=(), tags=()) for line in found)


def _view(reader: Reader, document: Document[Guide], persona: str) -> DrillView:
    guide, lines = document.record, _Lines(reader, document, persona)
    shift, opening, end = guide.shift, guide.open, guide.next_step
    thoughts = (reader.words(document, ("reasoning", n, "think"), step.think) for n, step in enumerate(guide.reasoning))
    questions = (lines(("reasoning", n, "ask"), step.ask) for n, step in enumerate(guide.reasoning))
    return DrillView(
        title=reader.title(document),
        ref=str(document.ref),
        persona=reader.personas[persona].name,
        believes=lines(("shift", "from"), shift.before if shift else None),
        ends=lines(("shift", "to"), shift.after if shift else None),
        thoughts=tuple(thought for thought in thoughts if thought),
        objections=tuple(_objections(lines))[:_OBJECTIONS],
        say=lines(("open", "say"), opening.say if opening else None),
        ask=lines(("open", "ask"), opening.ask if opening else None),
        questions=tuple(question for question in questions if question),
        next=lines(("next_step", "ask"), end.ask if end else None),
    )


def _objections(lines: _Lines) -> Iterator[DrillObjection]:
    for shown_ in lines.reader.objections(lines.guide):
        it, at = shown_.objection, ("objections", shown_.place)
        if it.they_say and lines.persona in shown_.personas:
            owned = lines._replace(guide=shown_.owner)
            (quote, *_) = lines.reader.each(shown_.owner, (*at, "they_say"), it.they_say)
            dig, answer = owned((*at, "dig"), it.dig), owned((*at, "answer"), it.answer)
            yield DrillObjection(quote, dig, answer, owned((*at, "check"), it.check))


def _sized(view: DrillView) -> DrillView:
    said: list[Line] = [*view.say, *view.ask, *view.next, *view.ends]
    said += [line for question in view.questions for line in question]
    said += [line for it in view.objections for spoken in (it.dig, it.answer, it.check) for line in spoken]
    return view._replace(dense=sum(len(plain(line.text)) for line in said) > _ROOMY)
