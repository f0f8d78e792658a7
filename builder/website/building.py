"""MkDocs' own build and preview as functions: what `talktrack build` and `talktrack serve` call."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from builder.files import CONFIG
from builder.review import Review
from builder.settings import PLUGIN
from builder.website.editions import Stopped
from builder.website.plugin import TalktrackPlugin
from builder.website.swap import ForeignFolder


@dataclass(frozen=True)
class Outcome:
    """What came of a build."""

    built: bool
    """Whether the site was written; else the last good one stands where it was."""
    site_dir: Path
    review: Review | None
    """The project and all findings, not worded; None where MkDocs could not even begin."""
    messages: tuple[str, ...] = ()
    """What MkDocs and its other plugins had to say: warnings and errors, findings not among them."""


def build(project_dir: Path, site_dir: Path | None = None, *, strict: bool = False) -> Outcome:
    """Build the site; `strict` leaves the old one where MkDocs warns of something.

    Raises ForeignFolder where the site's folder holds something else, ConfigurationError where mkdocs.yml
    cannot be used: both are wrong usage. Findings that stop a build are in the outcome's review.
    """
    with _listening() as messages:
        try:
            config = _configured(project_dir, site_dir, strict)
        except Abort as abort:
            raise ConfigurationError("\n".join(messages) or str(abort)) from abort
        plugin = _plugin(config)
        plugin.on_startup(command="build", dirty=False)
        stopped = _stopped(config)
    if isinstance(stopped, Stopped):
        heard = tuple(message for message in messages if message != str(stopped))
        return Outcome(False, Path(config.site_dir), stopped.review, heard)
    return Outcome(stopped is None, Path(config.site_dir), plugin.run.edition.review, tuple(messages))


def serve(project_dir: Path, address: str | None = None, *, open_in_browser: bool = False) -> None:
    """Serve a preview at `address` (host:port, else mkdocs.yml's dev_addr) until interrupted; findings lie over it."""
    config = str(project_dir / CONFIG)
    mkdocs_serve.serve(config_file=config, open_in_browser=open_in_browser, dev_addr=address)


def _configured(project_dir: Path, site_dir: Path | None, strict: bool) -> MkDocsConfig:
    path = str((project_dir / CONFIG).absolute())
    target = str(site_dir.absolute()) if site_dir else None
    return load_config(config_file=path, config_file_path=path, site_dir=target, strict=strict or None)


def _plugin(config: MkDocsConfig) -> TalktrackPlugin:
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, TalktrackPlugin):
        raise ConfigurationError(f"{config.config_file_path}: the plugin {PLUGIN!r} is not in `plugins`.")
    return plugin


def _stopped(config: MkDocsConfig) -> BaseException | None:
    """Build; what stopped it, None where nothing did."""
    try:
        mkdocs_build.build(config)
    except Abort as abort:
        if isinstance(abort.__context__, ForeignFolder):
            raise abort.__context__ from None
        return abort.__context__ or abort
    finally:
        config.plugins.on_shutdown()
    return None


@contextmanager
def _listening() -> Iterator[list[str]]:
    """MkDocs' warnings and errors as texts, instead of on the terminal."""
    logger, ear = logging.getLogger("mkdocs"), _Ear()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear.messages
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
