"""How a language asks, answers, counts and looks down on people: what the rules of speech read in its speech.yml.

The expressions are regular expressions over flat text: lower case without accents (« où » and « œ » keep theirs),
straight apostrophes, single spaces. `{name}` stands for the fragment of that name.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from builder.locales import Strings, read

KNOWN = ("fr", "en")
"""The languages whose speech we know."""


def _lines(value: Any) -> Any:
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


def _pairs(value: Any) -> Any:
    """Lines such as `faire: fais fait font` as form → word."""
    parts = (line.split(":", 1) for line in _lines(value)) if isinstance(value, str) else ()
    return {form: word.strip() for word, forms in parts for form in forms.split()}


Expressions = Annotated[tuple[str, ...], BeforeValidator(_lines)]
"""One on each line of a block."""
WordList = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Words between spaces."""
Forms = Annotated[dict[str, str], BeforeValidator(_pairs)]
"""A word by each of its forms; in the file a line a word."""


class QuestionWords(Strings):
    """How questions are asked."""

    noise: Expressions
    """Idioms that hold an interrogative word, or an « or », and ask nothing."""
    openers: Expressions
    """What may stand before a question without changing it."""
    tags: Expressions
    """What turns a statement into a question at its end."""
    requests: Expressions
    """Polite forms of « tell me »: open, though their grammar is not."""
    whether: Expressions
    """« tell me if »: closed, though it looks like a request."""
    suggestions: Expressions
    """Proposals that are accepted or turned down."""
    plainly: Expressions
    """A question of one clause that begins with its interrogative word: open without a second look."""
    open: Expressions
    """An interrogative word where it asks."""
    closed: Expressions
    """A verb before its subject, and what else opens a question that is answered by yes or no."""
    embedded: Expressions
    """An interrogative word that only says what somebody knows."""
    either: Expressions
    """A choice between two things."""
    or_not: Expressions
    """A choice between yes and no."""
    any_of: Expressions
    """Whether there are any of these or those: no choice."""
    elliptic: Expressions
    """Questions without a verb that can't be answered by yes or no."""
    unasked: Expressions
    """Closed questions without a question mark."""
    exclamations: Expressions
    """« Really? »: no question of its own."""
    joints: WordList
    """Words and signs without which nothing is joined."""
    joined: Expressions
    """What joins a second question to the first."""
    second: Expressions
    """How a second question begins, where a relative clause would not."""
    clause: Expressions
    """What makes a clause of a few words: a verb and its subject."""


class OpeningWords(Strings):
    """How answers begin."""

    hints: WordList
    """Words without which nothing is contradicted."""
    refusals: Expressions
    """A no."""
    welcome: Expressions
    """What begins like a but or a no, and is neither."""
    fillers: Expressions
    """What may stand before any of them."""
    but: Expressions
    however: Expressions
    """What says the same after an agreement."""
    agreements: Expressions
    """What is said before a but."""
    contrasts: Expressions
    """A but that sets one thing against another: not this, but that."""


class PronounWords(Strings):
    """Who is spoken of."""

    hints: WordList
    """Words without which nobody speaks of us (but by name)."""
    we: Expressions
    you: Expressions
    neither: Expressions
    """Idioms that hold such a word and speak of nobody."""
    orders: Expressions
    """What somebody is asked to do speaks of them too."""
    indefinite: Expressions
    """What means we where others speak of us too."""


class TrackingWords(Strings):
    """How tracking is given away."""

    hints: WordList
    """Words without which nothing is given away."""
    given_away: Expressions
    """Says it, whatever else the sentence says."""
    them: Expressions
    """The customer, or somebody of theirs."""
    said_flat: Expressions
    """Says it as a statement: not where it is asked, supposed or was told."""
    perceived: Expressions
    """That we saw something."""
    done: Expressions
    """What they did with something of ours: given away together with that we saw it."""
    asked: Expressions
    """A plain question."""
    dated: Expressions
    """When or how often: a question that knows this gives it away."""
    harmless: Expressions
    """Told by them, supposed, or done in front of everybody."""


class ContemptWords(Strings):
    """How rep or customer is looked down on."""

    hints: WordList
    """Words without which there is no contempt."""
    always: Expressions
    """Contempt even where it is negated: it is a negation itself."""
    plain: Expressions
    """Contempt unless negated."""
    negations: Expressions
    """What negates it, before it in the same sentence."""
    reported: Expressions
    """Somebody feels so, or fears it: no contempt of ours."""


class NumberWords(Strings):
    """What is counted, and what only looks so."""

    units: Expressions
    """What makes a claim of a number, after it."""
    before: Expressions
    """What makes a claim of it, before it."""
    harmless: Expressions
    """Times, dates, names and addresses."""
    uncounted: Expressions
    """What is counted in a conversation and proves nothing: questions, pages, minutes."""
    meetings: Expressions
    """The length of a meeting."""
    gained: Expressions
    """What makes a claim of a short time."""
    theirs: Expressions
    """The customer's own figure, or one that is only supposed."""


class AcronymWords(Strings):
    """What capitals stand for."""

    known: WordList
    """Nobody needs these explained."""
    stressed: WordList
    """Ordinary words that are written in capitals to stress them."""
    explained: Expressions
    """What explains an acronym after it."""


class PhraseWords(Strings):
    """How words change."""

    irregular: Forms
    """Forms of irregular verbs by their infinitive."""
    same: Forms
    """Small words that stand for another: du, des and d' for de."""
    between: WordList
    """Adverbs that may stand inside an expression."""
    fixed: WordList
    """Endings of words whose only other form is a plural."""
    infinitives: WordList
    """Endings of verbs: saisir is no form of saisie."""
    agents: WordList
    """Endings of who does it: un remplaçant is no form of remplacer."""
    participles: WordList
    """Endings of a first word that make a fixed expression: going forward."""


class SpeechWords(Strings):
    """A language's speech."""

    fragments: dict[str, str]
    questions: QuestionWords
    openings: OpeningWords
    pronouns: PronounWords
    tracking: TrackingWords
    contempt: ContemptWords
    numbers: NumberWords
    acronyms: AcronymWords
    phrases: PhraseWords


@cache
def speech(language: str) -> SpeechWords:
    """The speech of a known language."""
    return read(SpeechWords, "speech", language)
