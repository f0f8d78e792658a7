"""`talktrack check --fix`: what can be mended without asking, and what was done, line by line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from builder.fixing import fix_files
from builder.loading import open_project
from builder.locales.findings import table


def fix(root: Path, wanted: Callable[[str], bool], language: str | None, *, aside: bool) -> None:
    """Mend the wanted files and say what was done; with `aside` not where a machine reads the report."""
    project, _, _ = open_project(root, os.environ)
    words = table(language or project.language).check
    made = 0
    for path, fixes in fix_files(root, project.language, wanted):
        made += len(fixes)
        for line, kind in fixes:
            place = click.style(f"{path}:{line}", bold=True)
            click.echo(f"{place}: {getattr(words.fixes, kind)}", err=aside)
    click.echo(words.fixed.of(made) + "\n", err=aside)
