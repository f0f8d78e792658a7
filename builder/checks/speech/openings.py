"""How an answer begins: with a but, or with a no."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, flat, parts, without_quotes

_SHORT = 60
"""An agreement of fewer characters is no sentence of its own: the but after it belongs to it."""


def yes_but(text: str, language: Language) -> Match | None:
    """The words with which a text contradicts before it has said anything."""
    sentences = parts(text) if language.hints("openings.hints")(text) else ()
    if not sentences:
        return None
    spoken = without_quotes(flat(text))
    start, end = sentences[0]
    if filler := language.pattern("openings.fillers").match(spoken, start, end):
        start = filler.end()
    if language.pattern("openings.welcome").match(spoken, start, end):
        return None
    for name in ("refusals", "but"):
        if begins := language.pattern(f"openings.{name}").match(spoken, start, end):
            return Match.of(text, start, begins.end())
    return _after_agreement(text, spoken, (start, end), sentences[1:2], language)


def _after_agreement(
    text: str, spoken: str, first: tuple[int, int], second: tuple[tuple[int, int], ...], language: Language
) -> Match | None:
    """A but after an agreement: in its sentence, or at the head of the next where it is only a few words."""
    start, end = first
    agreed = _agreed(spoken, start, end, language)
    if agreed == start:
        return None
    places = [*_turns(spoken, agreed, end, language)]
    if second and end - start <= _SHORT:
        places += [last for first, last in _buts(spoken, *second[0], language) if first == second[0][0]]
    contrast = language.pattern("openings.contrasts").search(spoken, start, end)
    return Match.of(text, start, places[0]) if places and not contrast else None


def _agreed(spoken: str, start: int, end: int, language: Language) -> int:
    """Where the agreements end that a sentence begins with: « oui, bien sûr »."""
    at = start
    while agreed := language.pattern("openings.agreements").match(spoken, at, end):
        start = agreed.end()
        at = start + len(spoken[start:end]) - len(spoken[start:end].lstrip(" ,"))
    return start


def _turns(spoken: str, agreed: int, end: int, language: Language) -> Iterator[int]:
    """Where the buts end that turn an agreement over: right after it, or after a comma."""
    for first, last in _buts(spoken, agreed, end, language):
        between = spoken[agreed:first]
        if not between.strip(" ,.;:…–—-") or between.rstrip()[-1:] in ",;:…–—":
            yield last


def _buts(spoken: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    for name in ("but", "however"):
        yield from (match.span() for match in language.pattern(f"openings.{name}").finditer(spoken, start, end))
