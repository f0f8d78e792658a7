"""Of whom a line speaks: of us, or of the customer."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from builder.checks.speech.language import Language
from builder.checks.speech.texts import flat, said

_LOUD = re.compile(r"\b[A-Z]{2,}\b")
"""What stands in capitals is a name: US is a country, us are we."""


class Balance(NamedTuple):
    """How often a line names us, by pronoun or by name, and how often the customer."""

    we: int
    you: int


def balance(text: str, language: Language, company: tuple[str, ...]) -> Balance:
    """How often a text says we (or a name of our company) and you; nothing of either where it says nothing of us."""
    if not language.hints("pronouns.hints")(text) and not any(name.lower() in text.lower() for name in company):
        return Balance(0, 0)
    lower = _LOUD.sub(lambda word: "X" * len(word[0]), said(text)) if _LOUD.search(text) else text
    spoken = language.pattern("pronouns.neither").sub(lambda idiom: "_" * len(idiom[0]), flat(lower))
    we = _count(language.pattern("pronouns.we"), spoken) + _names(text, company)
    if we:
        we += _count(language.pattern("pronouns.indefinite"), spoken)
    you = _count(language.pattern("pronouns.you"), spoken) + _count(language.pattern("pronouns.orders"), spoken)
    return Balance(we, you)


def _count(pattern: re.Pattern[str], spoken: str) -> int:
    return sum(1 for _ in pattern.finditer(spoken))


def _names(text: str, company: tuple[str, ...]) -> int:
    """How often our names stand in a text, with a capital where they have one."""
    written, spoken = said(text), flat(text)
    return sum(
        not name[:1].isupper() or written[match.start()].isupper()
        for name in company
        for match in _name(name).finditer(spoken)
    )


@cache
def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@.]){re.escape(flat(name))}(?!\w)")
