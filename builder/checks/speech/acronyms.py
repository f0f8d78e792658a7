"""Acronyms that a customer may not know, and what explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, flat, said

_CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
_ACRONYM = re.compile(
    rf"(?<![\w@/.&'’-])(?<![\w][-’'])(?:(?:[LDCNSJlcdnsj]|[Qq]u)['’])?(?P<name>"
    rf"(?:[{_CAPITAL}]\.){{2,}}(?:[{_CAPITAL}](?!\w))?"
    rf"|[{_CAPITAL}][{_CAPITAL}\d]*(?:&[{_CAPITAL}\d]+)?(?:-\d+)?"
    rf"|[{_CAPITAL}][a-z]{{1,2}}[{_CAPITAL}])(?P<plural>s|'s|’s)?(?![\w@/&])(?!\.\w)"
)
_CAPITALS = re.compile(rf"[{_CAPITAL}](?:[{_CAPITAL}.&]|[a-z]{{1,2}}[A-Z](?!\w))")
_BLANK = re.compile(r"\[[^\]]*\]")
_ROMAN = re.compile(r"M{0,3}(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_NUMBER_BEFORE = re.compile(r"\d[\d ,.\u00a0\u202f]*$")
_LONGEST = 6
"""Longer words in capitals are words."""


def acronyms(text: str, language: Language, known: Set[str]) -> tuple[Match, ...]:
    """The acronyms of a text that nobody explained: not in `known`, not beside them, not of everybody's language."""
    if not _CAPITALS.search(text):
        return ()
    spoken = said(text)
    blanked = _BLANK.sub(lambda blank: " " * len(blank[0]), spoken)
    return tuple(_unexplained(text, blanked, language, known))


def _unexplained(text: str, spoken: str, language: Language, known: Set[str]) -> Iterator[Match]:
    shouted = _is_shouted(spoken)
    for match in () if shouted else _ACRONYM.finditer(spoken):
        name = match["name"].replace(".", "")
        if sum(letter.isupper() for letter in name) == 1 or _is_no_acronym(name, spoken, match, language):
            continue
        if name.upper() not in known and not _is_explained(name, spoken, match, language):
            yield Match.of(text, match.start("name"), match.end())


def _is_shouted(spoken: str) -> bool:
    letters = [letter for letter in spoken if letter.isalpha()]
    return len(letters) > _LONGEST and sum(map(str.isupper, letters)) * 2 > len(letters)


def _is_no_acronym(name: str, spoken: str, match: re.Match[str], language: Language) -> bool:
    """Whether capitals are a Roman number, a unit, a word said louder, or what everybody knows."""
    words = language.words.acronyms
    if name.upper() in words.known or name in words.stressed or len(name) > _LONGEST:
        return True
    if _ROMAN.fullmatch(name) or _NUMBER_BEFORE.search(spoken[: match.start()]):
        return True
    return bool(_loud_neighbour(spoken, match, language))


def _loud_neighbour(spoken: str, match: re.Match[str], language: Language) -> bool:
    """Whether a word beside it is said louder too: « SURTOUT PAS »."""
    before, after = spoken[: match.start()].split(), spoken[match.end() :].split()
    beside = (*before[-1:], *after[:1])
    stressed = language.words.acronyms.stressed
    return any(word.strip(",.!?;:") in stressed and len(word) > 1 and word.isupper() for word in beside)


def _is_explained(name: str, spoken: str, match: re.Match[str], language: Language) -> bool:
    """Whether the text says what it stands for, after it or in the words around it."""
    after, before = spoken[match.end() :], spoken[: match.start()]
    if language.pattern("acronyms.explained").match(flat(after)):
        return True
    if before.rstrip().endswith("(") and after.lstrip()[:1] == ")" and len(before.split()) > 1:
        return True
    return _spelled(name.lower(), flat(before)) or _spelled(name.lower(), flat(after))


def _spelled(name: str, spoken: str) -> bool:
    """Whether words that follow each other begin with its letters, small words between them left out."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", spoken) if len(word) > _SMALL)
    return len(name) > 1 and re.sub(r"\W|\d", "", name) in initials and len(initials) >= len(name)


_SMALL = 3
