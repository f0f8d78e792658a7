"""Rules of speech about words: those that we avoid, and those that nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.checks.heard import Heard, heard
from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.speech.acronyms import acronyms
from builder.checks.speech.language import Language, language_of
from builder.checks.speech.phrases import Finder, Phrase, reader
from builder.findings import Finding, Severity, Value
from builder.models import AvoidedWord, Kind
from builder.text import plain


class _Avoided(NamedTuple):
    """What to look for in a language: what the lexicon says of each of its words, and who dislikes the others."""

    finder: Finder
    lexicon: Mapping[Phrase, AvoidedWord]
    personas: Mapping[Phrase, str]


@rule("word-to-avoid", Group.SPEECH, Severity.WARNING)
def word_to_avoid(scope: Scope) -> Iterator[Finding]:
    """Lines do without the words that the lexicon avoids, and without those that the persona who hears them dislikes.

    A word is found in all its forms (optimiser, optimisons, optimisation), an expression too, and neither inside a
    phrase that the lexicon excepts. A persona's words are looked for only in what that persona hears.

    Bad:

        # content/lexicon.yml
        avoid:
          - {say: optimiser, because: Personne ne sait ce qui va baisser., instead: Dire ce qui baisse.}
        # a line
        say: Nous optimisons vos flux.

    Good:

        # a line
        say: Vos commandes urgentes baissent d'ici juin.
    """
    language = language_of(scope.knowledge.language)
    avoided = _avoided(scope, language) if language else None
    for one in heard(scope) if avoided and avoided.finder.phrases else ():
        if avoided:
            yield from _found(one, avoided)


def _avoided(scope: Scope, language: Language) -> _Avoided:
    """What is avoided in this language: a lexicon or a persona that is not translated has nothing to say of it."""
    words, name = reader(language), scope.knowledge.language
    lexicons = scope.knowledge.documents.get(Kind.LEXICON, {}).values()
    ours = scope.knowledge.lexicon.avoid if any(document.language == name for document in lexicons) else ()
    lexicon = {words.phrase(word.say, word.except_): word for word in ours}
    personas = {
        words.phrase(word)._replace(whose=persona.id): persona.id
        for persona in scope.knowledge.personas.values()
        if persona.language == name
        for word in persona.record.words.avoid
    }
    return _Avoided(Finder(language, (*lexicon, *personas)), lexicon, personas)


def _found(one: Heard, avoided: _Avoided) -> Iterator[Finding]:
    for phrase, match in avoided.finder.found(one.text):
        values: dict[str, Value] = {"words": match.words, "avoided": phrase.written}
        if word := avoided.lexicon.get(phrase):
            values |= {"because": plain(word.because or ""), "meant": plain(word.instead or "")}
            yield _finding(one, values, "because" if word.because else "")
        elif avoided.personas[phrase] in one.personas:
            values |= {"persona": avoided.personas[phrase], "because": "", "meant": ""}
            yield _finding(one, values, "persona")


def _finding(one: Heard, values: dict[str, Value], variant: str) -> Finding:
    return Finding("word-to-avoid", one.location, Severity.WARNING, values, variant=variant)


@rule("unexplained-acronym", Group.SPEECH, Severity.WARNING)
def unexplained_acronym(scope: Scope) -> Iterator[Finding]:
    """An acronym in a line is a term of the lexicon, the name of a persona, or explained beside it.

    Two capitals or more are one, unless everybody says it (TVA, PDF, SMS), it numbers something (Louis XIV), measures
    it (12 MW) or only speaks louder (« ne signez PAS »).

    Bad:

        say: Votre DSO dépasse soixante jours.

    Good:

        say: Votre délai de paiement (DSO) dépasse soixante jours.
    """
    language = language_of(scope.knowledge.language)
    known = _known(scope)
    for one in heard(scope) if language else ():
        if language and (found := acronyms(one.text, language, known)):
            names = tuple(dict.fromkeys(match.words for match in found))
            values: dict[str, Value] = {"acronyms": names, "first": names[0]}
            yield Finding("unexplained-acronym", one.location, Severity.WARNING, values)


_NAME = re.compile(r"[\w&.]+")


def _known(scope: Scope) -> frozenset[str]:
    """What is explained: terms of the lexicon, names of personas, and our own."""
    explained = [*scope.settings.company]
    for knowledge in {id(one): one for one in (scope.knowledge, scope.base)}.values():
        explained += (term.term for term in knowledge.lexicon.terms)
        for persona in knowledge.personas.values():
            explained += (persona.record.name, persona.record.short, *persona.record.aliases)
    return frozenset(name.replace(".", "").upper() for text in explained for name in _NAME.findall(text))


RULES = (word_to_avoid, unexplained_acronym)
