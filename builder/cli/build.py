"""`talktrack build`: the site in a folder, the same as `mkdocs build`."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.projects import require
from builder.cli.reporters import Report, render_text
from builder.cli.root import example, in_project, shown
from builder.cli.running import Exit, Refusal


@click.command(short_help="Build the site.", epilog=example("talktrack build --site-dir public"))
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where. Default: site_dir of mkdocs.yml, else site/.",
)
@click.option("--strict", is_flag=True, help="Write nothing if MkDocs warns of something.")
@in_project
def command(root: Path, *, site_dir: Path | None, strict: bool) -> int:
    """Build the site, the same as `mkdocs build` builds.

    Broken files and broken references stop it: the site that was there stays. The rest only shows on the pages, and
    `talktrack check` has it all. Any web server can serve the folder; while you write, use `talktrack serve`.
    """
    from builder.website import building, wording  # noqa: PLC0415  MkDocs takes a second that `check` doesn't need

    require(root)
    try:
        outcome = building.build(root, site_dir, strict=strict)
    except click.ClickException as error:  # MkDocs' own are that too
        raise Refusal(error.message) from error
    for message in outcome.messages:
        click.echo(message, err=True)
    if not outcome.built:
        if outcome.review:
            stopping = filter(wording.stops, outcome.review.findings)
            click.echo(render_text(Report.of(outcome.review, None, stopping)), err=True, nl=False)
        left = f"{shown(outcome.site_dir)} is as it was" if outcome.site_dir.exists() else "nothing was written"
        click.echo(f"Not built: {left}.", err=True)
        return Exit.ERRORS
    click.echo(f"Built {shown(outcome.site_dir)}")
    return Exit.CLEAN
