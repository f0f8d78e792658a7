"""The search: terms, ranking, the postings file, and that the browser's engine answers exactly as ours does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.lookup import CACHE, lookup
from builder.review import Review, review
from builder.search.catalogue import Catalogue
from builder.search.edits import distance
from builder.search.index import Context, Entry, Index, build_index
from builder.search.scoring import rank
from builder.search.storage import VERSION, dump_postings, load_postings
from builder.search.terms import terms

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "search"
CASES = json.loads((HERE / "terms.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")


@cache
def example() -> Review:
    return review(ROOT)


@cache
def catalogue(language: str) -> Catalogue:
    return lookup(example(), language)


def entry(kind: str, head: str, body: str = "", personas: tuple[str, ...] = ("daf",), label: str = "") -> Entry:
    return Entry(kind, "fr", personas, "guide", {"head": (head,), "body": (body,), "label": (label,)})


def small() -> Index:
    cards = (
        entry("objection", "On n'a pas de budget cette année", "Je ne vous demande pas un budget."),
        entry("objection", "C'est trop cher pour nous", "Cher par rapport à quoi ?", ("dg",)),
        entry("step", "Chaque mois d'attente a un prix", "Comptez-le avec moi."),
        entry("evidence", "Trois industriels sur cinq ont plus de stock qu'en 2019", personas=()),
    )
    contexts = {"guide": Context("fr", ("Il n'y a pas de projet",))}
    names = {"daf": ("DAF", "CFO", "directeur financier"), "dg": ("DG",)}
    return build_index(cards, contexts, "fr", [["prix", "tarif", "montant"]], names)


def found(query: str, **options: str) -> list[int]:
    return [hit.card for hit in rank(query, small(), **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "words"), [(lang, *case) for lang, cases in CASES.items() for case in cases]
)
def test_a_text_has_these_words(language: str, text: str, words: list[str]) -> None:
    assert terms(language).words(text) == words


@pytest.mark.parametrize(("typed", "written"), [("reunion", "réunion"), ("annees", "année"), ("decide", "décidé")])
def test_a_word_without_its_accents_or_in_another_form_shares_a_key(typed: str, written: str) -> None:
    assert set(terms("fr").keys(typed)) & set(terms("fr").keys(written))


def test_numbers_have_one_spelling() -> None:
    assert terms("fr").keys("trois") == terms("fr").keys("3")
    assert terms("en").keys("three") == terms("en").keys("3")


@pytest.mark.parametrize(("a", "b", "edits"), [("budget", "budjet", 1), ("budget", "bugdet", 1), ("stock", "stop", 2)])
def test_edits_are_counted_a_swap_as_one(a: str, b: str, edits: int) -> None:
    assert distance(a, b, 2) == edits
    assert distance(a, b, edits - 1) == edits


def test_a_customers_words_find_their_objection() -> None:
    assert found("pas de budget cette année ")[0] == 0


def test_half_a_word_finds_it_and_a_mistyped_one_too() -> None:
    assert found("budg")[0] == 0
    assert found("bugdet ")[0] == 0
    assert found("budg ") == []


def test_a_synonym_finds_it_less_than_the_word_itself() -> None:
    by_word, by_synonym = rank("prix ", small()), rank("tarif ", small())
    assert by_word[0].card == by_synonym[0].card == 2
    assert by_word[0].score > by_synonym[0].score


def test_the_name_of_a_persona_finds_what_is_for_them() -> None:
    assert set(found("CFO ")) == {0, 2}


def test_choosing_a_persona_raises_and_hides_nothing() -> None:
    without, chosen = rank("cher budget ", small()), rank("cher budget ", small(), persona="dg")
    assert {hit.card for hit in without} == {hit.card for hit in chosen}
    assert dict(chosen)[1] > dict(without)[1]


def test_a_word_that_names_a_kind_asks_for_it() -> None:
    plain, asked = rank("stock ", small()), rank("étude stock ", small())
    assert plain[0].card == asked[0].card == 3
    assert asked[0].score > 0.2 * 1e6


def test_what_stands_in_the_guides_title_finds_all_its_cards() -> None:
    assert set(found("projet ")) == {0, 1, 2, 3}


@given(st.text(max_size=200))
def test_no_query_fails(query: str) -> None:
    hits = rank(query, small())
    assert len(hits) <= 4
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.card))


@pytest.mark.parametrize("query", ["", "  ", '"*:?', "budget " * 2000, "🙂", "ميزانية", "le la les", "\x00"])
def test_odd_queries_are_answered(query: str) -> None:
    assert len(rank(query, small())) <= 4


def test_a_postings_file_gives_the_index_back() -> None:
    for language in ("fr", "en"):
        index = catalogue(language).index
        assert load_postings(dump_postings(index)) == index


def test_postings_of_another_version_are_refused() -> None:
    raw = dump_postings(small())
    other = raw.replace(f'"version":{VERSION}'.encode(), f'"version":{VERSION + 1}'.encode())
    with pytest.raises(ValueError, match="version"):
        load_postings(other)


def test_every_objection_of_the_example_is_among_the_first_three_for_its_own_words() -> None:
    cards, index = catalogue("fr").cards, catalogue("fr").index
    missed = [
        (str(card.ref), phrase, persona)
        for number, card in enumerate(cards)
        if card.kind == "objection"
        for phrase in card.head
        for persona in card.personas
        if number not in [hit.card for hit in rank(phrase, index, persona=persona, limit=3)]
    ]
    assert missed == []


def test_the_cache_is_used_stale_or_broken_it_is_written_again(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "golden" / "kb", tmp_path / "kb")
    first = lookup(review(tmp_path / "kb"), "fr")
    cached = tmp_path / "kb" / CACHE / "search-fr.bin"
    whole = cached.read_bytes()
    cached.write_bytes(whole[: len(whole) // 2])
    assert lookup(review(tmp_path / "kb"), "fr").index == first.index
    assert cached.read_bytes() == whole
    lexicon = tmp_path / "kb" / "content" / "lexicon.yml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    lookup(review(tmp_path / "kb"), "fr")
    assert cached.read_bytes() != whole


@pytest.mark.skipif(NODE is None, reason="node is not installed: the browser's engine is not compared with ours")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_browser_ranks_as_we_do(language: str, tmp_path: Path) -> None:
    index = catalogue(language).index
    postings = tmp_path / "postings.bin"
    postings.write_bytes(dump_postings(index))
    queries, words = _queries(language), sorted(index.vocabulary)
    asked = json.dumps({"queries": queries, "words": words})
    command = [str(NODE), str(HERE / "rank.mjs"), str(postings), language]
    told = json.loads(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)
    assert told["split"] == [terms(language).words(query) for query, _ in queries]
    assert [answer["keys"] for answer in told["words"]] == [list(terms(language).keys(word)) for word in words]
    for (query, persona), ranked in zip(queries, told["ranked"], strict=True):
        ours = rank(query, index, persona=persona, limit=1000)
        assert ranked == [list(hit) for hit in ours], query


def _queries(language: str) -> list[tuple[str, str]]:
    """300 queries as reps type them: words of a card, cut short, mistyped, without accents; odd ones; any persona."""
    rng = random.Random(8)  # noqa: S311  the same queries at each run
    texts = [text for card in catalogue(language).cards for text in card.head]
    personas = ["", *example().knowledge.personas]
    made = []
    for _ in range(292):
        words = rng.choice(texts).split()
        start = rng.randrange(len(words))
        query = " ".join(words[start : start + rng.randint(1, 7)])
        at = rng.randrange(len(query))
        query = rng.choice([query, query[: at + 1], query[:at] + query[at + 1 :], query + " ", query.upper()])
        made.append((query, rng.choice(personas)))
    odd = ["", "le la les", "🙂 budget", '"*:?', "CFO", "ميزانية", "3 visites", "x" * 10_000]
    return made + [(query, "") for query in odd]
