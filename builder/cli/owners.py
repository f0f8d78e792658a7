"""`talktrack owners`: CODEOWNERS from the people that guides and proofs name."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.projects import reviewed
from builder.cli.root import example, in_project, shown
from builder.exports.codeowners import put_into, render_owners
from builder.files import CONFIG, write_atomically
from builder.readers import basis


@click.command(
    short_help="Write CODEOWNERS from `owner` and `field_owner`.",
    epilog=example("talktrack owners", "talktrack owners --output .github/CODEOWNERS"),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Put the lines into this file, which keeps what else it says. Default: print them.",
)
@in_project
def command(root: Path, *, output: Path | None) -> None:
    """Write who is asked to review which file, a line a file, for GitHub's and GitLab's CODEOWNERS.

    What the forge calls a person stands in mkdocs.yml: `people: {Claire Vasseur: "@claire-v"}`. Whoever isn't there is
    named on stderr and left out. A proof without an owner goes to those whose guides cite it.
    """
    found = reviewed(root, fast=True)
    made = render_owners(basis(found.project, found.knowledge, (), found.project.language), _prefix(root))
    for name in made.unknown:
        click.echo(f"{name}: not in `people` in {CONFIG}, so left out.", err=True)
    if output is None:
        click.echo(made.text, nl=False)
        return
    before = output.read_text(encoding="utf-8") if output.exists() else ""
    write_atomically(output, put_into(before, made.text).encode())
    click.echo(f"Wrote {shown(output)}", err=True)


def _prefix(root: Path) -> str:
    """The project's folder as seen from the repository's; empty where it is its top, or where there is none."""
    here = root.absolute()
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    way = here.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"
