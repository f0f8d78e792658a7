"""`talktrack explain`: what a rule wants, why, and what it counts as here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill, indent

import click

from builder.checks import RULES
from builder.checks.rule import Group, Rule
from builder.cli.root import did_you_mean, example, in_project
from builder.files import CONFIG
from builder.loading import open_project
from builder.models import LIMITS, Limit, RuleSetting, Settings

_WIDTH = 100
_FIXED = "Rules of shape and references always hold: they can't be switched off or excused."


def _begun(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """The codes that begin so, for the shell."""
    return [code for code in RULES if code.startswith(begun)]


@click.command(
    short_help="Say what a rule wants, and why.", epilog=example("talktrack explain long-sentence", "talktrack explain")
)
@click.argument("code", required=False, shell_complete=_begun)
@in_project
def command(root: Path, *, code: str | None) -> None:
    """Say what a rule wants and why, with YAML that breaks it and YAML that keeps it.

    CODE is what stands in brackets in a finding of `talktrack check`. Also: what the rule counts as in this project,
    how to switch it off, and how to excuse one place. Without CODE: every rule in a sentence, by group.
    """
    settings = _settings(root)
    told = _listed(settings) if code is None else _explained(_rule(code), settings)
    click.echo("\n".join(told))


def _rule(code: str) -> Rule:
    """The rule of a code; for a typo, the one that was probably meant is named."""
    found = RULES.get(code.strip().lower())
    if found is None:
        meant = did_you_mean(code, RULES)
        raise click.UsageError(f"There is no rule {code!r}.{meant} `talktrack explain` lists them all.")
    return found


def _settings(root: Path) -> Settings | None:
    """The settings of the project in this folder; None where there is none."""
    return open_project(root, os.environ)[0].settings if (root / CONFIG).is_file() else None


def _listed(settings: Settings | None) -> Iterator[str]:
    widest = max(map(len, RULES))
    for group in Group:
        rules = [rule for rule in RULES.values() if rule.group is group]
        if rules:
            yield click.style(str(group).capitalize(), bold=True)
        for rule in rules:
            said = f"{_counts_as(rule, settings):<8} {rule.explanation.summary}"
            yield f"  {rule.code:<{widest}}  {said}"
        yield ""
    yield "talktrack explain CODE says more of one of them."


def _explained(rule: Rule, settings: Settings | None) -> Iterator[str]:
    said = rule.explanation
    yield f"{click.style(rule.code, bold=True)} ({rule.group})"
    for paragraph in (said.summary, *said.text.split("\n\n")):
        if paragraph:
            yield "\n" + (fill(paragraph, _WIDTH) if not paragraph.startswith((" ", "-", "|")) else paragraph)
    for heading, example_ in (("Bad", said.bad), ("Good", said.good)):
        yield f"\n{click.style(heading, bold=True)}:\n\n{indent(example_, '    ')}"
    yield f"\n{click.style('Here', bold=True)}: {_here(rule, settings)}"
    yield f"\n{_FIXED}" if rule.group.fixed else _ways_out(rule)


def _counts_as(rule: Rule, settings: Settings | None) -> str:
    """What its findings count as, the settings heard."""
    chosen = settings.rules.get(rule.code) if settings and not rule.group.fixed else None
    return str(chosen or rule.severity)


def _here(rule: Rule, settings: Settings | None) -> str:
    chosen = settings.rules.get(rule.code) if settings and not rule.group.fixed else None
    since = f" (`rules:` in {CONFIG})" if chosen else "" if settings else f" (no {CONFIG} here: what it is by itself)"
    counted = "switched off" if chosen is RuleSetting.OFF else str(chosen or rule.severity)
    limits = f"; {_limits(rule.code, settings or Settings())}" if rule.code in LIMITS else ""
    return f"{counted}{since}{limits}."


def _limits(code: str, settings: Settings) -> str:
    """The sizes that hold, by language where a language decides."""
    written = settings.limits.get(code, LIMITS[code])
    languages = list(written) if isinstance(written, Mapping) else [""]
    return "; ".join(_limit(language, settings.limit(code, language)) for language in languages)


def _limit(language: str, limit: Limit | None) -> str:
    name = f" ({language})" if language else ""
    if limit is None:
        return f"no limit{name}"
    error = "" if limit.error is None else f", an error above {limit.error}"
    return f"a warning above {limit.warning}{error}{name}"


def _ways_out(rule: Rule) -> str:
    return (
        f"\n{click.style('To switch it off', bold=True)} (or: warning, error), in {CONFIG}:\n\n"
        f"    plugins:\n      - talktrack:\n          rules: {{{rule.code}: off}}\n\n"
        f"{click.style('To excuse one place', bold=True)}, after the value or on the line above, with the reason:\n\n"
        f"    # talktrack: allow {rule.code} — why"
    )
