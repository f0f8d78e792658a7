"""The MkDocs plugin: hooks that hand over to plain functions."""

# ruff: noqa: ARG002  MkDocs passes arguments by name, needed or not

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder.website.runs import Run

_FIRST, _LAST = 100, -100


class TalktrackPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # of MkDocs' __init_subclass__
    """Talk tracks in YAML become pages of a MkDocs site."""

    def __init__(self) -> None:
        self.run = Run()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept everything: the review reads it again with its positions, so that a typo is a finding there."""
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget earlier builds of this process."""
        self.run = Run(serving=command == "serve")

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and render before MkDocs empties the site's folder."""
        self.run.begin(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files."""
        self.run.add_files(files, config)
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the template of the frame around a page."""
        return {**context, **self.run.around(page, config)}  # type: ignore[typeddict-item]

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Back to the site's own language."""
        self.run.end_page(config)
        return output

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell the template of the 404 page of the frame around it."""
        return {**context, **self.run.around_template(template_name)}  # type: ignore[typeddict-item]

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the old one's place."""
        self.run.end()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove the half-built site."""
        self.run.drop()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the YAML too."""
        self.run.watch(server, config)
        return server
