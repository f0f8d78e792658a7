"""A conversation guide: a chain of reasoning that leads a persona from what they believe to what they could believe."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, model_validator

from builder.models.base import Audience, Day, Id, Lines, Name, Number, Record, RefText, Text, at_most, no_more_than


class Stage(StrEnum):
    """Where the customer stands, never where our pipeline stands."""

    NO_PROJECT = "no-project"
    EXPLORING = "exploring"
    COMPARING = "comparing"
    DECIDING = "deciding"
    CLIENT = "client"


class Status(StrEnum):
    """A draft shows only in previews, a retired guide only as a redirect."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Shift(Record):
    """What the customer thinks before, and after."""

    needed: ClassVar = ("from", "to")

    before: Lines | None = Field(None, alias="from")
    """What the customer thinks before the conversation, in their voice."""
    after: Lines | None = Field(None, alias="to")
    """What they think after it, in their voice."""


class Opening(Record):
    """The first 20 seconds."""

    needed: ClassVar = ("say", "ask")
    structure: ClassVar = ("evidence",)

    say: Lines | None = None
    """The first sentences, said in one breath each."""
    ask: Lines | None = None
    """The open question that follows."""
    evidence: tuple[Id, ...] = ()
    """What proves the opening: ids of evidence."""


class Email(Record):
    """The e-mail to send when nobody picks up."""

    needed: ClassVar = ("subject", "body")

    subject: Text | None = None
    """The subject of the e-mail."""
    body: Lines | None = None
    """The text of the e-mail."""


class NoAnswer(Record):
    """What to say when somebody else, or nobody, picks up."""

    gatekeeper: Lines | None = None
    """To an assistant who filters calls."""
    voicemail: Lines | None = None
    """On a voicemail."""
    email: Email | None = None
    """By e-mail."""


class Fork(Record):
    """A way that the conversation may take from a step."""

    structure: ClassVar = ("go",)

    they: Text
    """What the customer says."""
    go: RefText
    """Where the conversation goes then: a step, an objection or `next_step`."""


class Step(Record):
    """One thought of the chain."""

    needed: ClassVar = ("id", "think", "ask")
    structure: ClassVar = ("formerly", "evidence", "then")

    id: Id = ""
    """Name of the step, its anchor in the page."""
    formerly: tuple[Id, ...] = ()
    """Names it had: they stay as anchors."""
    think: Text | None = None
    """What the customer should be thinking at the end of this step."""
    ask: Lines | None = None
    """An open question that leads there."""
    listen_for: tuple[Text, ...] = ()
    """What an answer sounds like when the thought has landed, or not."""
    say: Lines | None = None
    """What to say once they have answered."""
    evidence: tuple[Id, ...] = ()
    """What proves the thought: ids of evidence."""
    hear: tuple[Fork, ...] = ()
    """Forks: what they may say, and where the conversation goes then."""
    then: RefText | None = None
    """The step that follows, where it is not the next in the list (or `next_step`)."""


class Message(Record):
    """A sentence ready to say."""

    needed: ClassVar = ("say",)
    structure: ClassVar = ("for", "evidence", "audience")

    id: Id = ""
    """Name of the message, its anchor; message-N where none is given."""
    say: Lines | None = None
    """The sentence."""
    for_: tuple[Id, ...] = Field((), alias="for")
    """Whom it is for, where not for everyone of the guide: ids of personas."""
    instead_of: Text | None = None
    """What we used to say."""
    when: Text | None = None
    """When it falls right."""
    evidence: tuple[Id, ...] = ()
    """What proves it: ids of evidence."""
    audience: Audience | None = None
    """Who may see it, where fewer than may see the guide."""


class Objection(Record):
    """What they say against it and how to answer, or an answer borrowed from another guide."""

    needed: ClassVar = ("id", "they_say", "answer")
    structure: ClassVar = ("see", "formerly", "for", "evidence", "audience")

    id: Id = ""
    """Name of the objection, its anchor in the page; a borrowed one has the name it has in its guide."""
    see: RefText | None = None
    """Borrowed from another guide: its ref, and nothing else but an id."""
    formerly: tuple[Id, ...] = ()
    """Names it had: they stay as anchors."""
    for_: tuple[Id, ...] = Field((), alias="for")
    """Who says it, where not everyone of the guide: ids of personas."""
    they_say: Annotated[tuple[Text, ...], AfterValidator(no_more_than(8))] = ()
    """1 to 8 things that customers really say; the search matches these."""
    meaning: Text | None = None
    """What may be behind it."""
    dig: Lines | None = None
    """The question to ask before any answer."""
    answer: Lines | None = None
    """The answer."""
    check: Lines | None = None
    """The question that hands the floor back."""
    evidence: tuple[Id, ...] = ()
    """What proves the answer: ids of evidence."""
    audience: Audience | None = None
    """Who may see it, where fewer than may see the guide."""

    def needs(self) -> tuple[str, ...]:
        """What is borrowed needs no words of its own."""
        return () if self.see else self.needed


