"""Rules of speech about questions: one at a time, and one that yes or no doesn't end."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Group, rule
from builder.checks.scope import Scope
from builder.checks.speech.language import language_of
from builder.checks.speech.questions import closed_question, questions
from builder.findings import Finding, Severity, Value
from builder.source import Route

_ASKING = ("ask", "dig", "check")


@rule("closed-question", Group.SPEECH, Severity.WARNING)
def closed_question_(scope: Scope) -> Iterator[Finding]:
    """The question of a step, and the one that digs into an objection, can't be answered by yes or no.

    A yes ends the conversation as surely as a no. « Qui, quoi, combien, comment, qu'est-ce qui… » make somebody talk,
    and so do « racontez-moi… », a choice between two things, and "could you tell me how…". Of several questions, the
    last one counts: it is the one that is answered.

    Bad:

        ask: Avez-vous un budget pour ça ?

    Good:

        ask: Sur quelle ligne passerait cette dépense ?
    """
    language = language_of(scope.knowledge.language)
    for said in scope.said if language else ():
        if language and _is_open(said.line.route) and (found := closed_question(said.text, language)):
            values: dict[str, Value] = {"words": found.words}
            yield Finding("closed-question", said.location, Severity.WARNING, values)


def _is_open(route: Route) -> bool:
    """Whether an open question belongs there."""
    return route[-1] == "dig" or (route[-1] == "ask" and route[0] == "reasoning")


@rule("stacked-questions", Group.SPEECH, Severity.WARNING)
def stacked_questions(scope: Scope) -> Iterator[Finding]:
    """One question is asked at a time.

    Of two, customers answer the easier one. What only completes a question (« …, et pourquoi ? ») belongs to it, and
    what is quoted is not asked.

    Bad:

        ask: Combien de sites avez-vous ? Et qui les gère ?

    Good:

        ask: Qui gère vos sites, un par un ?
    """
    language = language_of(scope.knowledge.language)
    for said in scope.said if language else ():
        if language and said.line.route[-1] in _ASKING and "?" in said.text:
            asked = questions(said.text, language)
            if len(asked) > 1:
                values: dict[str, Value] = {"count": len(asked), "first": asked[0].words, "last": asked[-1].words}
                yield Finding("stacked-questions", said.location, Severity.WARNING, values)


RULES = (closed_question_, stacked_questions)
