"""`talktrack export`: the knowledge base for spreadsheets, programs, wikis, Anki, slides and two people at a table."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from builder.cli.projects import reviewed
from builder.cli.root import did_you_mean, example, in_project, shown
from builder.cli.running import Refusal
from builder.files import write_atomically
from builder.models import Audience
from builder.readers import by_language
from builder.review import Review
from builder.views.reader import Reader


@click.group(
    short_help="Write lines, cards, slides or the whole knowledge base for other tools.",
    epilog=example("talktrack export csv -o lines.csv", "talktrack export anki --persona daf -o daf.apkg"),
)
def command() -> None:
    """Write the knowledge base, or a part of it, for another tool.

    Only what is approved is written, and only what --audience may see.
    """


class Asked(NamedTuple):
    """What a format is written from."""

    review: Review
    readers: dict[str, Reader]
    """By language; only the one that was asked for, where one was."""
    persona: str
    output: Path

    @property
    def reader(self) -> Reader:
        """The language that was asked for, else the site's own."""
        return next(iter(self.readers.values()))

    @property
    def name(self) -> str:
        """The site's name."""
        return self.review.project.name


def _format(
    name: str, short: str, *, folder: bool = False, line: str
) -> Callable[[Callable[..., None]], click.Command]:
    """A command for a format, with the options that all formats have."""

    def made(write: Callable[..., None]) -> click.Command:
        @in_project
        @functools.wraps(write)
        def run(
            root: Path, *, output: Path, lang: str | None, persona: str, audience: str | None, **options: Any
        ) -> None:
            write(_asked(root, output, lang, persona, audience), **options)
            click.echo(f"Wrote {shown(output)}")

        kind = click.Path(file_okay=not folder, dir_okay=folder, path_type=Path)
        audiences = click.Choice([a.value for a in Audience])
        for option in (
            click.option("--audience", type=audiences, help="For whom. Default: whom the site is for."),
            click.option("--persona", metavar="ID", default="", help="Only what is for them."),
            click.option("--lang", metavar="LANGUAGE", help="In which language. Default: the site's."),
            click.option(
                "--output", "-o", type=kind, required=True, metavar="DIR" if folder else "FILE", help="Where."
            ),
        ):
            run = option(run)
        return command.command(name, short_help=short, epilog=example(line))(run)

    return made


def _asked(root: Path, output: Path, lang: str | None, persona: str, audience: str | None) -> Asked:
    found = reviewed(root, fast=True)
    project = found.project
    if lang and lang not in project.languages:
        raise Refusal(f"no language {lang!r} here. Known: {', '.join(project.languages)}.")
    if persona and persona not in (known := found.knowledge.personas):
        raise Refusal(f"no persona {persona!r} here.{did_you_mean(persona, known)} Known: {', '.join(known)}.")
    if audience:
        settings = project.settings.model_copy(update={"audience": Audience(audience)})
        project = replace(project, settings=settings)
    readers = by_language(project, found.knowledge)
    return Asked(found, {lang: readers[lang]} if lang else readers, persona, output)


def _needs_extra(module: str) -> Any:
    """The module of a format that needs what only `talktrack[export]` installs; Refusal without it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"genanki", "pptx"}:
            raise
        raise Refusal("this needs more than talktrack alone: pip install talktrack[export]") from error


@_format("csv", "Every line that is said, one a row.", line="talktrack export csv -o lines.csv")
def csv(asked: Asked) -> None:
    """Write every line that is said into a table: where it stands, what for, who hears it, how long it takes.

    It opens in Excel: semicolons in French, commas in English.
    """
    from builder.exports.csv_lines import dump_lines_csv  # noqa: PLC0415  each format loads its own

    write_atomically(asked.output, dump_lines_csv(asked.reader, asked.persona))


@_format("json", "All of it, for programs.", line="talktrack export json --audience partner -o knowledge.json")
def json(asked: Asked) -> None:
    """Write the whole knowledge base into one file, as schemas/knowledge.json describes it.

    The setting `publish_json` puts the same on the site as /knowledge.json. --persona changes nothing here.
    """
    from builder.exports.knowledge_json import dump_knowledge  # noqa: PLC0415

    write_atomically(asked.output, dump_knowledge(asked.reader, asked.name))


@_format("markdown", "A folder of plain pages.", folder=True, line="talktrack export markdown -o pages")
def markdown(asked: Asked) -> None:
    """Write a folder of plain Markdown pages that link to one another.

    The folder must be new, empty, or one that this command wrote (it has an index.md).
    """
    from builder.exports.markdown import render_markdown  # noqa: PLC0415

    _refuse_foreign(asked.output)
    for path, text in render_markdown(asked.reader, asked.name, asked.persona).items():
        write_atomically(asked.output / path, text.encode())


def _refuse_foreign(folder: Path) -> None:
    """Refusal for a folder with something else in it."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "index.md").is_file():
        raise Refusal(f"{shown(folder)} holds other files. Nothing was written: name a new folder.")


