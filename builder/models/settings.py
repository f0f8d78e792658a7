"""What mkdocs.yml says of the knowledge base, under the plugin's name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

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


class Limit(NamedTuple):
    """The size above which something is warned about, and the one above which it is an error (None: it never is)."""

    warning: int
    error: int | None = None


def _rising(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] > value[1]:
        raise PydanticCustomError("limit-order", "limit-order", {"warning": value[0], "error": value[1]})
    return value


def _not_zero(value: int) -> int:
    if not value:
        raise PydanticCustomError("wrong-type", "wrong-type", {"expected": "number", "written": "0"})
    return value


Figures = Annotated[tuple[Number, Number], AfterValidator(_rising)]
"""A limit as it is written: [warning, error]."""
_Limits = Annotated[
    Annotated[Figures, Tag("@list")] | Annotated[dict[Language, Figures], Tag("@mapping")],
    Discriminator(lambda value: "@mapping" if isinstance(value, dict) else "@list"),
]
LIMITS: Mapping[str, Limit | Mapping[str, Limit]] = MappingProxyType(
    {
        "long-sentence": MappingProxyType({"fr": Limit(15, 25), "en": Limit(20, 30)}),
        "long-opening": Limit(20, 30),
        "long-answer": Limit(18, 30),
        "long-line": Limit(20, 30),
        "long-email": Limit(90, 150),
        "too-many-messages": Limit(5, 7),
        "too-many-objections": Limit(7, 12),
        "long-guide": Limit(350, 600),
        "stacked-questions": Limit(1),
    }
)
"""The sizes that hold where the settings say nothing: by code, and by language where a language decides."""
SPEEDS: Mapping[str, int] = MappingProxyType({"fr": 150, "en": 165})
"""Words a minute by language, where the settings say nothing."""


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
    words_per_minute: dict[Language, Annotated[Number, AfterValidator(_not_zero)]] = dict(SPEEDS)
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
        known = {**SPEEDS, **self.words_per_minute}
        return known.get(language) or known.get(_root(language)) or min(known.values())

    def limit(self, code: str, language: str) -> Limit | None:
        """How large what a rule measures may be in this language; None where nothing is said of it."""
        for said in (self.limits.get(code), LIMITS.get(code)):
            by_language = said if isinstance(said, Mapping) else {language: said}
            found = by_language.get(language) or by_language.get(_root(language))
            if found:
                return Limit(*found)
        return None


def _root(language: str) -> str:
    """The language without its region: pt of pt-br."""
    return language.partition("-")[0]
