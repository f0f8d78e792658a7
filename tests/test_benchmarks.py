"""The judged queries over the example name what exists, their halves are fair, and those we compare with answer."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.node_engines import lunr, material, minisearch
from benchmarks.queries import EXAMPLE, Query, halves, read_queries, scores
from benchmarks.search import Answers
from builder.models import Kind, Ref
from builder.pipeline import readers_of
from builder.review import review
from builder.views.cards import Card, CardKind, cards

ROOT = Path(__file__).parents[1]
QUERIES = read_queries(EXAMPLE)
COUNTS = {
    "keywords": 34,
    "sentence": 34,
    "typo": 20,
    "prefix": 16,
    "synonym": 16,
    "english": 16,
    "no-accents": 14,
    "inflection": 14,
    "persona": 14,
    "stage-signal": 12,
    "evidence": 10,
}


def kinds(queries: list[Query]) -> Counter[str]:
    return Counter(query["kind"] for query in queries)


def test_ids_are_unique_and_each_kind_has_its_share() -> None:
    assert len({query["id"] for query in QUERIES}) == len(QUERIES)
    assert len({(query["q"], query["lang"], query["persona"]) for query in QUERIES}) == len(QUERIES)
    assert kinds(QUERIES) == COUNTS
    assert all((query["lang"] == "en") == (query["kind"] == "english") for query in QUERIES)


def test_each_relevant_ref_is_a_card_of_the_example_and_each_persona_is_known() -> None:
    readers = readers_of(review(ROOT))
    known = {language: {str(card.ref) for card in cards(reader)} for language, reader in readers.items()}
    for query in QUERIES:
        assert query["relevant"], query["id"]
        assert len(set(query["relevant"])) == len(query["relevant"]), query["id"]
        assert set(query["relevant"]) <= known[query["lang"]], query["id"]
        assert query["persona"] is None or f"persona:{query['persona']}" in known[query["lang"]], query["id"]


def test_the_halves_are_disjoint_whole_equal_by_kind_and_the_same_at_each_run() -> None:
    drawn = halves(QUERIES)
    tuning, final = ({query["id"] for query in drawn[half]} for half in ("tuning", "final"))
    assert not tuning & final
    assert tuning | final == {query["id"] for query in QUERIES}
    assert kinds(drawn["tuning"]) == kinds(drawn["final"])
    assert read_queries(EXAMPLE, "tuning") == drawn["tuning"] == halves(QUERIES[::-1])["tuning"][::-1]


@pytest.mark.parametrize("seed", [1, 2])
def test_another_seed_draws_other_halves(seed: int) -> None:
    assert halves(QUERIES, seed)["tuning"] != halves(QUERIES)["tuning"]


def test_a_score_counts_the_first_relevant_ref_of_each_query() -> None:
    queries = [{"relevant": ["a", "b"]}, {"relevant": ["c"]}, {"relevant": ["d"]}, {"relevant": ["e"]}]
    found = [["b", "a"], ["a", "c"], ["a", "b", "c", "d"], []]
    rows = [(query, refs, 0.0) for query, refs in zip(queries, found, strict=True)]
    assert scores(rows) == pytest.approx((25.0, 50.0, 43.75))


@pytest.mark.skipif(not shutil.which("node"), reason="node is missing")
@pytest.mark.parametrize("engine", [minisearch, lunr, material])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_library_of_the_browser_finds_a_card_by_its_words(engine: Callable[..., Answers], language: str) -> None:
    texts = {"prix": "Votre tarif <b>surprend</b>", "stock": "Nos rayons débordent", "time": "Everybody is busy"}
    shown = [
        Card(Ref(Kind.GUIDE, "guide", anchor), CardKind.OBJECTION, language, (text,), ("body",))
        for anchor, text in texts.items()
    ]
    asked = [{"q": "rayons"}, {"q": "tarif"}, {"q": "busy"}, {"q": "xylophone"}]
    assert [cards[:1] for cards, _ in engine(shown, language, asked).found] == [[1], [0], [2], []]
