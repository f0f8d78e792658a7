"""Judged queries, one JSON object a line: how answers score, and the halves to tune with and to judge with."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

Query: TypeAlias = dict[str, Any]
"""`id`, `q`, `lang`, `kind`, `persona`, and `relevant`: refs, best first."""

Row: TypeAlias = tuple[Query, list[str], float]
"""A query, the refs found for it, best first, and the milliseconds it took."""

EXAMPLE = Path(__file__).with_name("queries.jsonl")
"""200 over the example of this repository."""
HALVES = ("tuning", "final", "all")
SEED = 2026


def read_queries(path: Path, half: str = "all") -> list[Query]:
    """The queries of a file, or one half of them."""
    queries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return queries if half == "all" else halves(queries)[half]


def halves(queries: Sequence[Query], seed: int = SEED) -> dict[str, list[Query]]:
    """Both halves, each in the order of the file; which ids go where is drawn for each kind, the same at each run."""
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for query in queries:
        by_kind[query["kind"]].append(query["id"])
    draw, tuning = random.Random(seed), set()
    for _, ids in sorted(by_kind.items()):
        tuning.update(draw.sample(sorted(ids), len(ids) // 2))
    return {
        "tuning": [query for query in queries if query["id"] in tuning],
        "final": [query for query in queries if query["id"] not in tuning],
    }


def scores(rows: Sequence[Row]) -> tuple[float, float, float]:
    """S@1 and S@3 (per cent of queries with a relevant ref first, or among the first three) and MRR."""
    ranks = [next((n for n, ref in enumerate(refs, 1) if ref in query["relevant"]), 0) for query, refs, _ in rows]
    first, third = (100 * sum(0 < n <= most for n in ranks) / len(ranks) for most in (1, 3))
    return first, third, 100 * sum(1 / n for n in ranks if n) / len(ranks)
