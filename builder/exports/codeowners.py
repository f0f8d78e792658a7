"""CODEOWNERS from `owner` and `field_owner`: who is asked to review a change of which file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from builder.documents import Document
from builder.reports.basis import Basis

BEGIN = "# talktrack owners: begin. Written from `owner` and `field_owner`: change those, then run it again."
END = "# talktrack owners: end"
_SPECIAL = re.compile(r"[\\ #*?\[\]]")
"""What means something in a pattern of CODEOWNERS."""
_LINE_BREAK = re.compile(r"[\r\n]")


class Owners(NamedTuple):
    """The lines, and the people of whom we don't know what the forge calls them."""

    text: str
    unknown: tuple[str, ...]


def render_owners(basis: Basis, prefix: str = "") -> Owners:
    """A line a file, by path, between two comments; `prefix` is the project's folder as seen from the repository."""
    people: Mapping[str, str] = basis.settings.people
    asked = {document.path: basis.owners(document) for document in _documents(basis)}
    lines = (
        f"{pattern(prefix + path)} {' '.join(handles)}"
        for path, owners in sorted(asked.items())
        if (handles := tuple(dict.fromkeys(people[owner] for owner in owners if owner in people)))
        and not _LINE_BREAK.search(path)
    )
    unknown = {owner for owners in asked.values() for owner in owners} - set(people)
    return Owners("\n".join((BEGIN, *lines, END, "")), tuple(sorted(unknown)))


def _documents(basis: Basis) -> Iterator[Document[Any]]:
    translated = (document for own in basis.base.translations.values() for document in own.values())
    return chain(basis.base.all(), translated)


def pattern(path: str) -> str:
    """The pattern that means this very file, from the top of the repository."""
    return "/" + _SPECIAL.sub(r"\\\g<0>", path)


def put_into(text: str, block: str) -> str:
    """A CODEOWNERS file with our lines in their place, at the end where they are new; the rest stays as it is."""
    start, end = text.find(BEGIN), text.find(END)
    if start < 0 or end < start:
        return f"{text.rstrip()}\n\n{block}" if text.strip() else block
    return text[:start] + block + text[end + len(END) :].removeprefix("\n")
