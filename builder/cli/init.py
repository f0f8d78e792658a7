"""`talktrack init`: a small knowledge base to begin with, that checks and builds."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import Template

import click

import builder
from builder.cli.editors import write_editor_settings, write_schemas
from builder.cli.root import example, shown
from builder.cli.running import Refusal
from builder.files import CONFIG, create
from builder.loading import load, open_project
from builder.settings import machine_day

STARTER = Path(builder.__file__).parent / "starter"
LANGUAGES = tuple(sorted(folder.name for folder in STARTER.iterdir() if (folder / CONFIG).is_file()))
_IGNORED = "site/\n.talktrack/\n"
_TOLERATED = {".git"}


@click.command(short_help="Begin a knowledge base.", epilog=example("talktrack init demo --lang en"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True, help="Language of the site.")
def command(folder: Path, lang: str) -> None:
    """Write a small knowledge base into a new or empty folder: two personas, a signal, two proofs, one guide.

    It passes `check` as it is. Look at it with `talktrack --project DIR serve`, then write your own with
    `talktrack new`.
    """
    _require_empty(folder)
    for name, text in _files(lang, machine_day()):
        create(folder / name, text.encode())
    project, _, _ = open_project(folder)
    write_schemas(folder / "schemas" / lang, lang, load(project).knowledge)
    write_editor_settings(folder, lang)
    there = "" if folder.resolve() == Path.cwd() else f"--project {shlex.quote(click.format_filename(folder))} "
    click.echo(f"Wrote a knowledge base to {shown(folder)}. Look at it: talktrack {there}serve")


def _require_empty(folder: Path) -> None:
    found = sorted(entry.name for entry in folder.iterdir() if entry.name not in _TOLERATED) if folder.exists() else []
    if found:
        listed = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")  # noqa: PLR2004
        raise Refusal(f"{shown(folder)} is not empty ({listed}). Nothing was written: name a new folder.")


def _files(language: str, today: date) -> Iterator[tuple[str, str]]:
    """The files to write, by path, with dates that hold from today on."""
    dates = {"today": 0, "heard": -30, "published": -60, "next_year": 365}
    days = {name: (today + timedelta(days=days)).isoformat() for name, days in dates.items()}
    start = STARTER / language
    for path in sorted(start.rglob("*.*")):
        yield path.relative_to(start).as_posix(), Template(path.read_text(encoding="utf-8")).substitute(days)
    yield ".gitignore", _IGNORED
