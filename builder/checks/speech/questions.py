"""Questions: how many are asked at once, and whether yes or no answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.speech.language import Language
from builder.checks.speech.texts import Match, flat, parts, said, without_quotes
from builder.text import words

_MARK = re.compile(r"\?[?! ]*")
_ENOUGH = 4
"""A second clause of fewer words only completes the first: « …, et pourquoi ? »"""


def closed_question(text: str, language: Language) -> Match | None:
    """The question that a text ends with, where yes or no answers it."""
    if "," not in text and language.pattern("questions.plainly").match(flat(text)):
        return None
    spoken = without_quotes(flat(text))
    sentences = [(start, spoken[start:end]) for start, end in parts(text)]
    asked = [(start, sentence) for start, sentence in sentences if "?" in sentence]
    if asked:
        start, sentence = asked[-1]
        return Match.of(text, start, start + len(sentence)) if _is_closed(sentence, language) else None
    start, sentence = sentences[-1] if sentences else (0, "")
    if language.pattern("questions.unasked").match(sentence):
        return Match.of(text, start, start + len(sentence))
    return None


def _is_closed(sentence: str, language: Language) -> bool:
    """Whether yes or no answers a question."""

    def has(name: str, where: str) -> bool:
        return language.pattern(f"questions.{name}").search(where) is not None

    asked = language.pattern("questions.noise").sub(lambda idiom: "_" * len(idiom[0]), sentence)
    bare = _without_openers(asked, language)
    if has("tags", asked):
        return not _asks_first(bare, language)
    if has("whether", bare) or has("suggestions", bare) or has("or_not", asked):
        return True
    if has("requests", bare) or (has("either", asked) and not has("any_of", asked)):
        return False
    return _is_closed_clause(bare, language) if has("open", bare) else not has("elliptic", bare)


def _is_closed_clause(bare: str, language: Language) -> bool:
    """Whether what makes a question closed comes before the word that makes it open."""
    open_ = language.pattern("questions.open").search(bare)
    closed = language.pattern("questions.closed").search(bare)
    embedded = language.pattern("questions.embedded").search(bare)
    at = open_.start() if open_ else len(bare)
    if embedded and embedded.start() <= at:
        return True
    return closed is not None and closed.start() < at


def _asks_first(bare: str, language: Language) -> bool:
    return language.pattern("questions.open").match(bare) is not None


def _without_openers(sentence: str, language: Language) -> str:
    while opener := language.pattern("questions.openers").match(sentence):
        if not opener[0]:
            break
        sentence = sentence[opener.end() :]
    return sentence.lstrip()


def questions(text: str, language: Language) -> tuple[Match, ...]:
    """The questions that a text asks; those that it quotes are somebody else's."""
    return tuple(Match.of(text, start, end) for start, end in _questions(text, language))


def _questions(text: str, language: Language) -> Iterator[tuple[int, int]]:
    if "?" not in text:
        return
    if text.find("?") == len(text) - 1 and not any(joint in text for joint in language.words.questions.joints):
        yield 0, len(said(text))
        return
    spoken = without_quotes(flat(text))
    for start, end in parts(text):
        at = start
        for mark in _MARK.finditer(spoken, start, end):
            if not language.pattern("questions.exclamations").fullmatch(spoken[at : mark.end()].strip()):
                yield from _clauses(spoken, at, mark.end(), language)
            at = mark.end()


def _clauses(spoken: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """A question, and those that are joined to it and have a verb of their own."""
    at = start
    for joint in language.pattern("questions.joined").finditer(spoken, start, end):
        first, second = spoken[at : joint.start()].strip(), spoken[joint.end() : end]
        if _is_asked(first, language) and _is_second(second, language):
            yield at, joint.start()
            at = joint.end()
    yield at, end


def _is_asked(clause: str, language: Language) -> bool:
    """Whether a clause is a question of its own: « Quand ça bloque, … » is none."""
    asks = any(language.pattern(f"questions.{name}").search(clause) for name in ("open", "closed"))
    return asks and _is_whole(clause, language)


def _is_second(clause: str, language: Language) -> bool:
    """Whether a clause asks something else than the one before it: « …, et qui ne sort jamais ? » doesn't."""
    if len(words(clause)) < _ENOUGH or not _is_whole(clause, language):
        return False
    return language.pattern("questions.second").match(clause) is not None


def _is_whole(clause: str, language: Language) -> bool:
    return language.pattern("questions.clause").search(clause) is not None
