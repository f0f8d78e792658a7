"""Everything of a knowledge base that is said aloud, line by line: what tables and cards are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from builder.documents import Document
from builder.locales.exports import Moment
from builder.models import Guide, Kind, Lines, Record, Ref
from builder.source import Route
from builder.text import plain
from builder.typography import JOINER, typeset
from builder.views.reader import Reader


class Said(NamedTuple):
    """A wording of a line: where it stands, what it is for, who hears it."""

    ref: Ref
    moment: Moment
    document: Document[Any]
    text: str
    language: str
    seconds: int
    personas: tuple[str, ...]
    """Ids; all that it is for."""
    heard: tuple[str, ...] = ()
    """What the customer says before it."""
    evidence: tuple[str, ...] = ()


class _Item(NamedTuple):
    """A line before it is told apart by persona."""

    moment: Moment
    anchor: str
    route: Route
    lines: Lines | None
    scope: tuple[str, ...]
    heard: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def said(reader: Reader, persona: str = "") -> Iterator[Said]:
    """Every line of the approved guides, of the signals and of the routes; with `persona` those that they hear."""
    for guide in reader.knowledge.approved:
        yield from _all(reader, guide, of_guide(reader, guide), persona)
    everyone = tuple(reader.personas)
    for id_, signal in reader.knowledge.signals.items():
        heard = (signal.record.name,)
        item = _Item(Moment.SIGNAL, "", ("say",), signal.record.say, everyone, heard)
        yield from _all(reader, signal, (item,), persona, Ref(Kind.SIGNAL, id_))
    for id_, who in reader.knowledge.personas.items():
        route = who.record.route
        item = _Item(Moment.ROUTE, "", ("route", "say"), route.say if route else None, (id_,))
        yield from _all(reader, who, (item,), persona, Ref(Kind.PERSONA, id_))


def of_guide(reader: Reader, document: Document[Guide]) -> Iterator[_Item]:
    """The lines that a guide owns, in the order of a call."""
    yield from _beginning(document.record)
    yield from _middle(document.record)
    for shown in reader.objections(document):
        if not shown.borrowed:
            it, whom = shown.objection, shown.personas
            for moment, key in ((Moment.DIG, "dig"), (Moment.ANSWER, "answer"), (Moment.CHECK, "check")):
                at = ("objections", shown.place, key)
                yield _Item(moment, shown.anchor, at, getattr(it, key), whom, it.they_say, it.evidence)
    yield from _ending(document.record)


def _beginning(guide: Guide) -> Iterator[_Item]:
    if guide.open:
        proofs = guide.open.evidence
        yield _Item(Moment.OPEN, "open", ("open", "say"), guide.open.say, guide.for_, (), proofs)
        yield _Item(Moment.OPEN_ASK, "open", ("open", "ask"), guide.open.ask, guide.for_, (), proofs)
    if nobody := guide.no_answer:
        at = "no_answer"
        yield _Item(Moment.GATEKEEPER, "no-answer", (at, "gatekeeper"), nobody.gatekeeper, guide.for_)
        yield _Item(Moment.VOICEMAIL, "no-answer", (at, "voicemail"), nobody.voicemail, guide.for_)
        body = nobody.email.body if nobody.email else None
        yield _Item(Moment.EMAIL, "no-answer", (at, "email", "body"), body, guide.for_)


def _middle(guide: Guide) -> Iterator[_Item]:
    for n, step in enumerate(guide.reasoning):
        at = ("reasoning", n)
        yield _Item(Moment.STEP_ASK, step.id, (*at, "ask"), step.ask, guide.for_, (), step.evidence)
        yield _Item(Moment.STEP, step.id, (*at, "say"), step.say, guide.for_, step.listen_for, step.evidence)
    for n, message in enumerate(guide.messaging):
        whom, heard = message.for_ or guide.for_, (message.when,) if message.when else ()
        yield _Item(Moment.MESSAGE, message.id, ("messaging", n, "say"), message.say, whom, heard, message.evidence)


def _ending(guide: Guide) -> Iterator[_Item]:
    for n, check in enumerate(guide.verify):
        claim = (check.claim,) if check.claim else ()
        yield _Item(Moment.VERIFY, check.id, ("verify", n, "ask"), check.ask, check.for_ or guide.for_, claim)
    if end := guide.next_step:
        yield _Item(Moment.NEXT_STEP, "next-step", ("next_step", "ask"), end.ask, guide.for_)
        yield _Item(Moment.FALLBACK, "next-step", ("next_step", "fallback"), end.fallback, guide.for_)


def _all(
    reader: Reader, document: Document[Record], items: Iterable[_Item], persona: str, ref: Ref | None = None
) -> Iterator[Said]:
    for item in items:
        scope = tuple(p for p in item.scope if p == persona) if persona else item.scope
        if not scope:
            continue
        for line in reader.spoken(document, item.route, item.lines, scope):
            language = line.language or reader.language
            yield Said(
                ref or Ref(Kind.GUIDE, document.id, item.anchor), item.moment, document, shown(line.text, language),
                language, line.seconds, line.personas or scope,
                tuple(shown(text, language) for text in item.heard), item.evidence,
            )  # fmt: skip


def shown(text: str, language: str) -> str:
    """A text without markup, set as its language sets it, with nothing in it that only browsers need."""
    return typeset(plain(text), language).replace(JOINER, "")
