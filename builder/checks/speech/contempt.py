"""Contempt for customers, or for the rep who calls them."""

from __future__ import annotations

import re

from builder.checks.speech.language import Language
from builder.checks.speech.texts import QUOTED, Match, flat, parts

_CLAUSE = re.compile(r"[,;:]")
_FEW = 6
"""Quotation marks around fewer words (they count too, where spaces stand beside them) keep a word at arm's length."""


def may_insult(text: str, language: Language) -> bool:
    """Whether a text holds words without which there is no contempt."""
    return language.hints("contempt.hints")(text)


def insults(text: str, language: Language) -> tuple[Match, ...]:
    """What looks down on somebody; what is quoted, denied or only feared doesn't."""
    if not may_insult(text, language):
        return ()
    spoken = flat(text)
    found = (
        Match.of(text, match.start(), match.end())
        for kind in ("always", "plain")
        for match in language.pattern(f"contempt.{kind}").finditer(spoken)
        if _is_meant(spoken, _sentence(text, match.start()), match, kind, language)
    )
    return tuple(sorted(found))


def _sentence(text: str, at: int) -> int:
    """Where the sentence begins that a place belongs to."""
    return next((start for start, end in parts(text) if start <= at < end), 0)


def _is_meant(spoken: str, start: int, match: re.Match[str], kind: str, language: Language) -> bool:
    """Whether we say it ourselves, and don't deny it."""
    before = spoken[start : match.start()]
    if _is_quoted(spoken, match.start()) or language.pattern("contempt.reported").search(before):
        return False
    clause = _CLAUSE.split(before)[-1]
    return kind == "always" or not language.pattern("contempt.negations").search(clause)


def _is_quoted(spoken: str, at: int) -> bool:
    """Whether a place stands in what somebody else says: a whole sentence, or all of the text."""
    quote = next((quote for quote in QUOTED.finditer(spoken) if quote.start() < at < quote.end()), None)
    return quote is not None and (len(quote[0].split()) > _FEW or len(quote[0]) == len(spoken.strip(" .")))
