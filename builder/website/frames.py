"""What the templates are told of the frame around each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs.structure.pages import Page

from builder.locales.website import Website, website
from builder.pipeline import Shell, ShellLink, Site, SitePage
from builder.website.configuring import is_public
from builder.website.editions import Edition
from builder.website.pages import NOT_FOUND, FinishedPage, OurPage

_OWN_BOX = {"home", "search", NOT_FOUND, "redirect"}
"""Kinds of pages that have a search box themselves."""
_AT_ONCE = {"guide"}
"""Kinds of pages whose first screen is inlined."""


@dataclass(frozen=True)
class Translation:
    """An entry of the language switch."""

    code: str
    name: str
    path: str
    here: bool
    same: bool
    """Whether it is this very page: else the language's home."""


@dataclass(frozen=True)
class Frame:
    """The frame around one page."""

    kind: str
    """What the page is (SitePage.kind), or `page` for one written by hand."""
    shell: Shell
    words: Website
    switch: tuple[Translation, ...]
    hidden: bool
    """Whether search engines should stay away."""
    made: SitePage | None = None
    """The page, where it is one of ours."""

    @property
    def first_screen(self) -> str:
        """Styles to inline, so that the page shows before its stylesheets come; empty where it waits for them."""
        return self.shell.first_screen if self.kind in _AT_ONCE else ""

    @property
    def own_css(self) -> tuple[str, ...]:
        """Stylesheets that this page needs besides those of every page."""
        return self.made.css if self.made else ()

    @property
    def own_scripts(self) -> tuple[str, ...]:
        """Modules likewise."""
        return self.made.scripts if self.made else ()

    @property
    def has_box(self) -> bool:
        """Whether the header has a search box: not where the page has one of its own."""
        return self.kind not in _OWN_BOX

    def stands_here(self, link: ShellLink) -> bool:
        """Whether a link of the header is that of this page's section."""
        return self.kind.startswith(link.kind)


@dataclass(frozen=True)
class Frames:
    """The frames of one build."""

    shells: Mapping[str, Shell] = field(default_factory=dict)
    language: str = ""
    hidden: bool = True
    not_found: SitePage | None = None

    @classmethod
    def of(cls, edition: Edition, language: str) -> Frames:
        """The frames for the pages of an edition."""
        site = edition.site or Site((), {}, {})
        lost = next((page for page in site.pages if page.kind == NOT_FOUND), None)
        return cls(site.shell, language, not is_public(edition), lost)

    def around(self, page: Page) -> Frame:
        """The frame of a page that MkDocs writes, ours or another plugin's."""
        if not isinstance(page, OurPage):
            return self._frame("page", self.language, {})
        made = page.made if isinstance(page, FinishedPage) else None
        return self._frame(page.kind, page.language, page.alternates, made)

    def lost(self) -> Frame:
        """The frame of the page for addresses that lead nowhere."""
        return self._frame(NOT_FOUND, self.language, {}, self.not_found)

    def _frame(self, kind: str, language: str, alternates: Mapping[str, str], made: SitePage | None = None) -> Frame:
        switch = tuple(
            Translation(
                code, shell.language_name, alternates.get(code, shell.home), code == language, code in alternates
            )
            for code, shell in self.shells.items()
        )
        return Frame(kind, self.shells[language], website(language), switch, self.hidden, made)
