"""Our pages as MkDocs sees them: finished HTML, never Markdown, in no navigation."""

# ruff: noqa: ARG002  MkDocs' signatures

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from builder.pipeline import Site, SitePage

NOT_FOUND = "404"
"""The kind of the page for addresses that lead nowhere; MkDocs writes it as a template, not as a page."""
OPENING = "<!-- talktrack:index -->"
"""Where a home page has room for content/pages/index.md."""
_H1 = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)
"""The title of index.md: the home page has its own."""
_ID = re.compile(r'\sid="([^"]+)"')


class OurPage(Page):
    """A page that our frame knows: in a language, with its translations, made from a file."""

    kind = "page"
    """SitePage.kind, or `page` for one written by hand."""
    language: str
    alternates: Mapping[str, str]
    """By language: the path of the same page."""
    indexed = True
    """Whether search engines may list it."""
    source: str
    """The file to edit, from the project's folder; empty where there is none."""

    def finish(self, today: date, edit: str) -> None:
        """Dates and links that MkDocs would take from the clock and from docs_dir."""
        self.update_date = today.isoformat()
        self.edit_url = edit + self.source if edit and self.source else None


class FinishedPage(OurPage):
    """A page that arrives as HTML."""

    def __init__(self, made: SitePage, file: File, config: MkDocsConfig, opening: Page | None) -> None:
        self.made, self.opening = made, opening
        self.kind, self.language, self.source, self.alternates = made.kind, made.language, made.source, made.alternates
        self.indexed = made.indexed
        super().__init__(made.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render either, but for the hand-written words that open a home page."""
        self.content = self.made.html.replace(OPENING, self._opening(config, files))

    def _opening(self, config: MkDocsConfig, files: Files) -> str:
        if self.opening is None:
            return ""
        self.opening.read_source(config)
        self.opening.render(config, files)
        self.links_to_anchors = self.opening.links_to_anchors
        return _H1.sub("", self.opening.content or "", count=1)

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The anchors that links of hand-written pages may lead to; looked for only where there are such links."""
        return set(_ID.findall(self.content or ""))


def add_site(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Give MkDocs our pages and files; a hand-written page at the address of one of ours opens it."""
    written = {file.dest_uri: file for file in files.documentation_pages()}
    for made in site.pages:
        target = f"{made.path}index.html"
        opening = _taken_out(files, written[target]) if target in written else None
        if made.kind != NOT_FOUND:
            FinishedPage(made, _added(files, source_uri(made.path), target, config), config, opening)
    for path, content in site.files.items():
        _added(files, path, path, config, content)


def source_uri(path: str) -> str:
    """The Markdown file that MkDocs believes a page of ours to come from: guides/x/ is guides/x.md."""
    return f"{path.removesuffix('/') or 'index'}.md"


def _taken_out(files: Files, file: File) -> Page | None:
    files.remove(file)
    return file.page


def _added(files: Files, uri: str, target: str, config: MkDocsConfig, content: bytes = b"") -> File:
    file = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = target
    files.append(file)
    return file