@_format("llms.txt", "What a language model is told of the site.", line="talktrack export llms.txt -o site/llms.txt")
@click.option("--url", default="", metavar="ADDRESS", help="Where the site is; without it links are relative.")
def llms(asked: Asked, url: str) -> None:
    """Write llms.txt (llmstxt.org): what each page of the site is good for, for language models."""
    from builder.exports.llms import render_llms  # noqa: PLC0415

    start = f"{url.rstrip('/')}/" if url else ""
    write_atomically(asked.output, render_llms(asked.reader, asked.name, start, asked.persona).encode())


@_format("anki", "Cards for Anki, a deck for each persona.", line="talktrack export anki -o cards.apkg")
def anki(asked: Asked) -> None:
    """Write cards for Anki, a deck for each persona, in each language of the site unless --lang says which.

    Importing a newer file changes and adds cards, and keeps what was learnt.
    """
    write = _needs_extra("builder.exports.anki").dump_anki
    write_atomically(asked.output, write(asked.readers.values(), asked.name, asked.persona))


@_format("pptx", "Slides of an onboarding path.", line="talktrack export pptx first-week -o first-week.pptx")
@click.argument("path", metavar="PATH")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A .pptx whose master and size to use; its slides are left out.",
)
def pptx(asked: Asked, path: str, template: Path | None) -> None:
    """Write the deck of an onboarding PATH: a line for each day, seconds and refs in the notes.

    Each slide shows the wording of one persona, of those who decide unless --persona says which; the notes hold all.
    """
    slides = _needs_extra("builder.exports.slides")
    paths = asked.reader.knowledge.paths
    if path not in paths:
        raise Refusal(
            f"no path {path!r} for this audience.{did_you_mean(path, paths)} Known: {', '.join(paths) or 'none'}."
        )
    master = template.read_bytes() if template else None
    try:
        made = slides.dump_slides(asked.reader, paths[path].record, asked.persona, master)
    except slides.BadTemplate as error:
        raise Refusal(f"{error}: {template}") from error
    write_atomically(asked.output, made)


@_format("drill", "Cards for two people, to print.", line="talktrack export drill no-project -o drill.html")
@click.argument("guides", nargs=-1, required=True, metavar="GUIDE...")
def drill(asked: Asked, guides: tuple[str, ...]) -> None:
    """Write two A5 cards for each GUIDE, the customer's and the rep's, into one HTML file: print it, cut it, play.

    The customer is the first of the guide who decides, or --persona.
    """
    from builder.exports.drill import render_drill  # noqa: PLC0415

    known = {guide.id: guide for guide in asked.reader.knowledge.approved}
    for guide in guides:
        if guide not in known:
            raise Refusal(f"no approved guide {guide!r} for this audience.{did_you_mean(guide, known)}")
        if asked.persona and asked.persona not in known[guide].record.for_:
            raise Refusal(f"the guide {guide!r} is not for {asked.persona!r}. Nothing was written.")
    page = render_drill(asked.reader, [known[guide] for guide in dict.fromkeys(guides)], asked.persona)
    write_atomically(asked.output, page.encode())
