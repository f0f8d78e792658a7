"""Rules of knowledge about what is missing: an answer, a question before it, the fate of a slide."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Shown
from builder.findings import Finding, Severity, Value
from builder.models import ANYONE, Deck


@rule("unanswered-objection", Group.KNOWLEDGE, Severity.WARNING)
def unanswered_objection(scope: Scope) -> Iterator[Finding]:
    """Each persona of an objection has an answer: their own, or that of `any`.

    A borrowed objection has one for those whom the answer of its guide serves; the others of this guide have none.

    Bad:

        # for: [daf, dsi]
        objections:
          - id: trop-cher
            they_say: [C'est trop cher]
            answer:
              daf: Trop cher, par rapport à l'attente ?

    Good:

        # for: [daf, dsi]
        objections:
          - id: trop-cher
            they_say: [C'est trop cher]
            answer:
              daf: Trop cher, par rapport à l'attente ?
              dsi: Trop cher, par rapport à l'outil d'aujourd'hui ?
    """
    known = set(scope.personas)
    for guide in scope.guides:
        if all(objection.answer and ANYONE in objection.answer.by_key for objection in guide.record.objections):
            continue
        everyone = [persona for persona in guide.record.for_ if persona in known]
        shown = {objection.anchor: objection for objection in scope.knowledge.objections(guide)}
        for number, objection in enumerate(guide.record.objections):
            missing = _unanswered(shown.get(objection.id), everyone)
            place = guide.at_key("objections", number, "see" if objection.see else "answer")
            if missing and place.path == guide.path:
                values: dict[str, Value] = {"personas": missing, "see": objection.see or ""}
                variant = "borrowed" if objection.see else ""
                yield Finding("unanswered-objection", place, Severity.WARNING, values, variant=variant)


def _unanswered(shown: Shown | None, everyone: list[str]) -> tuple[str, ...]:
    """Those who get no answer; nobody where there is none at all, which is said elsewhere."""
    answer = shown.objection.answer if shown else None
    if shown is None or answer is None:
        return ()
    if shown.borrowed:
        return tuple(persona for persona in everyone if persona not in shown.personas)
    return tuple(persona for persona in everyone if persona in shown.personas and answer.get(persona) is None)


@rule("no-dig", Group.KNOWLEDGE, Severity.WARNING)
def no_dig(scope: Scope) -> Iterator[Finding]:
    """An objection has a question to ask before any answer (`dig`), and one that hands the floor back (`check`).

    The first objection is seldom the real one. Whoever answers before asking answers the wrong one; whoever doesn't
    ask afterwards doesn't know whether it was an answer.

    Bad:

        objections:
          - id: trop-cher
            they_say: [C'est trop cher]
            answer: Attendre coûte plus.

    Good:

        objections:
          - id: trop-cher
            they_say: [C'est trop cher]
            dig: À quoi comparez-vous ce prix ?
            answer: Attendre coûte plus.
            check: Qu'est-ce qui manque encore au compte ?
    """
    for guide in scope.guides if scope.is_base else ():
        for number, objection in enumerate(guide.record.objections):
            lacking = () if objection.see else tuple(key for key in ("dig", "check") if not getattr(objection, key))
            if lacking:
                values: dict[str, Value] = {"objection": objection.id}
                place = guide.at_key("objections", number)
                yield Finding(
                    "no-dig", place, Severity.WARNING, values, variant="both" if len(lacking) > 1 else lacking[0]
                )


@rule("slide-unaccounted", Group.KNOWLEDGE, Severity.WARNING)
def slide_unaccounted(scope: Scope) -> Iterator[Finding]:
    """Every slide of an old deck became something, or was dropped.

    As long as one is not accounted for, somebody keeps the deck because of it.

    Bad:

        slides:
          - number: 4
            title: Nos valeurs

    Good:

        slides:
          - number: 4
            title: Nos valeurs
            became: dropped
            because: Elles se voient au téléphone, ou pas.
    """
    for deck in scope.of(Deck) if scope.is_base else ():
        for number, slide in enumerate(deck.record.slides):
            if not slide.became:
                values: dict[str, Value] = {"number": slide.number, "title": slide.title}
                yield Finding("slide-unaccounted", deck.at_key("slides", number), Severity.WARNING, values)


RULES = (unanswered_objection, no_dig, slide_unaccounted)
