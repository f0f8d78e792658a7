"""One build after another, as MkDocs' hooks go through it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from builder.website.configuring import configure, configure_audience, leave_out, place_of
from builder.website.editions import Edition, preview, publish
from builder.website.frames import Frame, Frames
from builder.website.offline import write_offline
from builder.website.overlay import Overlay, overlay
from builder.website.pages import OurPage, add_site
from builder.website.swap import Swap
from builder.website.wording import render_findings
from builder.website.written import adopt_pages

log = logging.getLogger("mkdocs.plugins.talktrack")
NOT_FOUND_FILE = "404.html"


@dataclass
class Run:
    """What is kept between the hooks, and in a preview between its builds."""

    serving: bool = False
    edition: Edition = field(default_factory=Edition)
    frames: Frames = field(default_factory=Frames)
    overlay: Overlay | None = None
    swap: Swap | None = None
    language: str = ""
    """theme.language, which pages in other languages change for as long as they are written."""

    def begin(self, config: MkDocsConfig) -> None:
        """Read, check and render everything, before MkDocs touches the old site."""
        configure(config)
        self.language = config.theme["language"]
        if self.serving:
            self._preview(config)
        else:
            self.swap = Swap.begin(config)
            self.edition = publish(place_of(config))
            self._mention_findings()
        self.frames = Frames.of(self.edition, self.language)
        configure_audience(config, self.edition)

    def _mention_findings(self) -> None:
        if self.edition.review and self.edition.review.findings:
            log.info("Findings that stop no build: %d. See `talktrack check`.", len(self.edition.review.findings))

    def _preview(self, config: MkDocsConfig) -> None:
        before = self.edition
        self.edition = preview(place_of(config), before)
        self.overlay = overlay(self.edition, self.language)
        told = self.edition.crash or render_findings(self.edition.problems, self.language)
        if told and (self.edition.crash, self.edition.problems) != (before.crash, before.problems):
            log.error("%s", told)

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Give MkDocs our pages and files, and make the hand-written pages ours."""
        leave_out(files, config)
        if self.edition.site is None or self.edition.source is None:
            self._add_findings_only(files, config)
            return
        project = self.edition.source.project
        adopt_pages(files, config, project.languages)
        add_site(self.edition.site, files, config)
        for file in files.documentation_pages():
            if isinstance(file.page, OurPage):
                file.page.finish(project.today, place_of(config).edit)

    def _add_findings_only(self, files: Files, config: MkDocsConfig) -> None:
        """A preview that has never been good has one page, wherever one looks."""
        for file in files.documentation_pages():
            files.remove(file)
        config.theme.static_templates.discard(NOT_FOUND_FILE)
        html = config.theme.get_env().get_template("findings.html").render(overlay=self.overlay, language=self.language)
        for name in ("index.html", NOT_FOUND_FILE):
            files.append(File.generated(config, name, content=html))

    def around(self, page: Page, config: MkDocsConfig) -> dict[str, Any]:
        """What a page's template needs; Material's words in the page's language from now on."""
        frame = self.frames.around(page)
        config.theme["language"] = frame.shell.language
        return self._context(frame)

    def around_template(self, name: str) -> dict[str, Any]:
        """What the template of the page for lost addresses needs; nothing for others."""
        return self._context(self.frames.lost()) if name == NOT_FOUND_FILE else {}

    def _context(self, frame: Frame) -> dict[str, Any]:
        return {"frame": frame, "overlay": self.overlay}

    def end_page(self, config: MkDocsConfig) -> None:
        """Material's words in the site's own language again."""
        config.theme["language"] = self.language

    def end(self) -> None:
        """The new site takes the old one's place."""
        if self.swap:
            self._write_offline(self.swap.new)
            self.swap.end()

    def _write_offline(self, site: Path) -> None:
        if self.edition.source:
            settings = self.edition.source.project.settings
            on = settings.offline and not settings.preview
            write_offline(site, switched_on=on, megabytes=settings.offline_mb)

    def drop(self) -> None:
        """What a failed build leaves goes."""
        if self.swap:
            self.swap.drop()

    def watch(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Build again when a YAML file changes."""
        for name in ("talktracks", "content"):
            if (folder := place_of(config).folder / name).is_dir():
                server.watch(str(folder))
