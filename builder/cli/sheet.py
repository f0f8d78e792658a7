"""`talktrack sheet`: guides as one page that can be mailed, printed, or opened without the site."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.projects import reviewed
from builder.cli.root import did_you_mean, example, in_project, shown
from builder.cli.running import Refusal
from builder.files import write_atomically
from builder.knowledge import Knowledge
from builder.models import Audience, Status
from builder.sheets import render_sheet, sheet


@click.command(
    short_help="Write guides as one page that stands alone.",
    epilog=example(
        "talktrack sheet prix pas-de-projet -o guides.html",
        "talktrack sheet prix --lang en --audience partner -o price.html",
    ),
)
@click.argument("guides", nargs=-1, required=True, metavar="GUIDE...")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE", help="Where."
)
@click.option("--lang", metavar="LANGUAGE", help="In which language. Default: the site's.")
@click.option(
    "--audience", type=click.Choice([a.value for a in Audience]), help="For whom. Default: whom the site is for."
)
@in_project
def command(root: Path, *, guides: tuple[str, ...], output: Path, lang: str | None, audience: str | None) -> None:
    """Write each GUIDE into one HTML file that fetches nothing: to mail, to print, to open without the site.

    What --audience may not see is not in it. Drafts are, marked as such.
    """
    found = reviewed(root, fast=True)
    project = found.project
    language = lang or project.language
    if language not in project.languages:
        raise Refusal(f"no language {language!r} here. Known: {', '.join(project.languages)}.")
    for guide in guides:
        _refuse(guide, found.knowledge)
    page = sheet(project, found.knowledge, guides, language, Audience(audience) if audience else None)
    within = {guide.id for guide in page.guides}
    if hidden := [guide for guide in guides if guide not in within]:
        raise Refusal(f"not for this audience: {', '.join(hidden)}. Nothing was written.")
    write_atomically(output, render_sheet(page).encode())
    click.echo(f"Wrote {shown(output)}")


def _refuse(guide: str, knowledge: Knowledge) -> None:
    """Refusal for a guide that can't be shown."""
    document = knowledge.guides.get(guide)
    if document is None:
        raise Refusal(f"no guide {guide!r} here.{did_you_mean(guide, knowledge.guides)}")
    if document.record.status is Status.RETIRED:
        by = document.record.replaced_by
        raise Refusal(f"the guide {guide!r} is retired{f', replaced by {by!r}' if by else ''}.")
