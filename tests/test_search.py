"""The search: terms, ranking, the postings file, and that the browser's engine answers exactly as ours does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.readers import by_language
from builder.review import Review, review
from builder.search.catalogue import Catalogue
from builder.search.catalogue import catalogue as catalogue_of
from builder.search.coding import Bits, packed, read_varints, rice, varints
from builder.search.edits import distance, letters_of, nearest_beginnings, to_beginning
from builder.search.index import Context, Entry, Index, build_index
from builder.search.scoring import rank
from builder.search.storage import VERSION, dump_postings, load_postings
from builder.search.terms import terms

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "search"
CASES = json.loads((HERE / "terms.json").read_text(encoding="utf-8"))
EDITS = json.loads((HERE / "edits.json").read_text(encoding="utf-8"))
BEGINNINGS = json.loads((HERE / "beginnings.json").read_text(encoding="utf-8"))
RANKED = json.loads((HERE / "ranked.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="no node here: the browser's engine is not compared with ours")


@cache
def example() -> Review:
    return review(ROOT)


@cache
def catalogue(language: str) -> Catalogue:
    return catalogue_of(by_language(example().project, example().knowledge)[language])


def node(script: str, postings: Path, language: str, asked: object) -> dict[str, Any]:
    command = [str(NODE), str(HERE / script), str(postings), language]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


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


def test_irregular_forms_have_one_spelling() -> None:
    assert terms("fr").keys("reçoivent") == terms("fr").keys("recevoir") == terms("fr").keys("recu")
    assert terms("en").keys("bought") == terms("en").keys("buy")


@pytest.mark.parametrize(("language", "word", "other"), [("fr", "onéreuse", "cher"), ("en", "pricey", "expensive")])
def test_words_of_one_meaning_are_related_both_ways(language: str, word: str, other: str) -> None:
    own = terms(language)
    assert set(own.keys(other)) <= own.related(word)
    assert set(own.keys(word)) & own.related(other)
    assert own.related(word).isdisjoint(own.keys(word))


@pytest.mark.parametrize(("a", "b", "most", "edits"), EDITS)
def test_edits_are_counted_a_swap_as_one(a: str, b: str, most: int, edits: int) -> None:
    assert distance(a, b, most) == edits


@pytest.mark.parametrize(("typed", "word", "most", "edits"), BEGINNINGS)
def test_edits_to_a_beginning_are_counted(typed: str, word: str, most: int, edits: int) -> None:
    assert to_beginning(typed, word, most) == edits


@given(st.text("abc", max_size=8), st.text("abc", max_size=10), st.integers(1, 2))
def test_the_nearest_beginning_is_the_nearest_of_all(typed: str, word: str, most: int) -> None:
    edits = min(distance(typed, word[:end], most) for end in range(len(word) + 1))
    assert to_beginning(typed, word, most) == edits


@given(st.text("abcd", min_size=1, max_size=8), st.lists(st.text("abcd", max_size=10), max_size=20), st.integers(1, 2))
def test_no_word_with_a_near_beginning_is_left_out(typed: str, words: list[str], most: int) -> None:
    edits = [to_beginning(typed, word, most) for word in words]
    least = min(edits, default=most + 1)
    near = [word for word, its in zip(words, edits, strict=True) if its == least <= most]
    assert nearest_beginnings(typed, most, words, list(map(letters_of, words)))[1] == near


@pytest.mark.parametrize(("query", "cards"), RANKED)
def test_a_query_finds_these_cards_in_this_order(query: str, cards: list[int]) -> None:
    assert found(query) == cards


def test_a_customers_words_find_their_objection() -> None:
    assert found("pas de budget cette année ")[0] == 0


def test_half_a_word_finds_it_and_a_mistyped_one_too() -> None:
    assert found("budg")[0] == 0
    assert found("bugdet ")[0] == 0
    assert found("budg ") == []


def test_a_typo_in_a_half_typed_word_leaves_the_results_alone() -> None:
    index = catalogue("fr").index
    first = [rank("budjet"[:length], index)[0].card for length in range(3, 7)]
    assert set(first) == {rank("budget", index)[0].card}


def test_half_a_mistyped_word_counts_less_than_the_whole_one() -> None:
    half, whole = rank("budje", small()), rank("budjet", small())
    assert half[0].card == whole[0].card == 0
    assert half[0].score < whole[0].score


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


def test_of_words_that_name_different_kinds_the_rarest_tells() -> None:
    heads = {"Un argument à donner": "message", "Un argument à lire": "message", "Le secrétariat": "no-answer"}
    index = build_index([entry(kind, head) for head, kind in heads.items()], {}, "fr", [], {})
    by_card = dict(rank("argument secrétariat ", index))
    assert max(by_card, key=lambda card: by_card[card]) == 2
    assert by_card[2] - by_card[0] > 1e6 * 0.2


def test_a_kind_that_two_words_name_is_asked_for_more() -> None:
    once, twice = rank("stock preuve ", small()), rank("stock preuve étude ", small())
    assert once[0].card == twice[0].card == 3
    assert twice[0].score > once[0].score


def test_what_stands_in_the_guides_title_finds_all_its_cards() -> None:
    assert set(found("projet ")) == {0, 1, 2, 3}


@settings(deadline=None)
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


def test_postings_that_end_too_soon_are_refused() -> None:
    raw = dump_postings(small())
    for length in (3, 40, len(raw) // 2, len(raw) - 12, len(raw) - 1):
        with pytest.raises((ValueError, LookupError, RuntimeError, StopIteration)):
            load_postings(raw[:length])


@given(st.lists(st.integers(0, 4000), unique=True, max_size=60))
def test_places_are_read_as_they_were_written(places: list[int]) -> None:
    written = packed(rice(sorted(places), len(places), 4001))
    assert list(Bits(written).places(len(places), 4001)) == sorted(places)


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    assert list(read_varints(bytes(varints(numbers)))) == numbers


def test_a_word_counts_no_more_than_three_times_in_a_field() -> None:
    often, thrice = (build_index([entry("step", "prix " * n)], {}, "fr", [], {}).postings for n in (9, 3))
    assert often["prix"] == thrice["prix"]


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


@needs_node
def test_the_browser_answers_the_tables_of_cases_as_we_do(tmp_path: Path) -> None:
    raw = dump_postings(small())
    (tmp_path / "postings.bin").write_bytes(raw)
    told = node("cases.mjs", tmp_path / "postings.bin", "fr", {"cuts": [3, len(raw) // 2, len(raw) - 12, len(raw) - 1]})
    assert told["edits"] == [edits for *_, edits in EDITS]
    assert told["beginnings"] == [edits for *_, edits in BEGINNINGS]
    assert told["words"] == [words for _, words in CASES["fr"]]
    assert told["ranked"] == [[list(hit) for hit in rank(query, small())] for query, _ in RANKED]
    assert told["refused"] == [True] * 4


@needs_node
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_browser_ranks_as_we_do(language: str, tmp_path: Path) -> None:
    index = catalogue(language).index
    postings = tmp_path / "postings.bin"
    postings.write_bytes(dump_postings(index))
    queries, words = _queries(language), sorted(index.vocabulary)
    told = node("rank.mjs", postings, language, {"queries": queries, "words": words})
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
        half = query[:at] + rng.choice("aeirst") + query[at + 1 : at + rng.randint(2, 6)]
        query = rng.choice([query, query[: at + 1], query[:at] + query[at + 1 :], query + " ", query.upper(), half])
        made.append((query, rng.choice(personas)))
    odd = [
        "«budget»",
        "🙂🙂🙂🙂🙂",
        "\u200fميزانية عام",
        "budget " * 2000,
        "𝒷𝓊𝒹𝑔𝑒𝓉𝓈 𝒶𝒷",
        "",
        "le la les",
        "🙂 budget",
        '"*:?',
        "CFO",
        "ميزانية",
        "3 visites",
        "x" * 10_000,
    ]
    return made + [(query, "") for query in odd]
