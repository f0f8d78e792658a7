"""What `check`, `build` and the site all start from: a project opened, loaded and judged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.checks import concluded
from builder.checks.findability import RULES as FINDABILITY
from builder.files import CONFIG
from builder.findings import Finding
from builder.knowledge import Knowledge
from builder.loading import Loaded, load, open_project
from builder.models import RuleSetting, Settings
from builder.settings import Project


@dataclass(frozen=True)
class Review:
    """A project, its knowledge base in the site's own language (nothing cut out), and everything that is wrong."""

    project: Project
    knowledge: Knowledge
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    """The text of each file that was read, mkdocs.yml too."""

    @property
    def files_read(self) -> int:
        """How many files of content were read."""
        return len(self.texts) - 1


def review(root: Path, *, preview: bool | None = None, fast: bool = False, cached: bool = True) -> Review:
    """Open, load and judge the project in a folder; loading.NoProject where there is none.

    With `fast` without findability, which needs the search; without `cached` as if it were the first time.
    """
    project, odd, config = open_project(root, os.environ)
    if preview is not None:
        project = replace(project, settings=project.settings.model_copy(update={"preview": preview}))
    return judged(project, odd, load(project, cached=cached), config, fast=fast, cached=cached)


def judged(
    project: Project, odd: Iterable[Finding], loaded: Loaded, config: str, *, fast: bool, cached: bool
) -> Review:
    """What was loaded, with all that is wrong with it; `odd` is wrong with the settings, `config` is their text."""
    settings = _fast(project.settings) if fast else project.settings
    found = (*odd, *loaded.findings, *(() if fast else _findability(project, settings, loaded.knowledge, cached)))
    findings = concluded(found, loaded.knowledge, settings, loaded.texts)
    return Review(project, loaded.knowledge, findings, {**loaded.texts, CONFIG: config})


def _fast(settings: Settings) -> Settings:
    """The same without findability."""
    off = dict.fromkeys((rule.code for rule in FINDABILITY), RuleSetting.OFF)
    return settings.model_copy(update={"rules": {**settings.rules, **off}})


def _findability(project: Project, settings: Settings, knowledge: Knowledge, cached: bool) -> Iterator[Finding]:
    from builder.findability import findability  # noqa: PLC0415  what is fast doesn't load the search

    return findability(project, settings, knowledge, cached=cached)
