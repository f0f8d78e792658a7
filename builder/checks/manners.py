"""Rules of speech about manners: no contradiction, no praise of ourselves, no spying, no contempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.checks.heard import Heard, heard
from builder.checks.parts import Part
from builder.checks.rule import Group, rule
from builder.checks.said import Role
from builder.checks.scope import Scope
from builder.checks.speech.contempt import insults, may_insult
from builder.checks.speech.language import Language, language_of
from builder.checks.speech.openings import yes_but
from builder.checks.speech.pronouns import balance
from builder.checks.speech.tracking import private_signal
from builder.findings import Finding, Severity, Value
from builder.models import Avoid, AvoidedWord, Check, Fork, Guide, Message, Objection, Quote, Record, Signal, Words
from builder.source import Route
from builder.text import words

_LINE = 15
"""The words from which on it shows of whom a line speaks."""
_QUOTED: Mapping[type[Record], tuple[str, ...]] = {
    Message: ("instead_of",),
    Objection: ("they_say",),
    Fork: ("they",),
    Check: ("claim",),
    Quote: ("quote",),
    Avoid: ("say",),
    AvoidedWord: ("say", "except_"),
    Words: ("use", "avoid"),
}
"""What is written down as somebody else's, or as not to be said."""


@rule("yes-but", Group.SPEECH, Severity.WARNING)
def yes_but_(scope: Scope) -> Iterator[Finding]:
    """An answer doesn't begin with yes but, but or no.

    « Je comprends, mais… » is one in disguise: what stands before the but is forgotten, and the customer defends what
    they have just said. Agree with what is true in it, and go on with a question or a fact.

    Bad:

        answer: Oui, mais nous sommes moins chers à l'usage.

    Good:

        answer: Le montant est élevé, vous avez raison. Mettons en face ce que coûte l'attente.
    """
    language = language_of(scope.knowledge.language)
    for said in scope.said if language else ():
        if language and said.role is Role.ANSWER and (found := yes_but(said.text, language)):
            values: dict[str, Value] = {"words": found.words}
            yield Finding("yes-but", said.location, Severity.WARNING, values)


@rule("we-over-you", Group.SPEECH, Severity.WARNING)
def we_over_you(scope: Scope) -> Iterator[Finding]:
    """A line of 15 words or more speaks of the customer at least as much as of us.

    Our side is we, us, our and the names in the setting `company`; theirs is you and your.

    Bad:

        say: >-
          Nous avons une méthode unique, nos experts la déploient depuis dix ans, et nos clients nous restent fidèles.

    Good:

        say: >-
          Vous gardez vos réglages et votre équipe, et nous passons une demi-heure par semaine au bord de votre ligne.
    """
    language = language_of(scope.knowledge.language)
    for one in heard(scope) if language else ():
        if language and len(one.text.split()) >= _LINE:
            ours = balance(one.text, language, scope.settings.company)
            if ours.we > ours.you and len(words(one.text)) >= _LINE:
                values: dict[str, Value] = {"we": ours.we, "you": ours.you}
                yield Finding("we-over-you", one.location, Severity.WARNING, values)


@rule("private-signal", Group.SPEECH)
def private_signal_(scope: Scope) -> Iterator[Finding]:
    """Nothing that is said gives our tracking away: what they visited, downloaded, opened, clicked.

    A signal chooses the subject of the call and is never quoted to the customer, unless it is `quotable`: they told us,
    or published it. Lines of a quotable signal, and of a guide whose signals all are, may say what happened.

    Bad:

        say: Bonjour, j'ai vu que vous avez visité notre page tarifs trois fois cette semaine.

    Good:

        say: Bonjour, vos confrères me parlent beaucoup de leur fin de mois. Comment se passe la vôtre ?
    """
    language = language_of(scope.knowledge.language)
    for one in heard(scope) if language else ():
        if language and (found := private_signal(one.text, language)) and not _may_be_quoted(scope, one):
            yield Finding("private-signal", one.location, values={"words": found.words})


def _may_be_quoted(scope: Scope, one: Heard) -> bool:
    """Whether what made us call is known to the customer."""
    record = one.document.record
    if isinstance(record, Signal):
        return record.quotable
    signals = record.signals if isinstance(record, Guide) else ()
    return bool(signals) and all(
        name in scope.base.signals and scope.base.signals[name].record.quotable for name in signals
    )


@rule("insult", Group.SPEECH)
def insult(scope: Scope) -> Iterator[Finding]:
    """Nothing in the texts looks down on a customer, or on the rep who calls them.

    Who reads « lead tout cuit » hears that the work is worth nothing, and one day a customer reads it. It is looked for
    everywhere but in what customers say, and in what is quoted as not to be said.

    Bad:

        meaning: Le client n'y comprend rien, il n'y a plus qu'à signer.

    Good:

        meaning: Personne ne lui a encore montré le calcul.
    """
    language = language_of(scope.knowledge.language)
    for part in scope.parts if language else ():
        if language and may_insult(part.words, language):
            yield from _insults(part, language)


def _insults(part: Part, language: Language) -> Iterator[Finding]:
    for route, text in _written(part):
        if (found := insults(text, language)) and part.document.writes(route):
            values: dict[str, Value] = {"words": found[0].words}
            yield Finding("insult", part.document.root.find(route).at_value, values=values)


def _written(part: Part) -> Iterator[tuple[Route, str]]:
    """The texts of a record that are our own words, without those of the records inside it."""
    quoted = _QUOTED.get(type(part.record), ())
    for name, key in part.fields.lines:
        lines = getattr(part.record, name)
        yield from (((*part.route, key, who), text) for who, text in (lines.by_key.items() if lines else ()))
    for name in part.fields.texts:
        if name not in quoted and (text := getattr(part.record, name)):
            yield (*part.route, name), text
    for name in part.fields.lists:
        texts = getattr(part.record, name) if name not in quoted else ()
        yield from (((*part.route, name, number), text) for number, text in enumerate(texts))


RULES = (yes_but_, we_over_you, private_signal_, insult)
