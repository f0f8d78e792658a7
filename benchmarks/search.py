"""Run queries through the very engines that ship: python -m benchmarks.search --project DIR --queries FILE.jsonl.

A query is an object a line: {"id", "q", "lang", "persona"}. Written are {"id", "results": [refs, best first],
"ms"}. Printed: the times of a query, the size of the postings and how long they take to load; with `relevant` in the
queries also S@1, S@3 and MRR in per cent (`--summary`: that line alone). `--half` takes one half of the queries, split
by their `kind`: tune with one, judge with the other. `--engine browser` needs node.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from benchmarks.queries import HALVES, Row, read_queries, scores
from builder.pipeline import readers_of
from builder.review import review
from builder.search.candidates import rank
from builder.search.catalogue import Catalogue, catalogue
from builder.search.storage import dump_postings, load_postings
from builder.search.whoosh_index import WhooshIndex, dump_index

SCRIPT = Path(__file__).with_name("search.mjs")
FIRST = 10


class Answers(NamedTuple):
    """For each query the cards found and the milliseconds it took; the milliseconds that loading took."""

    found: list[tuple[list[int], float]]
    load: float


def terminal(postings: Path, _language: str, queries: list[dict[str, Any]]) -> Answers:
    """The answers of `talktrack search`: Whoosh's candidates in the scorer's order, a fresh index for each query."""
    kept = postings.with_name("kept.bin")
    kept.write_bytes(dump_index(load_postings(postings.read_bytes()), ()))
    found, loads = [], []
    for query in queries:
        start = time.perf_counter()
        index = WhooshIndex(kept.read_bytes()).index
        loaded = time.perf_counter()
        hits = rank(query["q"], index, persona=query.get("persona") or "", limit=FIRST)
        found.append(([hit.card for hit in hits], (time.perf_counter() - loaded) * 1000))
        loads.append((loaded - start) * 1000)
    return Answers(found, median(loads))


def browser(postings: Path, language: str, queries: list[dict[str, Any]]) -> Answers:
    """The answers of the browser's engine, in node."""
    command = [shutil.which("node") or "node", str(SCRIPT), str(postings), language]
    told = json.loads(
        subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True).stdout
    )
    return Answers([(cards, ms) for cards, ms in told["found"]], told["load"])


ENGINES = {"terminal": terminal, "browser": browser}


def catalogues(project: Path, languages: set[str]) -> dict[str, Catalogue]:
    """The cards and index of each language that is asked for, in the project's settings or not."""
    found = review(project)
    settings = found.project.settings.model_copy(update={"languages": tuple(sorted(languages))})
    whole = replace(found, project=replace(found.project, settings=settings))
    readers = readers_of(whole)
    return {language: catalogue(readers[language]) for language in languages}


def answered(project: Path, queries: list[dict[str, Any]], engine: str) -> Iterator[Row]:
    """Each query with the refs found and its milliseconds; what was loaded is printed."""
    for language, cards in sorted(catalogues(project, {query["lang"] for query in queries}).items()):
        raw = dump_postings(cards.index)
        asked = [query for query in queries if query["lang"] == language]
        with tempfile.TemporaryDirectory() as folder:
            postings = Path(folder) / "postings.bin"
            postings.write_bytes(raw)
            answers = ENGINES[engine](postings, language, asked)
        size = f"{len(raw):,} bytes, {len(gzip.compress(raw, 9, mtime=0)):,} gzipped, loaded in {answers.load:.0f} ms"
        print(f"{language}: {len(cards.cards)} cards, postings {size}", file=sys.stderr)
        for query, (found, ms) in zip(asked, answers.found, strict=True):
            yield query, [str(cards.cards[card].ref) for card in found], ms


def summary(rows: list[Row]) -> str:
    """The scores of the answers, in one line."""
    return "S@1 = {:.1f} S@3 = {:.1f} MRR = {:.1f}".format(*scores(rows))


def main() -> None:
    """Answer the queries and say how well and how fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--engine", choices=list(ENGINES), default="terminal")
    parser.add_argument("--half", choices=HALVES, default="all")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--summary", action="store_true")
    options = parser.parse_args()
    queries = read_queries(options.queries, options.half)
    rows = list(answered(options.project, queries, options.engine))
    if options.out:
        lines = (json.dumps({"id": q["id"], "results": refs, "ms": ms}) + "\n" for q, refs, ms in rows)
        options.out.write_text("".join(lines), encoding="utf-8")
    if not options.summary:
        cuts = quantiles((ms for _, _, ms in rows), n=100)
        print(f"{len(rows)} queries, ms a query: p50 {cuts[49]:.2f}, p95 {cuts[94]:.2f}, p99 {cuts[98]:.2f}")
    if all("relevant" in query for query in queries):
        print(summary(rows))


if __name__ == "__main__":
    main()
