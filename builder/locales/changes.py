"""Words of `diff`: what somebody gets differently, said to a sales director."""

from __future__ import annotations

from functools import lru_cache

from builder.locales import Strings, read
from builder.locales.site import Forms
from builder.models import Audience, Status
from builder.support import Mark
from builder.typography import typeset_all


class SumWords(Strings):
    """The first lines: how much there is."""

    guides: Forms
    lines: Forms
    others: Forms
    nothing: str
    """Nothing at all is different."""
    silent: str
    """Something is, and nobody hears it."""
    joined: str
    """{guides}, {lines} and {others} in one sentence."""


class StateWords(Strings):
    """What happened to a document."""

    added: str
    removed: str
    renamed: str
    """From {old} to {new}."""
    lost: str
    """Its old address leads nowhere: `formerly` is missing."""
    moved: str
    """To {path}."""
    broken: str
    mended: str
    translated: str
    """A translation that is new."""
    untranslated: str


class PartWords(Strings):
    """What happened to a part of a guide."""

    added: str
    removed: str
    moved: str
    """From place {old} to {new}."""
    renamed: str


class ChangeWords(Strings):
    """The words around one change."""

    everyone: str
    colon: str
    """Between a label and its value."""
    seconds: str
    """{old} before, {new} now."""
    length: str
    """{n} seconds of a line that is new or gone."""
    before: str
    """Label of the old wording, read aloud."""
    now: str
    found: str
    lost: str
    """Of a phrase: the search finds it now, or no more."""
    first: str
    """What stands first of a list whose order is another."""
    widened: str
    """A warning: more people than before can read it."""
    also: str
    """{where} shows it too."""
    touches: Forms
    file: str
    yes: str
    no: str


class RestWords(Strings):
    """What stands below the changes."""

    language: str
    """Heading over the changes of a translation."""
    others: str
    """Heading over what is no guide."""
    behind: str
    behind_line: str
    """{title} in {language}: {count}."""
    behind_count: Forms
    new: Forms
    mended: Forms
    places: Forms
    """In how many places a finding is."""
    partly: str
    """Findings of some rules can't be known without reading everything."""
    unheard: str
    """The last sentence: {what}."""
    reviewed: Forms
    owners: Forms
    written: Forms
    settings: str
    more: Forms
    """How many documents are not shown: the rest is counted."""
    more_lines: Forms
    """How many of the lines that rest on an evidence are not named."""
    more_changes: Forms
    guides: str
    """Heading over the changed guides as they are now."""


class Changes(Strings):
    """Every word of a comparison in one language."""

    title: str
    kinds: dict[str, str]
    """What a document is, by kind."""
    sections: dict[str, str]
    """Parts of a guide, by the key they stand under."""
    fields: dict[str, str]
    """By key, or by section and key where that says something else there."""
    statuses: dict[Status, str]
    audiences: dict[Audience, str]
    marks: dict[Mark, str]
    sums: SumWords
    states: StateWords
    parts: PartWords
    change: ChangeWords
    rest: RestWords

    def field(self, section: str, key: str) -> str:
        """What a key is called where it stands."""
        return self.fields.get(f"{section}.{key}") or self.fields[key]


@lru_cache(maxsize=16)
def changes(language: str) -> Changes:
    """The words of a comparison, set as their language sets them."""
    strings = read(Changes, "changes", language)
    return Changes.model_validate(typeset_all(strings.model_dump(), language))
