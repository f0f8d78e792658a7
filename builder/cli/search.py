"""`talktrack search`: the line to say, from the words that a customer says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.answers import FORMATS, Asked
from builder.cli.root import did_you_mean, example, in_project
from builder.cli.running import Exit, Refusal
from builder.lookup import Lookup

if TYPE_CHECKING:
    from builder.review import Review

KINDS = (
    "objection", "step", "check", "next-step", "open", "no-answer", "message", "guide", "path", "page", "evidence",
    "asset", "persona", "signal", "term",
)  # fmt: skip
"""What a card can be, the most wanted first, as in builder.views.cards (which loads what a search does without)."""


@click.command(
    short_help="Answer a customer's words with the line to say.",
    epilog=example('talktrack search "pas de budget" --persona daf'),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--persona", metavar="ID", default="", help="Whom one talks to: theirs comes first, nothing is hidden.")
@click.option("--lang", metavar="LANGUAGE", help="In which language. Default: the site's.")
@click.option("--kind", metavar="KIND", default="", help=f"Only what is of this kind: {', '.join(KINDS)}.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many results.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@in_project
def command(
    root: Path, words: tuple[str, ...], *, persona: str, lang: str | None, kind: str, limit: int, format_: str
) -> int:
    """Answer a customer's words with the line to say, then whose guide it stands in.

    With --persona, lines are those which they hear. Drafts and retired guides are not found. Leaves with 1 where
    nothing is found.
    """
    lookup = Lookup(root, _reviewed)
    known = lookup.known
    language = known.language if lang is None else _one_of("language", lang, known.languages)
    if persona:
        _one_of("persona", persona, known.personas)
    if kind:
        _one_of("kind", kind, KINDS)
    found, query = lookup.found(language), " ".join(words)
    hits = found.rank(query, persona=persona, limit=limit, kind=kind)
    rows = [{**found.row(hit.card), "score": hit.score / 1e6} for hit in hits]
    click.echo(FORMATS[format_](rows, Asked(query, persona, language, found, known.personas)))
    return Exit.CLEAN if hits else Exit.ERRORS


def _one_of(what: str, written: str, known: Iterable[str]) -> str:
    if written not in (names := tuple(known)):
        listed = ", ".join(names) or "none"
        raise Refusal(f"no {what} {written!r} here.{did_you_mean(written, names)} Known: {listed}.")
    return written


def _reviewed(root: Path) -> Review:
    """The project, read and judged: only where what is kept of it doesn't hold."""
    from builder.cli.projects import reviewed  # noqa: PLC0415  needs models and YAML

    return reviewed(root, fast=True)
