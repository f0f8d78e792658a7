"""`talktrack schema`: what editors need to complete and to check while one types."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.editors import write_editor_settings, write_schemas
from builder.cli.projects import known
from builder.cli.root import example, in_project, shown
from builder.cli.running import Refusal
from builder.files import CONFIG
from builder.locales import known as languages


@click.command(short_help="Let editors complete fields and ids.", epilog=example("talktrack schema"))
@click.option(
    "--lang", type=click.Choice(languages()), help="Language of the descriptions. Default: the site's, else en."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to write them. Default: schemas/LANG in the project, with .vscode/settings.json if there is none.",
)
@in_project
def command(root: Path, *, lang: str | None, output: Path | None) -> None:
    """Write JSON Schemas of every kind of file: editors then complete fields, values and the ids that you have.

    Open the folder in VS Code with the extension "YAML" (redhat.vscode-yaml). `talktrack new` keeps the list of ids up
    to date; run this again after deleting or renaming.
    """
    if not (root / CONFIG).is_file():
        if output is None:
            raise Refusal(f"no {CONFIG} here or above. Name a folder: `talktrack schema --output schemas`.")
        _say(write_schemas(output, lang or "en", None), output)
        return
    project, knowledge = known(root)
    language = lang or project.language
    target = output or root / "schemas" / language
    _say(write_schemas(target, language, knowledge), target)
    if output is None:
        for path in write_editor_settings(root, language):
            click.echo(f"Wrote {shown(path)}")


def _say(count: int, folder: Path) -> None:
    click.echo(f"Wrote {count} schemas to {shown(folder)}")
