"""`talktrack check`: what is wrong, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from builder.cli.projects import reviewed
from builder.cli.reporters import REPORTERS, Report
from builder.cli.root import example, in_project
from builder.cli.running import Exit, apology
from builder.findings import Finding, Severity
from builder.locales import known

INTERNAL = "internal"
"""The code of a rule that failed."""


@click.command(
    short_help="Say what is wrong, where, and what to write instead.", epilog=example("talktrack check --strict")
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--format", "format_", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="How to say it."
)
@click.option("--lang", type=click.Choice(known()), help="In which language. Default: the site's.")
@in_project
def command(root: Path, *, strict: bool, format_: str, lang: str | None) -> int:
    """Read every file and say what is wrong, where, and what to write instead.

    Leaves with 0 if all is well or there are only warnings, 1 if there are errors (with --strict: or warnings),
    2 where there is no knowledge base. See the result with `talktrack serve`.
    """
    found = reviewed(root)
    click.echo(REPORTERS[format_](Report.of(found, lang)), nl=False)
    return verdict(found.findings, strict=strict)


def verdict(findings: Iterable[Finding], *, strict: bool) -> Exit:
    """The exit code of a check; what a rule of ours broke is said apart."""
    broken = [finding for finding in findings if finding.code == INTERNAL]
    if broken:
        click.echo(f"Error: {apology(str(broken[0].values.get('problem', INTERNAL)))}", err=True)
        return Exit.INTERNAL
    failing = set(Severity) if strict else {Severity.ERROR}
    return Exit.ERRORS if any(finding.severity in failing for finding in findings) else Exit.CLEAN
