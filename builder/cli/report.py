"""`talktrack report`: coverage, freshness, knowledge to cross, health and findings by owner, as text, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from builder.cli.projects import reviewed
from builder.cli.report_text import render_report
from builder.cli.root import example, in_project, shown
from builder.exports.figures import dump_report
from builder.exports.tables import TABLES, dump_csv
from builder.files import write_atomically
from builder.locales import known
from builder.readers import basis
from builder.reports.basis import Basis

_JUDGED = ("health", "findings")
"""The reports that need to know what `check` finds, findability included."""
FORMATS: Mapping[str, Callable[[str, Basis], bytes]] = {
    "text": lambda name, found: render_report(name, found).encode(),
    "csv": dump_csv,
    "json": lambda name, found: dump_report(name, found).encode(),
}


@click.command(
    short_help="Say what is missing, what is due, and whose it is.",
    epilog=example(
        "talktrack report coverage",
        "talktrack report freshness --format csv --output freshness.csv",
        "talktrack report health --format json",
    ),
)
@click.argument("name", metavar="REPORT", type=click.Choice(list(TABLES)))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there instead."
)
@click.option("--lang", type=click.Choice(known()), help="In which language. Default: the site's.")
@in_project
def command(root: Path, *, name: str, format_: str, output: Path | None, lang: str | None) -> None:
    """Say what is missing, what is due, and whose it is: the figures of the site's pages for marketing.

    REPORT is coverage (who has no answer to which objection, and what to write first), freshness (what is due, whose,
    in which week), knowledge (measured and never heard, heard and never measured, bare), health (one number and its
    parts) or findings (what `check` finds, by owner). Only approved guides are counted.

    CSV opens in Excel: semicolons in French, commas in English.
    """
    found = reviewed(root, fast=name not in _JUDGED)
    if found.knowledge.broken:
        click.echo("Some files can't be read and are not counted: `talktrack check` says which.", err=True)
    language = lang or found.project.language
    content = FORMATS[format_](name, basis(found.project, found.knowledge, found.findings, language))
    if output is None:
        click.echo(content if format_ == "csv" else content.decode(), nl=False)
    else:
        write_atomically(output, content)
        click.echo(f"Wrote {shown(output)}", err=True)
