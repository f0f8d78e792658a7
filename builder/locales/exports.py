"""Words of what is exported: heads of columns, what a line is for, titles of slides and cards."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from builder.locales import Strings, read


class Moment(StrEnum):
    """What a line is for."""

    OPEN = "open"
    OPEN_ASK = "open-ask"
    GATEKEEPER = "gatekeeper"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    STEP_ASK = "step-ask"
    STEP = "step"
    MESSAGE = "message"
    DIG = "dig"
    ANSWER = "answer"
    CHECK = "check"
    VERIFY = "verify"
    NEXT_STEP = "next-step"
    FALLBACK = "fallback"
    SIGNAL = "signal"
    ROUTE = "route"


class Columns(Strings):
    """Heads of the columns of the lines, one a row."""

    ref: str
    guide: str
    stage: str
    moment: str
    heard: str
    personas: str
    line: str
    seconds: str
    evidence: str
    owner: str
    reviewed: str
    language: str


class CardWords(Strings):
    """What cards to learn by heart say around the lines."""

    meaning: str
    also: str
    solid: str
    hollow: str
    opening: str
    """The question of a card whose answer is how the conversation opens."""
    ending: str
    """The same for its end."""
    none: str
    """A persona has no answer yet."""


class DeckWords(Strings):
    """What slides say around the lines."""

    day: str
    days: str
    they: str
    """Above what the customer says."""
    say: str
    """Above what we say."""
    ask: str
    """Above what we ask."""
    known: str
    """Above a claim."""
    read: str
    rehearse: str
    do: str
    refs: str
    closing: str
    """The title of the last slide."""


class DrillWords(Strings):
    """What the two cards of a drill say."""

    title: str
    customer: str
    rep: str
    believe: str
    """Above what the customer believes."""
    heard: str
    """Above what the customer says."""
    gives_in: str
    """Above when the customer gives in."""
    gives_in_step: str
    gives_in_objection: str
    end: str
    """Above what the customer thinks in the end."""
    rules: str
    """How the customer's card is played."""
    aim: str
    mentor: str
    """How the rep's card is played."""


class PlainWords(Strings):
    """What plain pages and llms.txt say around the knowledge."""

    index: str
    """What the folder holds; {name}, {day}."""
    about: str
    """For a language model: how the lines are meant."""
    for_: str
    stage: str
    signals: str
    before: str
    """What the customer thinks before the conversation."""
    after: str
    listen: str
    forks: str
    instead_of: str
    when: str
    source: str
    valid_until: str
    quotes: str
    respond: str
    means: str
    does_not_mean: str
    avoid: str
    believes: str
    cares_about: str
    fears: str
    measured_by: str


class Exports(Strings):
    """All of them."""

    columns: Columns
    moments: dict[Moment, str]
    cards: CardWords
    deck: DeckWords
    drill: DrillWords
    plain: PlainWords


@lru_cache(maxsize=16)
def exports(language: str) -> Exports:
    """The words of exports in a language, as they are written."""
    return read(Exports, "exports", language)
