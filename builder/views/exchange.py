"""What is said around the chain: sentences ready to say, objections with their answers, checks of what they claim."""

from __future__ import annotations

from typing import NamedTuple

from builder.documents import Document, Shown
from builder.models import Guide, Kind, Ref
from builder.source import Route
from builder.views.labels import Label, label
from builder.views.proofs import Backing
from builder.views.reader import Reader
from builder.views.words import Spoken, Words


class MessageView(NamedTuple):
    """A sentence ready to say."""

    id: str
    lines: Spoken
    personas: tuple[str, ...]
    when: Words | None
    instead_of: Words | None
    backing: Backing


class ObjectionView(NamedTuple):
    """What they say, what may be behind it, and the way back: dig, answer, check."""

    id: str
    formerly: tuple[str, ...]
    quote: Words | None
    others: tuple[Words, ...]
    personas: tuple[str, ...]
    tags: tuple[str, ...]
    meaning: Words | None
    dig: Spoken
    answer: Spoken
    check: Spoken
    unanswered: tuple[tuple[str, str], ...]
    """Ids and short names of those who have no answer yet."""
    backing: Backing
    lender: Label | None
    """The guide that it is borrowed from."""


class CheckView(NamedTuple):
    """What they claim, the question that tests it, and how to hear the difference."""

    id: str
    claim: Words | None
    personas: tuple[str, ...]
    tags: tuple[str, ...]
    ask: Spoken
    solid: Words | None
    hollow: Words | None


def messages(reader: Reader, document: Document[Guide], scope: tuple[str, ...]) -> tuple[MessageView, ...]:
    """The language elements of a guide."""
    found = []
    for n, message in enumerate(document.record.messaging):
        whom, narrower = _whom(reader, message.for_, scope)
        at: Route = ("messaging", n)
        found.append(
            MessageView(
                message.id,
                reader.spoken(document, (*at, "say"), message.say, whom, tagged=bool(narrower)),
                narrower,
                reader.words(document, (*at, "when"), message.when),
                reader.words(document, (*at, "instead_of"), message.instead_of),
                reader.backing(message.evidence),
            )
        )
    return tuple(found)


def objections(reader: Reader, document: Document[Guide], scope: tuple[str, ...]) -> tuple[ObjectionView, ...]:
    """The objections of a guide, borrowed ones too."""
    return tuple(objection_view(reader, shown, scope) for shown in reader.objections(document))


def objection_view(reader: Reader, shown: Shown, scope: tuple[str, ...]) -> ObjectionView:
    """An objection as a guide for these personas shows it."""
    objection, owner, at = shown.objection, shown.owner, ("objections", shown.place)
    whom, narrower = _whom(reader, shown.personas, scope)
    quotes = reader.each(owner, (*at, "they_say"), objection.they_say)
    mute = tuple(p for p in whom if objection.answer is not None and objection.answer.get(p) is None)
    return ObjectionView(
        id=shown.anchor,
        formerly=objection.formerly,
        quote=quotes[0] if quotes else None,
        others=quotes[1:],
        personas=narrower,
        tags=reader.shorts(narrower),
        meaning=reader.words(owner, (*at, "meaning"), objection.meaning),
        dig=reader.spoken(owner, (*at, "dig"), objection.dig, whom),
        answer=reader.spoken(owner, (*at, "answer"), objection.answer, whom),
        check=reader.spoken(owner, (*at, "check"), objection.check, whom),
        unanswered=tuple((persona, reader.personas[persona].short) for persona in mute),
        backing=reader.backing(objection.evidence),
        lender=label(reader, Ref(Kind.GUIDE, owner.id)) if shown.borrowed else None,
    )


def checks(reader: Reader, document: Document[Guide], scope: tuple[str, ...]) -> tuple[CheckView, ...]:
    """How to tell a real intention from a polite one."""
    found = []
    for n, check in enumerate(document.record.verify):
        whom, narrower = _whom(reader, check.for_, scope)
        at: Route = ("verify", n)
        found.append(
            CheckView(
                check.id,
                reader.words(document, (*at, "claim"), check.claim),
                narrower,
                reader.shorts(narrower),
                reader.spoken(document, (*at, "ask"), check.ask, whom),
                reader.words(document, (*at, "solid"), check.solid),
                reader.words(document, (*at, "hollow"), check.hollow),
            )
        )
    return tuple(found)


def _whom(reader: Reader, written: tuple[str, ...], scope: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom an item is for, and the same where that is not everyone of the guide."""
    whom = reader.knowledge.ordered(tuple(p for p in written if p in scope)) if written else scope
    return (whom, whom) if whom != scope else (scope, ())
