"""Figures that somebody will ask to be proved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, flat, parts, without_quotes

_NUMBER = re.compile(r"(?:(?<!\w)|(?<=\bx))\d+(?:[ .,]\d{3})*(?:[.,]\d+)?")
_NEAR = 40
"""How far before a figure it may be said what it does: divides by, multiplies by."""
_LONGEST_MEETING = 120


def figures(text: str, language: Language) -> tuple[Match, ...]:
    """The figures of a text that claim something: digits with %, a currency, a multiplier or a counted noun."""
    if not any(character.isdigit() for character in text):
        return ()
    spoken = without_quotes(flat(text))
    masked = language.pattern("numbers.harmless").sub(lambda harmless: "_" * len(harmless[0]), spoken)
    return tuple(
        Match.of(text, *place) for start, end in parts(text) for place in _claims(masked, start, end, language)
    )


def _claims(spoken: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    sentence = spoken[start:end]
    if language.pattern("numbers.theirs").search(sentence):
        return
    for match in _NUMBER.finditer(spoken, start, end):
        last = _claim(spoken, match, sentence, language)
        if last:
            yield match.start(), last


def _claim(spoken: str, number: re.Match[str], sentence: str, language: Language) -> int:
    """Where the claim that a number makes ends; 0 where it makes none."""
    at = number.end() + (spoken[number.end() : number.end() + 1] in {" ", "-"})
    if unit := language.beside("numbers.units").match(spoken, at):
        return unit.end()
    before = language.beside("numbers.before").finditer(spoken, max(0, number.start() - _NEAR), number.start())
    if any(match.end() == number.start() for match in before):
        return number.end()
    if length := language.beside("numbers.meetings").match(spoken, at):
        short = float(number[0].replace(" ", "").replace(",", ".")) <= _LONGEST_MEETING
        return 0 if short and not language.pattern("numbers.gained").search(sentence) else length.end()
    if language.pattern("numbers.uncounted").match(spoken, at):
        return 0
    noun = _NOUN.match(spoken, at)
    return noun.end() if noun else 0


_NOUN = re.compile(r"(?!_)[^\W\d_]{2,}(?:[-'][^\W\d_]+)*")
