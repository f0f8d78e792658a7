"""What `check`, `build` and the site all start from: a project opened, loaded and judged."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.findings import Finding, in_order
from builder.knowledge import Knowledge
from builder.loading import load, open_project
from builder.settings import CONFIG, Project


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


def review(root: Path, *, preview: bool | None = None) -> Review:
    """Open, load and judge the project in a folder; loading.NoProject where there is none."""
    project, odd, config = open_project(root, os.environ)
    if preview is not None:
        project = replace(project, settings=project.settings.model_copy(update={"preview": preview}))
    loaded = load(project)
    return Review(project, loaded.knowledge, in_order((*odd, *loaded.findings)), {**loaded.texts, CONFIG: config})
