"""Lines that give our tracking away: they tell the customer what we saw them do with something of ours."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, flat, parts, without_quotes


def private_signal(text: str, language: Language) -> Match | None:
    """The words that tell the customer that we watched them."""
    if not language.hints("tracking.hints")(text):
        return None
    spoken = without_quotes(flat(text))
    return next(
        (match for start, end in parts(text) for match in _given_away(text, spoken, start, end, language)), None
    )


def _given_away(text: str, spoken: str, start: int, end: int, language: Language) -> Iterator[Match]:
    """What one sentence gives away, in the order of how plainly it does."""
    if told := language.pattern("tracking.harmless").search(spoken, start, end):
        start, end = (told.end(), end) if _only_there(spoken, told.start(), end) else (start, start)
    if found := language.pattern("tracking.given_away").search(spoken, start, end):
        yield Match.of(text, found.start(), found.end())
    if seen := language.pattern("tracking.perceived").search(spoken, start, end):
        for found in language.pattern("tracking.done").finditer(spoken, seen.start(), end):
            yield Match.of(text, seen.start(), found.end())
    if language.pattern("tracking.them").search(spoken, start, end) and not _is_asked(spoken, start, end, language):
        for found in language.pattern("tracking.said_flat").finditer(spoken, start, end):
            yield Match.of(text, found.start(), found.end())


def _only_there(spoken: str, at: int, end: int) -> bool:
    """Whether a sentence that begins harmlessly goes on as another: after a colon or a semicolon."""
    return any(sign in spoken[at:end] for sign in ":;")


def _is_asked(spoken: str, start: int, end: int, language: Language) -> bool:
    """Whether a sentence only asks what happened; one that knows when, or wants to hear yes, doesn't."""
    asked = spoken[start:end]
    if "?" not in asked or any(language.pattern(f"questions.{name}").search(asked) for name in ("tags", "open")):
        return False
    plain = language.pattern("tracking.asked").search(asked)
    return plain is not None and (plain["inverted"] is not None or not language.pattern("tracking.dated").search(asked))
