"""What guides speak of: personas, signals, evidence, assets, paths, decks and the lexicon."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from builder.models.base import (
    Audience,
    Day,
    Duration,
    Id,
    Lines,
    Name,
    Number,
    Record,
    Refs,
    RefText,
    Text,
    Url,
    YesNo,
    at_most,
)  # fmt: skip

DROPPED = "dropped"
"""What `became` says of a slide that nothing became of."""


class Decision(StrEnum):
    """What part a persona has in the decision."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    USES = "uses"
    GUARDS = "guards"


class Words(Record):
    """Words that a persona likes and dislikes."""

    use: tuple[Name, ...] = ()
    """Words this person uses."""
    avoid: tuple[Name, ...] = ()
    """Words this person does not want to hear."""


class Climb(Record):
    """The line that gets us from a persona to the one who decides."""

    structure: ClassVar = ("to",)

    to: Id
    """The persona to get to: an id."""
    say: Lines
    """What to say to get there."""


class Persona(Record):
    """Whom we talk to, and whether they decide."""

    structure: ClassVar = ("decision",)

    name: Text
    """What the job is called in full."""
    short: Annotated[Text, AfterValidator(at_most(characters=8))]
    """At most 8 characters, for tabs: DAF, DSI."""
    decision: Decision
    """What part they have in the decision."""
    aliases: tuple[Name, ...] = ()
    """Other names of the job, for the search: CFO, directeur financier."""
    cares_about: tuple[Text, ...] = ()
    """What matters to them."""
    fears: tuple[Text, ...] = ()
    """What worries them."""
    measured_by: tuple[Text, ...] = ()
    """What they are judged by."""
    believes: Text | None = None
    """What they tend to think before we call."""
    words: Words = Words()
    """Words to use and to avoid with them."""
    route: Climb | None = None
    """The line that leads to the one who decides; needed unless they decide."""


class Avoid(Record):
    """What not to say about a signal."""

    say: Text
    """The sentence that spoils the call."""
    because: Text | None = None
    """Why it does."""


class Signal(Record):
    """What made us call: it chooses the subject and is never quoted, unless it is quotable."""

    structure: ClassVar = ("respond_within", "wait", "quotable")

    name: Text
    """What happened."""
    means: Text
    """What it proves."""
    does_not_mean: Text
    """What it does not prove."""
    respond_within: Duration
    """How soon to call: 90m, 4h, 3d of clock time."""
    wait: Duration | None = None
    """Not before: 30d after a new director starts."""
    say: Lines
    """How to open."""
    avoid: tuple[Avoid, ...] = ()
    """What not to say."""
    quotable: YesNo = False
    """Whether the customer told us, or published it, so that it may be quoted."""


class EvidenceKind(StrEnum):
    """Where a claim comes from."""

    STUDY = "study"
    FIGURE = "figure"
    FIELD = "field"
    CASE = "case"
    LAW = "law"
    COMMITMENT = "commitment"


class Source(Record):
    """Where a claim was published, and when."""

    structure: ClassVar = ("date", "url")

    title: Text
    """What the source is called."""
    date: Day
    """When it was published."""
    url: Url | None = None
    """Where it can be read."""
    publisher: Text | None = None
    """Who published it."""


class Quote(Record):
    """What a customer said."""

    structure: ClassVar = ("date", "persona")

    date: Day
    """When they said it."""
    persona: Id
    """Who said it: the id of a persona."""
    quote: Text
    """What they said, in their words."""


class Evidence(Record):
    """A claim that we may make, with its source and its expiry."""

    structure: ClassVar = ("kind", "valid_until", "audience", "owner")

    claim: Text
    """The sentence that may be said."""
    kind: EvidenceKind
    """Where it comes from."""
    source: Source
    """Where it was published, and when."""
    heard: tuple[Quote, ...] = ()
    """What customers said, for the kind `field`."""
    valid_until: Day
    """The last day on which it may be said."""
    audience: Audience = Audience.INTERNAL
    """Who may see it."""
    owner: Name | None = None
    """Who answers for it; else the owners of the guides that cite it."""


class AssetKind(StrEnum):
    """What form an asset has."""

    ONE_PAGER = "one-pager"
    DECK = "deck"
    VIDEO = "video"
    CASE_STUDY = "case-study"
    TEMPLATE = "template"
    LINK = "link"


class Asset(Record):
    """Something that we may send or show."""

    structure: ClassVar = ("kind", "url", "file", "for", "audience", "reviewed", "language", "owner")

    title: Text
    """What it is called."""
    kind: AssetKind
    """What form it has."""
    url: Url | None = None
    """Where it is."""
    file: Name | None = None
    """Its file below content/files/, where it has no address."""
    use_when: Text | None = None
    """When to send it."""
    for_: tuple[Id, ...] = Field((), alias="for")
    """Whom it is for: ids of personas."""
    audience: Audience = Audience.INTERNAL
    """Who may see it."""
    reviewed: Day | None = None
    """When somebody last looked at it."""
    language: Name | None = None
    """The language it is in, as fr or en."""
    owner: Name | None = None
    """Who answers for it; else the owners of the guides that cite it."""


class PathDay(Record):
    """One day of an onboarding path."""

    structure: ClassVar = ("read", "rehearse")

    title: Text
    """What the day is about."""
    read: tuple[RefText, ...] = ()
    """What to read: refs."""
    rehearse: tuple[RefText, ...] = ()
    """What to say aloud: refs of guides or lines."""
    do: tuple[Text, ...] = ()
    """What to do."""


class LearningPath(Record):
    """An onboarding path for new hires."""

    title: Text
    """What the path is called."""
    summary: Text | None = None
    """What it leads to, in one sentence."""
    days: tuple[PathDay, ...]
    """The days, in order."""


class Slide(Record):
    """A slide of an old deck, and what became of it."""

    structure: ClassVar = ("number", "became")

    number: Number
    """Its number in the deck."""
    title: Text
    """Its title in the deck."""
    became: Refs = ()
    """What became of it: a ref, a list of refs, or `dropped`."""
    because: Text | None = None
    """Why; needed when it was dropped."""


class Deck(Record):
    """An old deck, slide by slide."""

    structure: ClassVar = ("file",)

    title: Text
    """What the deck is called."""
    file: Name | None = None
    """Its file below content/files/, if it still exists."""
    slides: tuple[Slide, ...]
    """Its slides, in order."""


class AvoidedWord(Record):
    """A word that we do not say."""

    say: Name
    """The word or phrase."""
    because: Text | None = None
    """Why not."""
    instead: Text | None = None
    """What to say instead."""
    except_: tuple[Name, ...] = Field((), alias="except")
    """Phrases in which it is fine."""


class Term(Record):
    """A word that new hires and customers may not know."""

    term: Name
    """The word."""
    meaning: Text
    """What it means, in a sentence."""


class Lexicon(Record):
    """Words to say, words to avoid, and words that the search treats alike."""

    avoid: tuple[AvoidedWord, ...] = ()
    """Words that we do not say."""
    terms: tuple[Term, ...] = ()
    """Words explained."""
    synonyms: tuple[tuple[Name, ...], ...] = ()
    """Lists of words that the search treats alike."""
