"""`talktrack check`: what is wrong, where, and what to write instead."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from builder.checks import INTERNAL
from builder.cli.projects import folder_in_repository, require, reviewed
from builder.cli.reporters import REPORTERS, Report
from builder.cli.root import example, in_project, shown
from builder.cli.running import Exit, Refusal, apology
from builder.files import write_atomically
from builder.findings import Finding, Severity
from builder.locales import known
from builder.locales.findings import table


@click.command(
    short_help="Say what is wrong, where, and what to write instead.",
    epilog=example(
        "talktrack check --strict",
        "talktrack check --format sarif --output talktrack.sarif",
        "talktrack check --fix talktracks/price.yml",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--fast", is_flag=True, help="Leave out whether the search finds what customers say.")
@click.option("--fix", "fixing", is_flag=True, help="Mend first what can be mended without asking you.")
@click.option(
    "--format", "format_", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="How to say it."
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--lang", type=click.Choice(known()), help="In which language. Default: the site's.")
@click.option("--no-cache", is_flag=True, help="Judge everything anew, and keep nothing for the next time.")
@in_project
def command(
    root: Path,
    *,
    paths: tuple[Path, ...],
    strict: bool,
    fast: bool,
    fixing: bool,
    format_: str,
    output: Path | None,
    lang: str | None,
    no_cache: bool,
) -> int:
    """Read every file and say what is wrong, where, and what to write instead.

    Everything is checked. With PATHs (files or folders) only what stands there is shown, mended with --fix, and
    decides about the exit code.

    Leaves with 0 if all is well or there are only warnings, 1 if there are errors (with --strict: or warnings),
    2 where there is no knowledge base. See the result with `talktrack serve`.
    """
    places = tuple(_inside(root, path) for path in paths)
    if fixing:
        from builder.cli.fixing import fix  # noqa: PLC0415  who only wants to know doesn't wait for it

        require(root)
        fix(root, partial(_holds, places), lang, aside=format_ != "text" and output is None)
    review = reviewed(root, fast=fast, cached=not no_cache)
    findings = [finding for finding in review.findings if _holds(places, finding.location.path)]
    report = Report.of(review, lang, findings, folder=folder_in_repository(root), strict=strict)
    _tell(report, format_, output)
    return verdict(review.findings, findings, strict=strict)


def verdict(all_findings: Iterable[Finding], shown_: Iterable[Finding], *, strict: bool) -> Exit:
    """The exit code of a check: of what is shown; what a rule of ours broke is said apart, wherever."""
    broken = [finding for finding in all_findings if finding.code == INTERNAL]
    if broken:
        click.echo(f"Error: {apology(str(broken[0].values.get('problem', INTERNAL)))}", err=True)
        return Exit.INTERNAL
    failing = set(Severity) if strict else {Severity.ERROR}
    return Exit.ERRORS if any(finding.severity in failing for finding in shown_) else Exit.CLEAN


def _inside(root: Path, path: Path) -> str:
    """A path as findings have it; Refusal for one outside of the project."""
    written = Path(os.path.normpath(path.absolute()))  # `..` as one types it, links left as they are
    for base, whole in ((Path(os.path.normpath(root.absolute())), written), (root.resolve(), path.resolve())):
        if whole.is_relative_to(base):
            return whole.relative_to(base).as_posix()
    raise Refusal(f"{shown(path)} is not in the project at {shown(root)}.")


def _holds(places: tuple[str, ...], path: str) -> bool:
    """Whether a file is one of these or below one of them; where there are none, every file is."""
    return not places or any(place in {".", path} or path.startswith(f"{place}/") for place in places)


def _tell(report: Report, format_: str, output: Path | None) -> None:
    """The report to the terminal; to a file where one is named, and the terminal gets the sum of it."""
    text = REPORTERS[format_](report)
    if output is None:
        click.echo(text if format_ == "text" else text.encode("utf-8", "replace"), nl=False)
        return
    write_atomically(output, click.unstyle(text).encode("utf-8", "replace"))
    click.echo(table(report.language).check.summary(report.findings, report.files_read))
    click.echo(f"Wrote {shown(output)}")
