"""Rules of speech about how much one persona gets: messages, objections, words of a whole guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.checks.measures import by_figure
from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding, Severity, Value
from builder.models import ANYONE, Guide, Lines, Step
from builder.source import Location
from builder.text import words


@rule("too-many-messages", Group.SPEECH, Severity.WARNING)
def too_many_messages(scope: Scope) -> Iterator[Finding]:
    """One persona gets at most 5 messages in a guide; above 7 it is an error.

    Whoever has ten sentences ready says none of them: nobody chooses among ten during a call.

    Bad:

        # a guide for daf and dg, with six messages for everyone
        messaging:
          - say: Un stock que personne n'a choisi coûte tous les jours.
          - say: Le décider prend une heure.

    Good:

        # five of them, the sixth for daf alone made shorter by what it repeated
        messaging:
          - say: Un stock que personne n'a choisi coûte tous les jours. Le décider prend une heure.
    """
    for guide in scope.guides if scope.is_base else ():
        sizes = {
            persona: sum(not message.for_ or persona in message.for_ for message in guide.record.messaging)
            for persona in guide.record.for_
        }
        yield from _largest(scope, "too-many-messages", guide.at_key("messaging"), sizes)


@rule("too-many-objections", Group.SPEECH, Severity.WARNING)
def too_many_objections(scope: Scope) -> Iterator[Finding]:
    """One persona raises at most 7 objections in a guide; above 12 it is an error.

    Borrowed ones count where they are shown, for those whom their answer serves.

    Bad:

        # the eighth objection of the same persona
        objections:
          - id: trop-cher
            they_say: [C'est trop cher]
            answer: Par rapport à quoi ?

    Good:

        # seven here; the eighth in the guide on prices
        objections:
          - id: pas-cette-annee
            they_say: [Pas cette année]
            answer: Qu'est-ce qui changera l'an prochain ?
    """
    limit = scope.settings.limit("too-many-objections", scope.knowledge.language)
    for guide in scope.guides if scope.is_base else ():
        if limit and len(guide.record.objections) > limit.warning:
            shown = scope.knowledge.objections(guide)
            sizes = {persona: sum(persona in o.personas for o in shown) for persona in guide.record.for_}
            yield from _largest(scope, "too-many-objections", guide.at_key("objections"), sizes)


@rule("long-guide", Group.SPEECH, Severity.WARNING)
def long_guide(scope: Scope) -> Iterator[Finding]:
    """A guide is read through by one persona's rep in 350 words; above 600 it is an error.

    Counted is what stands there with everything folded closed: shift, opening, thoughts, questions and lines of the
    steps, messages, and the next step, each in the words for that persona.

    Bad:

        # after 400 words of other steps
        reasoning:
          - id: tout-dire
            think: Ils savent tout faire.
            ask: Que voulez-vous savoir encore ?

    Good:

        # two guides, each with one thing to make them think
        reasoning:
          - id: le-compter
            think: Ce stock a un coût.
            ask: Combien vous coûte-t-il par mois ?
    """
    limit = scope.settings.limit("long-guide", scope.knowledge.language)
    for guide in scope.guides if limit else ():
        if limit and sum(map(_most, _read(guide.record))) > limit.warning:
            sizes = {persona: sum(_words(guide.record, persona)) for persona in guide.record.for_}
            yield from _largest(scope, "long-guide", _top(guide), sizes)


def _read(guide: Guide) -> Iterator[Lines]:
    """What is read of a guide without opening anything, messages for some of its personas included."""
    shift, opening, end = guide.shift, guide.open, guide.next_step
    lines = (
        *((shift.before, shift.after) if shift else ()),
        *((opening.say, opening.ask) if opening else ()),
        *(line for step in guide.reasoning for line in (_thought(step), step.ask, step.say)),
        *(message.say for message in guide.messaging),
        *((end.ask, end.fallback) if end else ()),
    )
    return (line for line in lines if line)


def _thought(step: Step) -> Lines | None:
    return Lines({ANYONE: step.think}) if step.think else None


def _most(lines: Lines) -> int:
    """No fewer words than anybody hears of a line: what stands between the spaces of its longest text."""
    return max([text.count(" ") + text.count("\n") + 1 for text in lines.by_key.values()])


def _words(guide: Guide, persona: str) -> Iterator[int]:
    """The words of each line that one persona gets."""
    others = {id(message.say) for message in guide.messaging if message.for_ and persona not in message.for_}
    for line in _read(guide):
        if id(line) not in others:
            yield len(words(line.get(persona) or ""))


def _top(guide: Document[Guide]) -> Location:
    """Where a guide says whom it is for; the beginning of a translation, which doesn't say it."""
    place = guide.at_key("for")
    return place if place.path == guide.path else guide.root.at_value


def _largest(scope: Scope, code: str, place: Location, sizes: Mapping[str, int]) -> Iterator[Finding]:
    """A finding where somebody gets more than the limit, naming those who get most."""
    limit = scope.settings.limit(code, scope.knowledge.language)
    size = max(sizes.values(), default=0)
    if limit and size > limit.warning:
        most = tuple(persona for persona, own in sizes.items() if own == size)
        values: dict[str, Value] = {"size": size, "limit": limit.warning, "personas": most}
        yield Finding(code, place, by_figure(size, limit), values)


RULES = (too_many_messages, too_many_objections, long_guide)
