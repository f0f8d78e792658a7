"""The expressions of a language, compiled once each."""

from __future__ import annotations

import re
from functools import cache, cached_property
from operator import attrgetter

from builder.checks.speech.hints import Hints
from builder.locales.speech import KNOWN, SpeechWords, speech

_FRAGMENT = re.compile(r"\{([a-z]+)\}")
_EDGE = r"(?:(?<!\w)|(?!\w))"
"""A place that is not inside a word."""


class Language:
    """What we know of a language's speech."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._hints: dict[str, Hints] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}

    @cached_property
    def words(self) -> SpeechWords:
        """Its table."""
        return speech(self.name)

    def hints(self, path: str) -> Hints:
        """What a text must hold, from a path such as `tracking.hints`."""
        if path not in self._hints:
            self._hints[path] = Hints(attrgetter(path)(self.words))
        return self._hints[path]

    def pattern(self, path: str) -> re.Pattern[str]:
        """What stands in the table at a path such as `questions.open`, as one regular expression."""
        if path not in self._patterns:
            expressions = attrgetter(path)(self.words)
            self._patterns[path] = self.compiled("|".join(f"(?:{one})" for one in expressions))
        return self._patterns[path]

    def beside(self, path: str) -> re.Pattern[str]:
        """The same for what may be written without a space beside a figure: 2x, x2, 20%."""
        if f"…{path}" not in self._patterns:
            whole = self.pattern(path).pattern
            self._patterns[f"…{path}"] = re.compile(whole.removeprefix(_EDGE).removesuffix(_EDGE))
        return self._patterns[f"…{path}"]

    def compiled(self, expression: str) -> re.Pattern[str]:
        """An expression with its fragments filled in; it matches whole words."""
        while _FRAGMENT.search(expression):
            expression = _FRAGMENT.sub(lambda name: self.words.fragments[name[1]], expression)
        return re.compile(f"{_EDGE}(?:{expression}){_EDGE}")


def language_of(code: str) -> Language | None:
    """The speech of a language (fr for fr-ca); None where we don't know it."""
    root = code.partition("-")[0]
    return _language(root) if root in KNOWN else None


@cache
def _language(name: str) -> Language:
    return Language(name)
