"""`talktrack search`: the line to say, from the words that a customer says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from builder.cli.projects import reviewed
from builder.cli.root import example, in_project
from builder.cli.running import Exit, Refusal
from builder.lookup import lookup
from builder.models import ANYONE, Lines
from builder.search.scoring import Hit, rank
from builder.text import plain
from builder.views.cards import Card, CardKind


@click.command(
    short_help="Answer a customer's words with the line to say.",
    epilog=example('talktrack search "pas de budget" --persona daf'),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--persona", metavar="ID", default="", help="Whom one talks to: their lines come first, none is hidden.")
@click.option("--lang", metavar="LANGUAGE", help="In which language. Default: the site's.")
@click.option("--kind", type=click.Choice([str(kind) for kind in CardKind]), help="Only cards of this kind.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many results.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_project
def command(
    root: Path, words: tuple[str, ...], *, persona: str, lang: str | None, kind: str | None, limit: int, format_: str
) -> int:
    """Answer a customer's words with the line to say, then whose guide it stands in.

    Drafts and retired guides are not found. Leaves with 1 where nothing is found.
    """
    found = reviewed(root)
    language = _one_of("language", lang or found.project.language, found.project.languages)
    if persona:
        _one_of("persona", persona, tuple(found.knowledge.personas))
    cards, index = (catalogue := lookup(found, language)).cards, catalogue.index
    wanted = (lambda card: cards[card].kind == kind) if kind else (lambda _: True)
    hits = rank(" ".join(words), index, persona=persona, limit=limit, wanted=wanted)
    render = _json if format_ == "json" else _text
    click.echo(render(cards, hits, persona))
    return Exit.CLEAN if hits else Exit.ERRORS


def _one_of(what: str, written: str, known: tuple[str, ...]) -> str:
    if written not in known:
        raise Refusal(f"no {what} {written!r} here; known: {', '.join(known)}.")
    return written


def _text(cards: tuple[Card, ...], hits: list[Hit], persona: str) -> str:
    found = ("\n".join(_lines(cards[hit.card], persona)) for hit in hits)
    return "\n\n".join(found) or "Nobody has answered this yet."


def _lines(card: Card, persona: str) -> Iterator[str]:
    yield from (said for line in (card.before, card.say) if (said := _said(line, persona)))
    heads = f"  {plain(card.head[0])}" if card.head else ""
    yield click.style(f"  {card.ref}{heads}", dim=True)


def _said(line: Lines | str | None, persona: str) -> str:
    """What this persona hears, nothing where they have no line; with nobody chosen everyone's, else the first."""
    if isinstance(line, Lines):
        line = line.get(persona) if persona else line.by_key.get(ANYONE) or next(iter(line.by_key.values()))
    return plain(line or "")


def _json(cards: tuple[Card, ...], hits: list[Hit], persona: str) -> str:
    rows = [
        {
            "ref": str(card.ref),
            "kind": card.kind,
            "score": hit.score / 1e6,
            "heard": [plain(text) for text in card.head],
            "ask_first": _said(card.before, persona),
            "say": _said(card.say, persona),
        }
        for hit in hits
        for card in (cards[hit.card],)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
