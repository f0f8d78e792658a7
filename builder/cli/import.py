"""`talktrack import`: drafts from an old deck, from notes with headings, from a table of objections."""  # noqa: N999  the command's name is the module's

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from builder.addresses import SECTIONS
from builder.cli.projects import known, reviewed
from builder.cli.root import example, in_project, shown
from builder.cli.running import Exit, Refusal
from builder.exports.schema import schema_file
from builder.files import create
from builder.imports.texts import Unreadable
from builder.knowledge import Knowledge
from builder.lookup import Lookup
from builder.models import Kind, Ref
from builder.sources import named

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_ASKED = 8
"""How many results of the search are looked at for a slide."""


class Unimported(click.ClickException):
    """A file that can't be read: a sentence."""

    exit_code = Exit.ERRORS


@click.group(
    "import",
    short_help="Make drafts from an old deck, from notes or from a table of objections.",
    epilog=example("talktrack import pptx sales-2025.pptx --id sales-2025"),
)
def command() -> None:
    """Make drafts from what there is already. Nothing that exists is ever overwritten."""


@command.command(
    "pptx", short_help="An old deck, slide by slide.", epilog=example("talktrack import pptx old.pptx --id old")
)
@click.argument("file", type=_FILE)
@click.option("--id", "id_", required=True, metavar="ID", help="What the deck is called here.")
@in_project
def pptx(root: Path, *, file: Path, id_: str) -> None:
    """Write content/decks/ID.yml: each slide of FILE with its title and, as comments, its text and notes.

    Say in `became` what became of each; until then `talktrack check` warns. Lines that may say the same now are
    proposed in the comments. Macros are not run and links not followed.
    """
    if file.suffix.lower() != ".pptx":
        raise Unimported(f"{shown(file)} is no .pptx file: save it as one in PowerPoint.")
    project, knowledge = known(root)
    path = _place(root, knowledge, Kind.DECK, id_)
    imports = _slides()
    if file.stat().st_size > imports.MAX_BYTES:
        raise Unimported(f"{shown(file)}: it is larger than {imports.MAX_BYTES // 1_000_000} MB: leave its videos out.")
    try:
        slides = imports.parse_slides(file.read_bytes())
    except Unreadable as error:
        raise Unimported(f"{shown(file)}: {error}.") from error
    from builder.imports.deck import proposer, render_deck  # noqa: PLC0415  needs the search

    search = Lookup(root, lambda folder: reviewed(folder, fast=True)).found(project.language)
    propose = proposer(lambda words: [search.row(hit.card) for hit in search.rank(words, persona="", limit=_ASKED)])
    schema = f"../../schemas/{project.language}/{schema_file(Kind.DECK)}"
    _write(path, render_deck(file.stem, slides, propose, schema))
    click.echo(f"{len(slides)} slides. `talktrack check` lists those whose `became` is still to be said.")


def _slides() -> Any:
    """The reader of slides; Refusal where only `talktrack[export]` would bring it."""
    try:
        return import_module("builder.imports.slides")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pptx":
            raise
        raise Refusal("this needs more than talktrack alone: pip install talktrack[export]") from error


def _place(root: Path, knowledge: Knowledge, kind: Kind, id_: str) -> Path:
    """Where a new document lies; a sentence where the id won't do or is taken."""
    folder = "talktracks" if kind is Kind.GUIDE else f"content/{SECTIONS[kind]}"
    path = f"{folder}/{id_}.yml"
    name = named(path)
    if name is None or name.id != id_:
        raise click.UsageError(
            f"{id_!r} can't be an id: lower-case letters, digits and hyphens, beginning with a letter."
        )
    if knowledge.exists(Ref(kind, id_)) or (root / path).exists():
        raise Refusal(f"{path} is there already. Nothing was written: choose another id.")
    return root / path


def _write(path: Path, text: str) -> None:
    create(path, text.encode())
    click.echo(f"Wrote {shown(path)}")


def _texts(name: str, short: str, line: str, explained: str) -> None:
    """A command that makes draft guides from a text file."""

    @click.argument("file", type=_FILE)
    @click.option(
        "--for", "personas", multiple=True, metavar="PERSONA", help="Whom they are for. Default: those who decide."
    )
    @in_project
    def run(root: Path, *, file: Path, personas: tuple[str, ...]) -> None:
        _, knowledge = known(root)
        for persona in personas:
            if persona not in knowledge.personas:
                raise Refusal(f"no persona {persona!r} here. Known: {', '.join(knowledge.personas) or 'none'}.")
        from builder.imports import guides  # noqa: PLC0415

        make = guides.drafts_of_markdown if name == "markdown" else guides.drafts_of_csv
        try:
            made = make(file.read_bytes(), file.stem, personas or _who_decides(knowledge))
        except Unreadable as error:
            raise Unimported(f"{shown(file)}: {error}.") from error
        paths = {_place(root, knowledge, Kind.GUIDE, id_): text for id_, text in made.items()}
        for path, text in paths.items():
            _write(path, text)
        click.echo("They are drafts: `talktrack check` says what they lack, `talktrack serve` shows them.")

    run.__doc__ = f"{explained}\n\nThe drafts lie in talktracks/. What exists stays as it is."
    command.command(name, short_help=short, epilog=example(line))(run)


def _who_decides(knowledge: Knowledge) -> tuple[str, ...]:
    personas = tuple(knowledge.personas)
    if not personas:
        raise Refusal("there is no persona yet to write for. Write the first: `talktrack new persona ID`.")
    return tuple(persona for persona in personas if knowledge.decides(persona)) or personas


_texts(
    "markdown",
    "Notes with headings.",
    "talktrack import markdown notes.md --for cfo",
    "Make draft guides of FILE: `#` begins a guide, `##` is what a customer says against it, list items below it are "
    "other ways to say it, and paragraphs the answer.",
)
_texts(
    "csv",
    "A table of objections.",
    "talktrack import csv objections.csv",
    "Make draft guides of FILE, a row an objection. Columns are known by their names: objection (needed), guide, "
    "meaning, dig, answer, check, in English or French.",
)
