"""Where a text that is too long can be cut, as the last words before the cut."""

from __future__ import annotations

from builder.text import fold, plain, sentences, words

_JOINTS = {
    "fr": "et mais ou donc car or ni puis alors parce puisque quand lorsque si sinon tandis",
    "en": "and but or so because since when if while although though unless",
}
_ENDS = (",", ";", ":", "–", "—", "…")
_FEWEST_BEFORE, _FEWEST_AFTER = 5, 3
_SHOWN = 5


def cut(sentence: str, limit: int, language: str) -> str:
    """The words after which a sentence can become two: its last comma or conjunction within the limit, else nothing."""
    pieces = plain(sentence).split()
    joints = _JOINTS.get(language.partition("-")[0], "").split()
    for place in range(len(pieces) - 1, 0, -1):
        if not (pieces[place - 1].endswith(_ENDS) or _start(pieces[place]) in joints):
            continue
        before, after = " ".join(pieces[:place]), " ".join(pieces[place:])
        if _FEWEST_BEFORE <= len(words(before)) <= limit and len(words(after)) >= _FEWEST_AFTER:
            return _last(pieces[:place])
    return ""


def _start(word: str) -> str:
    """A word without its elision: puisqu'il begins as puisque."""
    elided, apostrophe, _ = fold(word).strip('«»“”"(').partition("'")
    return f"{elided}e" if apostrophe and elided.endswith("qu") else elided


def stop(text: str, limit: int) -> str:
    """The words of the last sentence that ends within so many words, nothing where the first is too long already."""
    size, found = 0, ""
    for sentence in sentences(text):
        size += len(words(sentence))
        if size > limit:
            return found
        found = _last(plain(sentence).split())
    return ""


def _last(pieces: list[str]) -> str:
    return " ".join(pieces[-_SHOWN:]).strip(' \u00a0\u202f.,;:–—«»“”"')
