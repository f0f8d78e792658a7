"""Words that the scripts of our pages put into them."""

from __future__ import annotations

from functools import lru_cache

from builder.locales import Strings, read
from builder.typography import typeset_all


class Script(Strings):
    """What scripts say; it reaches them as JSON."""

    copy_: str
    """Button that copies a line."""
    copied: str
    """What it says for a moment afterwards."""
    due: tuple[str, str]
    """A review is past its date: since one day, since {n} days."""
    due_guides: tuple[str, str]
    """How many guides are due: one, and several with {n}."""
    expired: str
    """Beside a proof whose date has passed."""
    marks: dict[str, str]
    """The words of the marks of support."""
    steps: dict[str, tuple[str, str]]
    """How many steps of a guide have a mark."""
    sides: dict[str, tuple[str, str]]
    """How many proofs there are on a side."""
    none: str
    """No proof holds any more."""
    progress: str
    """How much of a path is done: {done} of {all}."""
    day_done: str
    """All of a day is done."""
    scheme: str
    """Button that switches between light and dark."""


@lru_cache(maxsize=16)
def script(language: str) -> Script:
    """The scripts' words in a language."""
    strings = read(Script, "script", language)
    return Script.model_validate(typeset_all(strings.model_dump(), language))
