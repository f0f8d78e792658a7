"""Opening a project for a command, or saying what to type where there is none."""

from __future__ import annotations

import os
from pathlib import Path

from builder.cli.running import Refusal
from builder.files import CONFIG
from builder.knowledge import Knowledge
from builder.loading import NoProject, open_project
from builder.review import Review, review
from builder.settings import Project
from builder.sources import read_files


def reviewed(root: Path, *, fast: bool = False, cached: bool = True) -> Review:
    """The project in this folder, judged (with `fast` without findability); Refusal where there is none.

    Without `cached` nothing is taken from an earlier time, and nothing kept for a later one.
    """
    try:
        return review(root, fast=fast, cached=cached)
    except NoProject as error:
        raise no_project(error) from error


def known(root: Path) -> tuple[Project, Knowledge]:
    """The project in this folder and what it knows, which may be nothing yet; Refusal without a mkdocs.yml."""
    try:
        found = review(root, fast=True)
    except NoProject as error:
        if error.lacks == CONFIG:
            raise no_project(error) from error
        project, _, _ = open_project(root, os.environ)
        return project, Knowledge(project.language)
    return found.project, found.knowledge


def require(root: Path) -> None:
    """Refusal where this folder holds no knowledge base."""
    for lacks, there in ((CONFIG, (root / CONFIG).is_file()), ("content", bool(read_files(root).documents))):
        if not there:
            raise no_project(NoProject(root, lacks))


def folder_in_repository(root: Path) -> str:
    """The project's folder as seen from the top of its repository, "" where it is the top or there is none."""
    whole = root.resolve()
    top = next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole)
    folder = whole.relative_to(top).as_posix()
    return "" if folder == "." else folder


def no_project(error: NoProject) -> Refusal:
    """What to type where there is no project, or nothing in it."""
    if error.lacks == CONFIG:
        return Refusal(
            f"no {CONFIG} in {error.root} or above it. "
            "Begin a knowledge base with `talktrack init DIR`, or name its folder: `talktrack --project DIR …`."
        )
    return Refusal(
        f"{error.root} has a {CONFIG} but no content. "
        "Write the first persona with `talktrack new persona ID`, or begin anew with `talktrack init DIR`."
    )
