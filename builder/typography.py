"""How a language sets its words: French spaces, typographic apostrophes, hyphenated words that hold together."""

from __future__ import annotations

import re
from typing import Any

NO_BREAK = "\u00a0"
JOINER = "\u2060"
"""Kept out of what is copied."""

_FRENCH = (*((f" {sign}", f"{NO_BREAK}{sign}") for sign in "?!:;»%€"), ("« ", f"«{NO_BREAK}"))
_CLOSING = re.compile(r"[?!;»](?<=[\w)»][?!;»])(?![?!;»]*\w)")
_OPENING = re.compile(r"«(?=[^\s\u00a0])")
_GROUPS = re.compile(r" (?<=\d )(?=\d{3}(?!\d))")
_HYPHEN = re.compile(r"-(?<=\w-)(?=\w)")


def typeset(text: str, language: str) -> str:
    """Plain words as they are shown in their language."""
    text = text.replace("'", "’").replace("\u202f", NO_BREAK)
    if "-" in text:
        text = _HYPHEN.sub(f"-{JOINER}", text)
    if language.startswith("fr"):
        for written, shown in _FRENCH:
            text = text.replace(written, shown)
        text = _OPENING.sub(f"«{NO_BREAK}", _CLOSING.sub(rf"{NO_BREAK}\g<0>", text))
        text = _GROUPS.sub(NO_BREAK, text)
    return text


def typeset_all(value: Any, language: str) -> Any:
    """The same data with every text of it typeset."""
    if isinstance(value, str):
        return typeset(value, language)
    if isinstance(value, dict):
        return {key: typeset_all(item, language) for key, item in value.items()}
    return [typeset_all(item, language) for item in value] if isinstance(value, list | tuple) else value
