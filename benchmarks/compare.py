"""Our engines beside others, over the same cards and queries, in one run, as a Markdown table for each project.

python -m benchmarks.compare --project DIR --queries FILE.jsonl [--half tuning] [--project … --queries … --half …]

Every engine gives ten cards a query from an index in memory, and none is asked a query twice. Needs node.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import TypeAlias

from benchmarks.node_engines import lunr, material, minisearch
from benchmarks.queries import HALVES, Query, Row, read_queries, scores
from benchmarks.search import Answers, browser, catalogues, terminal
from benchmarks.whoosh_engine import whoosh
from builder.search.catalogue import Catalogue
from builder.search.storage import dump_postings

Engine: TypeAlias = Callable[[Catalogue, str, list[Query]], Answers]
HEADING = """\
| engine | S@1 | S@3 | MRR | ms a query: p50, p95, p99 |
|---|---|---|---|---|"""


def ours(engine: Callable[[Path, str, list[Query]], Answers]) -> Engine:
    """One of our engines, which read a postings file."""

    def answers(catalogue: Catalogue, language: str, queries: list[Query]) -> Answers:
        with tempfile.TemporaryDirectory() as folder:
            postings = Path(folder) / "postings.bin"
            postings.write_bytes(dump_postings(catalogue.index))
            return engine(postings, language, queries)

    return answers


def over_cards(engine: Callable[..., Answers]) -> Engine:
    """Another library, which is given the cards."""
    return lambda catalogue, language, queries: engine(catalogue.cards, language, queries)


ENGINES: dict[str, Engine] = {
    "ours, in the terminal": ours(terminal),
    "ours, in the browser": ours(browser),
    "MiniSearch, tuned": over_cards(minisearch),
    "Whoosh": over_cards(whoosh(fuzzy=False)),
    "Whoosh, fuzzy": over_cards(whoosh(fuzzy=True)),
    "lunr, with its stemmer": over_cards(lunr),
    "lunr, as Material ships it": over_cards(material),
}


def table(project: Path, queries: list[Query]) -> Iterator[str]:
    """How well and how fast each engine answers, one line each."""
    found = catalogues(project, {query["lang"] for query in queries})
    sizes = ", ".join(f"{len(found[language].cards)} cards in {language}" for language in sorted(found))
    yield f"{project.resolve().name}: {len(queries)} queries, {sizes}\n\n{HEADING}"
    for name, engine in ENGINES.items():
        rows = [row for language in sorted(found) for row in answered(engine, found[language], language, queries)]
        cuts = quantiles((ms for _, _, ms in rows), n=100)
        figures = [f"{score:.1f}" for score in scores(rows)]
        yield f"| {' | '.join([name, *figures])} | {cuts[49]:.1f}, {cuts[94]:.1f}, {cuts[98]:.1f} |"


def answered(engine: Engine, catalogue: Catalogue, language: str, queries: Sequence[Query]) -> Iterator[Row]:
    """Each query of the language with the refs found and its milliseconds."""
    asked = [query for query in queries if query["lang"] == language]
    for query, (cards, ms) in zip(asked, engine(catalogue, language, asked).found, strict=True):
        yield query, [str(catalogue.cards[card].ref) for card in cards], ms


def main() -> None:
    """Print a table for each project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=Path, action="append", required=True)
    parser.add_argument("--half", choices=HALVES, action="append", default=[], help="of each file; all")
    options = parser.parse_args()
    chosen = options.half or ["all"] * len(options.queries)
    if not len(options.project) == len(options.queries) == len(chosen):
        parser.error("each --project needs its --queries, and its --half once one of them has it")
    for project, path, half in zip(options.project, options.queries, chosen, strict=True):
        print(*table(project, read_queries(path, half)), sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
