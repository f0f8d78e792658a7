"""Search libraries of the browser over the same cards, in node: MiniSearch, lunr, and Material's own search worker."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.queries import Query
from benchmarks.search import Answers
from builder.views.cards import Card

SCRIPT = Path(__file__).with_name("compare.mjs")
MATERIAL = {
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
}
"""What Material's search plugin hands its worker by default, in French as in English."""


def documents(cards: Sequence[Card]) -> Iterator[dict[str, Any]]:
    """The texts of each card, its number as id; the label is the words of its id, which our engine reads as well."""
    for number, card in enumerate(cards):
        label = (card.ref.anchor or card.ref.id).replace("-", " ")
        yield {"id": number, "head": " ".join(card.head), "label": label, "body": " ".join(card.body)}


def minisearch(cards: Sequence[Card], language: str, queries: Sequence[Query]) -> Answers:
    """The answers of MiniSearch with prefixes, fuzziness, boosts, folded accents and stop words."""
    return _node("minisearch", cards, language, queries)


def material(cards: Sequence[Card], language: str, queries: Sequence[Query]) -> Answers:
    """The answers of the installed Material's search worker, which is lunr with a query of its own making."""
    return _node("material", cards, language, queries, worker=_worker(), config=MATERIAL)


def lunr(cards: Sequence[Card], language: str, queries: Sequence[Query]) -> Answers:
    """The answers of the same lunr by itself, with the stemmer and stop words of the language."""
    return _node("lunr", cards, language, queries, worker=_worker())


def _worker() -> str:
    spec = find_spec("material")
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError("mkdocs-material")
    scripts = Path(spec.submodule_search_locations[0]) / "templates" / "assets" / "javascripts"
    return str(next((scripts / "workers").glob("search.*.min.js")))


def _node(engine: str, cards: Sequence[Card], language: str, queries: Sequence[Query], **more: object) -> Answers:
    asked = [query["q"] for query in queries]
    told = json.dumps({"lang": language, "docs": list(documents(cards)), "queries": asked, **more})
    command = [shutil.which("node") or "node", str(SCRIPT), engine]
    answer = json.loads(subprocess.run(command, input=told, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return Answers([(found, ms) for found, ms in answer["found"]], answer["load"])
