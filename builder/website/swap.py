"""The site is built beside the old one and takes its place at the end: a build that fails changes nothing."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

MARKER = ".talktrack-site"
"""The file that says that a folder is a site of ours, which the next build may replace."""
_MARK = "This folder is written by talktrack: every build replaces it.\n"


class ForeignFolder(PluginError):
    """The site should go into a folder that holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty and was not written by talktrack, so it is left as it is. "
            f"Empty or move it, or name another folder (site_dir in mkdocs.yml, or --site-dir)."
        )
        self.folder = folder


@dataclass(frozen=True)
class Swap:
    """A build on its way into a site folder."""

    target: Path
    config: MkDocsConfig

    @classmethod
    def begin(cls, config: MkDocsConfig) -> Swap:
        """Let MkDocs build beside its site folder; ForeignFolder where that is not ours."""
        swap = cls(Path(config.site_dir).resolve(), config)
        swap._clear()
        if not _is_ours(swap.target):
            raise ForeignFolder(swap.target)
        swap.new.mkdir(parents=True)
        config.site_dir = str(swap.new)
        return swap

    @property
    def new(self) -> Path:
        """Where the new site is built."""
        return self.target.with_name(f".{self.target.name}.talktrack-new")

    @property
    def old(self) -> Path:
        """Where the old site waits, for the moment between two renames."""
        return self.target.with_name(f".{self.target.name}.talktrack-old")

    def end(self) -> None:
        """Put the new site in its place, unless a strict build has counted a warning."""
        if not _warned():
            (self.new / MARKER).write_text(_MARK, encoding="utf-8")
            if self.target.exists():
                self.target.rename(self.old)
            self.new.rename(self.target)
        self.drop()

    def drop(self) -> None:
        """Remove what is left of a build; MkDocs' configuration is as it was."""
        self.config.site_dir = str(self.target)
        self._clear()

    def _clear(self) -> None:
        """Remove leftovers; a site that a killed build had moved away comes back."""
        if self.old.exists() and not self.target.exists():
            self.old.rename(self.target)
        _keep_hidden(self.old, self.target)
        for leftover in (self.new, self.old):
            shutil.rmtree(leftover, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether a folder may be replaced: absent, empty but for hidden files, or a former site."""
    if not folder.exists() or (folder / MARKER).exists():
        return True
    return folder.is_dir() and all(entry.name.startswith(".") for entry in folder.iterdir())


def _keep_hidden(old: Path, new: Path) -> None:
    """Hidden entries of the old site stay, such as the .git of a checked-out branch: MkDocs keeps them too."""
    for entry in old.glob(".*"):
        if not (new / entry.name).exists():
            entry.rename(new / entry.name)


def _warned() -> bool:
    """Whether MkDocs is about to stop: `--strict` looks at its counter only after the last hook."""
    return any(isinstance(h, CountHandler) and h.get_counts() for h in logging.getLogger("mkdocs").handlers)
