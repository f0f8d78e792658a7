"""Which documents have a page, in which language, and where: what every link of the site is resolved by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from builder.addresses import Address, address, folder, section
from builder.knowledge import Knowledge
from builder.models import Kind, Ref


class Place(NamedTuple):
    """An address and the language of the page there."""

    address: Address
    language: str


class Places:
    """Finds the page of a ref for readers of a language: in theirs where there is one, else the base page."""

    def __init__(self, published: Knowledge, languages: tuple[str, ...], moved: Mapping[str, str]) -> None:
        self.published, self.languages, self.moved = published, languages, moved
        self.find = lru_cache(maxsize=None)(self._find)

    @property
    def base(self) -> str:
        """The site's own language."""
        return self.languages[0]

    def start(self, language: str) -> str:
        """The folder that a language's pages stand in."""
        return folder(language, self.base)

    def section(self, kind: Kind, language: str) -> Address:
        """The list of a kind's documents."""
        return section(kind, self.start(language))

    def has_page(self, ref: Ref, language: str) -> bool:
        """Whether a document has a page of its own in this language."""
        return language == self.base or ref in self.published.translations.get(language, {})

    def _find(self, ref: Ref, language: str) -> Place | None:
        """Where a document or a line of it is shown; None where this site doesn't show it."""
        if ref.kind is Kind.PAGE:
            return self._written(ref, language)
        if ref.kind is Kind.GUIDE and ref.id in self.moved:
            ref = Ref(Kind.GUIDE, self.moved[ref.id], ref.anchor)
        if ref.kind is Kind.LEXICON:
            shown = bool(self.published.documents.get(Kind.LEXICON))
            return Place(address(ref, self.start(language)), language) if shown else None
        if self.published.find(ref) is None:
            return None
        shown_in = language if self.has_page(ref.document, language) else self.base
        return Place(address(ref, self.start(shown_in)), shown_in)

    def _written(self, ref: Ref, language: str) -> Place | None:
        if language != self.base and f"{ref.id}.{language}" in self.published.pages:
            return Place(address(ref, self.start(language)), language)
        return Place(address(ref), self.base) if ref.id in self.published.pages else None