class Check(Record):
    """How to tell a real intention from a polite one."""

    needed: ClassVar = ("claim", "ask", "solid", "hollow")
    structure: ClassVar = ("for",)

    id: Id = ""
    """Name of the check, its anchor; verify-N where none is given."""
    for_: tuple[Id, ...] = Field((), alias="for")
    """Who claims it, where not everyone of the guide: ids of personas."""
    claim: Text | None = None
    """What the customer says: "the budget is approved"."""
    ask: Lines | None = None
    """The question that tests it."""
    solid: Text | None = None
    """What a true answer sounds like."""
    hollow: Text | None = None
    """What a polite one sounds like."""


class NextStep(Record):
    """How the conversation ends."""

    needed: ClassVar = ("ask",)

    ask: Lines | None = None
    """What to ask for at the end."""
    fallback: Lines | None = None
    """The honourable way out."""


class Guide(Record):
    """One conversation, from what the customer thinks before it to what they think after it."""

    needed: ClassVar = (
        "title", "stage", "for", "status", "owner", "field_owner", "reviewed", "summary", "shift", "open", "reasoning",
        "next_step",
    )  # fmt: skip
    structure: ClassVar = (
        "stage", "signals", "for", "owner", "field_owner", "review_days", "formerly", "replaced_by", "audience",
        "assets",
    )  # fmt: skip

    title: Annotated[Text, AfterValidator(at_most(characters=60))]
    """What the rep calls this conversation, at most 60 characters."""
    summary: Annotated[Text, AfterValidator(at_most(words=25))] | None = None
    """What it is good for, in one sentence of at most 25 words."""
    stage: Stage | None = None
    """Where the customer stands."""
    signals: tuple[Id, ...] = ()
    """What may have started it: ids of signals."""
    for_: tuple[Id, ...] = Field((), alias="for")
    """Whom it is for: ids of personas, at least one."""
    status: Status
    """A draft shows only in previews, a retired guide only as a redirect."""
    replaced_by: Id | None = None
    """The guide that replaces a retired one."""
    formerly: tuple[Id, ...] = ()
    """Names it had: their addresses redirect."""
    owner: Name | None = None
    """Who answers for the words (marketing)."""
    field_owner: Name | None = None
    """The rep who has tried it with customers."""
    reviewed: Day | None = None
    """When both last agreed that it is true."""
    review_days: Number | None = None
    """How many days that holds, where not as long as the setting says."""
    audience: Audience = Audience.INTERNAL
    """Who may see it."""
    shift: Shift | None = None
    """What the customer thinks before, and after."""
    open: Opening | None = None
    """The first 20 seconds."""
    no_answer: NoAnswer | None = None
    """When somebody else, or nobody, picks up."""
    reasoning: tuple[Step, ...] = ()
    """The chain that leads from one to the other, 2 to 7 steps."""
    messaging: tuple[Message, ...] = ()
    """Language elements: sentences ready to say."""
    objections: tuple[Objection, ...] = ()
    """What they say against it, and the answers by persona."""
    verify: tuple[Check, ...] = ()
    """How to tell a real intention from a polite one."""
    next_step: NextStep | None = None
    """What to ask for at the end."""
    assets: tuple[Id, ...] = ()
    """What to send afterwards: ids of assets."""
    tags: tuple[Name, ...] = ()
    """Words of your own, for the search."""

    @model_validator(mode="before")
    @classmethod
    def _name_items(cls, data: Any) -> Any:
        """Give every item its anchor: the name that is written, else its place in the file."""
        if not isinstance(data, dict):
            return data
        named = {key: _named(data[key], prefix) for key, prefix in _ANCHORS.items() if isinstance(data.get(key), list)}
        return data | named


_ANCHORS = {"reasoning": "step", "messaging": "message", "objections": "objection", "verify": "verify"}


def _named(items: list[Any], prefix: str) -> list[Any]:
    return [
        {**item, "id": _anchor(item, f"{prefix}-{n}")} if isinstance(item, dict) else item
        for n, item in enumerate(items, 1)
    ]


def _anchor(item: dict[str, Any], place: str) -> Any:
    see = item.get("see")
    borrowed = see.rpartition("#")[2] if isinstance(see, str) else ""
    return item.get("id") or borrowed or place
