"""What mkdocs.yml says of the knowledge base, under the plugin's name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from builder.models.base import Audience, Day, Name, Number, Record, YesNo


class RuleSetting(StrEnum):
    """What a rule's findings count as."""

    OFF = "off"
    WARNING = "warning"
    ERROR = "error"


def _off(value: Any) -> Any:
    return "off" if isinstance(value, str) and value.lower() in {"off", "false", "no", "non"} else value


def _language(value: str) -> str:
    if not value.replace("-", "").isalnum() or value != value.lower():
        raise PydanticCustomError("unknown-value", "unknown-value", {"written": value, "known": ("fr", "en")})
    return value


Language = Annotated[str, AfterValidator(_language)]
"""A language as BCP 47 writes it, in lower case: fr, en, pt-br."""
Limit = tuple[Number, Number]
"""The size above which a line is warned about, and the one above which it is an error."""
_Limits = Annotated[
    Annotated[Limit, Tag("@list")] | Annotated[dict[str, Limit], Tag("@mapping")],
    Discriminator(lambda value: "@mapping" if isinstance(value, dict) else "@list"),
]


class Feedback(Record):
    """Where "it worked", "it fell flat" and "I heard this" lead: one of these."""

    github: Name | None = None
    """An owner/name on GitHub: a prefilled issue."""
    gitlab: Name | None = None
    """A group/name on GitLab: a prefilled issue."""
    form: Name | None = None
    """The address of a form, with {ref}, {persona} and {line} where they belong."""
    email: Name | None = None
    """An e-mail address."""

    @model_validator(mode="after")
    def _only_one(self) -> Feedback:
        if len(self.model_fields_set) > 1:
            raise PydanticCustomError(
                "too-long", "too-long", {"unit": "items", "limit": 1, "size": len(self.model_fields_set)}
            )
        return self


class Settings(Record):
    """All settings, each with its default."""

    today: Day | None = None
    """The day that the site is built for; else SOURCE_DATE_EPOCH's, else the machine's."""
    preview: YesNo = False
    """Whether drafts show, with a banner."""
    audience: Audience = Audience.INTERNAL
    """For whom the site is built."""
    languages: tuple[Language, ...] = ()
    """Languages besides the site's own."""
    company: tuple[Name, ...] = ()
    """Our names, as customers hear them."""
    people: dict[str, Name] = {}
    """Owners' names and what the forge calls them."""
    review_days: Number = 90
    """How many days a review holds."""
    grace_days: Number = 30
    """How many days an expired evidence is only a warning."""
    words_per_minute: dict[str, Number] = {"fr": 150, "en": 165}
    """How fast a language is spoken."""
    limits: dict[str, _Limits] = {}
    """Sizes by rule, and by language where they differ."""
    rules: dict[str, Annotated[RuleSetting, BeforeValidator(_off)]] = {}
    """What the findings of a rule count as."""
    feedback: Feedback | None = None
    """Where reps say how a line went."""
    offline: YesNo = True
    """Whether the site can be read without a network."""
    offline_mb: Number = 25
    """How many megabytes of pages are kept for that."""
    marketing_pages: YesNo = True
    """Whether the pages for marketing are built."""
    publish_json: YesNo = False
    """Whether /knowledge.json is published."""

    def speed(self, language: str) -> int:
        """Words a minute in this language; the slowest known where it isn't set."""
        return self.words_per_minute.get(language) or min(self.words_per_minute.values(), default=150)
