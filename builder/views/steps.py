"""The reasoning of a guide: a chain of thoughts with the ways that customers take through it."""

from __future__ import annotations

from typing import NamedTuple

from builder.documents import Document
from builder.models import Fork, Guide, parse_ref
from builder.views.proofs import Backing
from builder.views.reader import Reader
from builder.views.words import Spoken, Words

_NEXT_STEP = "next_step"


class Way(NamedTuple):
    """Where the conversation goes: an anchor of the page and what stands there."""

    anchor: str
    place: str
    they: Words | None = None
    personas: tuple[str, ...] = ()
    """For whom that part is, where not for everyone."""


class StepView(NamedTuple):
    """One thought: think, ask, listen for, say, proof."""

    id: str
    formerly: tuple[str, ...]
    think: Words | None
    ask: Spoken
    listen_for: tuple[Words, ...]
    forks: tuple[Way, ...]
    say: Spoken
    backing: Backing
    then: Way | None
    """The step that follows, where it is not the next in the list."""


def steps(reader: Reader, document: Document[Guide], scope: tuple[str, ...]) -> tuple[StepView, ...]:
    """The chain of a guide."""
    ways = _ways(reader, document)
    return tuple(
        StepView(
            step.id,
            step.formerly,
            reader.words(document, ("reasoning", n, "think"), step.think),
            reader.spoken(document, ("reasoning", n, "ask"), step.ask, scope),
            reader.each(document, ("reasoning", n, "listen_for"), step.listen_for),
            tuple(_forks(reader, document, n, step.hear, ways)),
            reader.spoken(document, ("reasoning", n, "say"), step.say, scope),
            reader.backing(step.evidence),
            ways.get(_target(step.then)) if step.then else None,
        )
        for n, step in enumerate(document.record.reasoning)
    )


def _forks(
    reader: Reader, document: Document[Guide], index: int, forks: tuple[Fork, ...], ways: dict[str, Way]
) -> list[Way]:
    found = ((n, fork, ways.get(_target(fork.go))) for n, fork in enumerate(forks))
    return [
        way._replace(they=Words(fork.they, reader.language_of(document, ("reasoning", index, "hear", n, "they"))))
        for n, fork, way in found
        if way
    ]


def _target(go: str) -> str:
    """The anchor that a `go` or `then` names; `objection:budget` is `budget`."""
    ref = parse_ref(go)
    return go.removeprefix("objection:") if ref is None else ref.anchor or ref.id


def _ways(reader: Reader, document: Document[Guide]) -> dict[str, Way]:
    """By the name that `go` and `then` may use: every place that a step may lead to."""
    places, everyone = reader.strings.places, document.record.for_
    ways = {_NEXT_STEP: Way("next-step", places.next_step)}
    for n, step in enumerate(document.record.reasoning, 1):
        ways |= dict.fromkeys((step.id, *step.formerly), Way(step.id, places.step.format(n=n)))
    for shown in reader.objections(document):
        narrower = () if set(shown.personas) >= set(everyone) else reader.knowledge.ordered(shown.personas)
        way = Way(shown.anchor, places.objection, personas=narrower)
        ways |= dict.fromkeys((shown.anchor, *shown.objection.formerly), way)
    return ways
