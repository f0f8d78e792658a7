"""`talktrack diff`: what reps will hear differently, between two moments of a knowledge base."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from builder.changes import Difference, compare
from builder.changes.told import told
from builder.cli.diff_text import render_text
from builder.cli.root import example, in_project, shown
from builder.cli.running import Exit, Refusal
from builder.files import CONFIG, write_atomically
from builder.findings import Severity
from builder.history import NoHistory, Tree, beside, folder, parted, revision
from builder.loading import read_project
from builder.locales import known
from builder.settings import Project


class Asked(NamedTuple):
    """A comparison and what its report is made with."""

    difference: Difference
    language: str
    old: Tree
    new: Tree
    project: Project
    colours: bool


def _text(asked: Asked) -> str:
    return render_text(told(asked.difference, asked.language), colours=asked.colours)


def _markdown(asked: Asked) -> str:
    from builder.changes.markdown import render_markdown  # noqa: PLC0415  each format is loaded when it is asked for

    return render_markdown(told(asked.difference, asked.language))


def _html(asked: Asked) -> str:
    from builder.changes.page import guides_of, render_page  # noqa: PLC0415
    from builder.changes.reading import knowledge_of  # noqa: PLC0415
    from builder.sheets import sheet  # noqa: PLC0415

    knowledge = knowledge_of(asked.new, asked.project)
    page = sheet(asked.project, knowledge, guides_of(asked.difference), asked.project.language)
    return render_page(told(asked.difference, asked.language), page)


def _json(asked: Asked) -> str:
    from builder.changes.data import compared, render_json  # noqa: PLC0415

    return render_json(compared(asked.difference, asked.language, asked.old.label, asked.new.label))


FORMATS: Mapping[str, Callable[[Asked], str]] = {"text": _text, "markdown": _markdown, "html": _html, "json": _json}


@click.command(
    short_help="Say what reps will hear differently.",
    epilog=example(
        "talktrack diff main",
        "talktrack diff origin/main... --format markdown",
        "talktrack diff v1.0 v1.1 --format html -o changes.html",
        "talktrack diff ../before ../after",
    ),
)
@click.argument("base")
@click.argument("head", required=False)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
@click.option("--lang", type=click.Choice(known()), help="In which language. Default: the site's.")
@click.option("--full", is_flag=True, help="Judge everything on both sides, findability too; slower.")
@click.option("--strict", is_flag=True, help="New warnings fail too.")
@in_project
def command(
    root: Path,
    *,
    base: str,
    head: str | None,
    format_: str,
    output: Path | None,
    lang: str | None,
    full: bool,
    strict: bool,
) -> int:
    """Say what each persona will hear differently, from BASE to HEAD (or to the files as they are now).

    BASE and HEAD are revisions of git, or folders that hold a knowledge base. With `BASE...` the comparison begins
    where the two parted: what a pull request changes.

    Leaves with 0 whatever changes, 1 if the changes bring new errors (with --strict: or warnings), 2 where there is
    nothing to compare with.
    """
    try:
        old, new, where = _trees(root, base, head)
        project, _, _ = read_project(new.read((CONFIG,))[CONFIG], where, os.environ)
        difference = compare(old, new, where, full=full)
    except NoHistory as error:
        raise Refusal(str(error)) from error
    asked = Asked(difference, lang or project.language, old, new, project, output is None and _has_colours())
    _tell(FORMATS[format_](asked), output)
    failing = set(Severity) if strict else {Severity.ERROR}
    return Exit.ERRORS if any(finding.severity in failing for finding in difference.new) else Exit.CLEAN


def _tell(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text.encode("utf-8", "replace"), nl=False)
    else:
        write_atomically(output, text.encode("utf-8", "replace"))
        click.echo(f"Wrote {shown(output)}", err=True)


def _has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _trees(root: Path, base: str, head: str | None) -> tuple[Tree, Tree, Path]:
    """Both sides, and the folder that the new one's project is in."""
    since_parting = base.endswith("...")
    if "..." in base and not since_parting and head is None:
        base, _, head = base.partition("...")
        since_parting = True
    name = base.removesuffix("...") or "HEAD"
    if not since_parting and _is_project(name):
        old = folder(Path(name), name)
        new = _side(root, head) if head else folder(root, "")
        return old, new, Path(head) if head and _is_project(head) else root
    old = revision(root, parted(root, name, head or "HEAD") if since_parting else name)
    return old, _side(root, head) if head else _now(root, old), root


def _side(root: Path, name: str) -> Tree:
    return folder(Path(name), name) if _is_project(name) else revision(root, name)


def _now(root: Path, old: Tree) -> Tree:
    """The files as they are now."""
    if not (root / CONFIG).is_file():
        raise Refusal(f"no {CONFIG} in {root} or above it.")
    return beside(root, old)


def _is_project(name: str) -> bool:
    return (Path(name) / CONFIG).is_file()
