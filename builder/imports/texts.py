"""Texts of somebody else's file as texts of ours."""

from __future__ import annotations

import re

from builder.models import NUMBERED
from builder.text import fold, has_markup

_NO_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST = 48


class Unreadable(ValueError):
    """A file that can't be imported: a sentence that says why."""


def clean(text: str) -> str:
    """A text on one line, without letters that can't be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def safe(text: str) -> str:
    """The same without markup and links, which would be findings."""
    text = clean(text).replace("](", "] (")
    return text.replace("<", "‹").replace(">", "›") if has_markup(text) else text


def name_for(text: str, taken: set[str], otherwise: str) -> str:
    """An id made from a text, none of those that are taken, and added to them."""
    words = _NO_NAME.sub("-", fold(text)).strip("-")[:_LONGEST].strip("-")
    base = words if words[:1].isalpha() else f"{otherwise}-{words}".strip("-")
    number, found = 1, base
    while found in taken or NUMBERED.match(found):
        number += 1
        found = f"{base}-n{number}"
    taken.add(found)
    return found
