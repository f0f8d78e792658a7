"""Where things are on the site: a ref and a language become a path and an anchor."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from builder.models import Kind, Ref

SECTIONS = {
    Kind.GUIDE: "guides",
    Kind.PERSONA: "personas",
    Kind.SIGNAL: "signals",
    Kind.EVIDENCE: "evidence",
    Kind.ASSET: "assets",
    Kind.PATH: "paths",
    Kind.DECK: "decks",
    Kind.LEXICON: "lexicon",
}
"""The folder of each kind of document; it holds the kind's own list too."""

TAKEN = (*SECTIONS.values(), "search", "call", "rehearse", "coverage", "freshness", "knowledge", "changes", "files")
"""First parts of addresses that a hand-written page cannot have."""


class Address(NamedTuple):
    """A path from the site's root, without a leading slash and with a closing one, and an anchor in that page."""

    path: str
    anchor: str = ""

    def __str__(self) -> str:
        return self.path + (f"#{self.anchor}" if self.anchor else "")

    def seen_from(self, path: str) -> str:
        """The relative link to here from the page at `path`."""
        link = "../" * path.count("/") + self.path
        if path == self.path:
            link = "" if self.anchor else "./"
        return (link or ("" if self.anchor else "./")) + (f"#{self.anchor}" if self.anchor else "")


def folder(language: str, base_language: str) -> str:
    """Where a language's pages begin: the root for the site's own, en/ for English beside it."""
    return "" if language == base_language else f"{language}/"


def address(ref: Ref, start: str = "") -> Address:
    """The address of a document or a line, below the folder of its page's language."""
    if ref.kind is Kind.PAGE:
        name = PurePosixPath(ref.id)
        path = str(name.parent if name.name == "index" else name)
        return Address(start + ("" if path == "." else f"{path}/"), ref.anchor)
    if ref.kind is Kind.LEXICON:
        return Address(f"{start}lexicon/", ref.anchor or ("" if ref.id == "lexicon" else ref.id))
    return Address(f"{start}{SECTIONS[ref.kind]}/{ref.id}/", ref.anchor)


def section(kind: Kind, start: str = "") -> Address:
    """The list of a kind's documents; the home page lists the guides."""
    return Address(start) if kind is Kind.GUIDE else Address(f"{start}{SECTIONS[kind]}/")
