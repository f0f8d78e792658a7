"""Findability: the verdict is the ranking's own, it is kept for as long as it holds, and settings reach it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from case_folders import CASES, FOLDERS, opened, overlaid
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import write_project
from builder import verdicts
from builder.cli.check import command
from builder.files import CONFIG
from builder.findability import findability
from builder.findings import Finding, Severity
from builder.loading import load
from builder.models import Audience, RuleSetting
from builder.readers import by_language
from builder.review import review
from builder.search.bits import EVERY, as_bits, of_bits, reaching
from builder.search.findability import Claims, Missed, judged
from builder.search.index import Context, Entry, Index, build_index
from builder.search.judging import FIRST, Judge
from builder.search.parameters import PARAMETERS
from builder.search.scoring import rank

ROOT = Path(__file__).parents[1]
CLEARER = CASES / "not-findable" / "among-clearer-ones"
TWICE = CASES / "phrase-claimed-twice" / "guides"
MKDOCS = """\
site_name: Essai
theme: {language: fr}
plugins:
  - talktrack:
      today: 2026-11-24
      languages: [en]
"""


@cache
def example(language: str) -> Claims:
    found = review(ROOT, fast=True)
    return Claims(by_language(found.project, found.knowledge)[language])


@cache
def judge(language: str) -> Judge:
    return Judge(build_index(*example(language).indexed()))


def by_rank(index: Index, phrase: str, card: int, personas: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """What `ahead` has to say, by the ranking itself."""
    results = {p: tuple(hit.card for hit in rank(phrase, index, persona=p, limit=FIRST)) for p in personas}
    return {persona: cards for persona, cards in results.items() if card not in cards}


def found(root: Path, **chosen: object) -> list[Finding]:
    project, _ = opened(root, **chosen)
    return list(findability(project, project.settings, load(project).knowledge))


def laid(root: Path, case: Path, files: Mapping[str, str] = {}) -> Path:
    overlaid(case, root)
    for path, text in {CONFIG: MKDOCS, **files}.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


# ── the verdict is the ranking's own ──


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_phrases_of_the_example_are_judged_as_they_rank(language: str) -> None:
    claims, its = example(language), judge(language)
    assert len(claims.all) > 20
    for claim in claims.all:
        asked = (claim.phrase, claim.card, claims.personas(claim))
        assert its.ahead(*asked) == by_rank(its.index, *asked)


def test_phrases_of_many_guides_alike_are_judged_as_they_rank(tmp_path: Path) -> None:
    write_project(tmp_path, 40)
    project, knowledge = (read := review(tmp_path, fast=True)).project, read.knowledge
    claims = Claims(by_language(project, knowledge)["fr"])
    its = Judge(build_index(*claims.indexed()))
    for claim in random.Random(1).sample(claims.all, 40):  # noqa: S311
        words = claim.phrase.split()
        for phrase in (claim.phrase, " ".join(words[:4]), " ".join(words[-3:]), words[-1]):
            asked = (phrase, claim.card, claims.personas(claim))
            assert its.ahead(*asked) == by_rank(its.index, *asked)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), language=st.sampled_from(["fr", "en"]))
def test_any_words_are_judged_as_they_rank(data: st.DataObject, language: str) -> None:
    its = judge(language)
    word = st.sampled_from(its.index.words) | st.sampled_from(["budjet", "DAF", "étude", "nous", "C'est", "?", "12"])
    phrase = " ".join(data.draw(st.lists(word, max_size=30)))
    card = data.draw(st.integers(0, len(its.index.kinds) - 1))
    personas = data.draw(st.sets(st.sampled_from(its.index.personas[card] or ("",))))
    asked = (phrase, card, personas)
    assert its.ahead(*asked) == by_rank(its.index, *asked)


WORDS = ("prix", "budget", "stock", "attendre", "signer", "étude", "direction", "nous", "on", "trop")
KINDS = ("objection", "step", "check", "evidence", "guide")
TUNED = {"chosen": 0.3, "intent": 0.5, "step": 0.2, "spoken": 0.0, "foreign": -0.05, "saturation": 0.9, "least": 0.3}


@st.composite
def small(draw: st.DrawFn) -> tuple[Index, str, int]:
    """An index of a few cards that say nearly the same, a phrase, and one of the cards."""
    text = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
    kind, language = st.sampled_from(KINDS), st.sampled_from(["fr", "fr", "en"])
    personas, guide = st.sampled_from([("daf",), ("dsi",), ("daf", "dsi")]), st.sampled_from(["", "guide"])
    entries = [Entry("guide", "fr", ("daf", "dsi"), "guide", {"head": (draw(text),)})]
    for _ in range(draw(st.integers(0, 12))):
        texts = {"head": (draw(text),), "body": (draw(text),)}
        entries.append(Entry(draw(kind), draw(language), draw(personas), draw(guide), texts))
    contexts = {"guide": Context("fr", (draw(text),))}
    index = build_index(entries, contexts, "fr", [["prix", "budget"]], {"daf": ("DAF", "direction")})
    return index, draw(text), draw(st.integers(0, len(entries) - 1))


@settings(max_examples=200, deadline=None)
@given(case=small(), retuned=st.booleans())
def test_cards_that_say_the_same_are_judged_as_they_rank_however_it_is_tuned(
    case: tuple[Index, str, int], *, retuned: bool
) -> None:
    index, phrase, card = case
    with pytest.MonkeyPatch.context() as patch:
        for name, value in TUNED.items() if retuned else ():
            patch.setitem(PARAMETERS, name, value)
        asked = (phrase, card, index.personas[card])
        assert Judge(index).ahead(*asked) == by_rank(index, *asked)


@given(
    least=st.integers(-2, 60),
    weights=st.lists(st.tuples(st.integers(0, 20), st.sets(st.integers(0, 40))), max_size=8),
)
def test_sums_over_bits_are_sums(least: int, weights: list[tuple[int, set[int]]]) -> None:
    sums = {card: sum(weight for weight, cards in weights if card in cards) for card in range(41)}
    expected = [card for card, weight in sums.items() if weight >= least]
    found = reaching(least, [(weight, as_bits(cards)) for weight, cards in weights])
    assert list(of_bits(found & as_bits(range(41)))) == expected
    assert (found == EVERY) is (least <= 0)


# ── which phrases are judged, and what is said of them ──


def test_each_language_judges_what_is_written_in_it(tmp_path: Path) -> None:
    english = "title: Later\nstatus: approved\nreviewed: 2026-11-03\nobjections:\n  - they_say: [No budget, Not now]\n"
    twice = english.replace("No budget, Not now", "not now…")
    root = laid(tmp_path, CLEARER, {"talktracks/attente.en.yml": english, "talktracks/prix.en.yml": twice})
    claimed = {str(finding.location): finding for finding in found(root)}
    assert set(claimed) == {"talktracks/attente.yml:28:9", "talktracks/prix.en.yml:5:16"}
    assert claimed["talktracks/prix.en.yml:5:16"].related[0].path == "talktracks/attente.en.yml"


def test_only_whom_an_objection_answers_has_to_find_it(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    guide = root / "talktracks" / "attente.yml"
    guide.write_text(
        guide.read_text("utf-8").replace("answer: L'attente", "answer: {dsi: L'attente").replace("une.\n", "une.}\n")
    )
    assert [finding.values["personas"] for finding in found(root)] == [("DSI",)]


def test_what_an_audience_does_not_see_is_not_judged_for_it(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    assert len(found(root)) == 1
    assert found(root, audience=Audience.PUBLIC) == []


def test_a_phrase_without_words_finds_nothing(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    guide = root / "talktracks" / "attente.yml"
    guide.write_text(guide.read_text("utf-8").replace("La formation", '"… ?"'))
    assert [(finding.code, finding.variant) for finding in found(root)] == [("not-findable", "silent")]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_whatever_is_wrong_elsewhere_findability_does_not_fail(case: Path, tmp_path: Path) -> None:
    assert "internal" not in {finding.code for finding in found(overlaid(case, tmp_path))}


# ── settings, excuses, failures ──


def test_settings_weigh_these_rules_too(tmp_path: Path) -> None:
    root = laid(tmp_path, TWICE)
    before = found(root)
    assert {finding.severity for finding in before} == {Severity.ERROR}
    warned = found(root, rules={"phrase-claimed-twice": RuleSetting.WARNING})
    assert warned == [finding.as_warning() for finding in before]
    assert found(root, rules={"phrase-claimed-twice": RuleSetting.OFF}) == []


def test_a_rule_that_fails_is_a_finding_and_the_other_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "judged", lambda _: 1 / 0)
    findings = found(laid(tmp_path, TWICE), languages=())
    assert [finding.code for finding in findings] == ["internal", "phrase-claimed-twice", "phrase-claimed-twice"]
    assert findings[0].values == {"rule": "not-findable", "problem": "ZeroDivisionError: division by zero"}


def test_fast_leaves_them_out_and_their_excuses_alone(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    guide = root / "talktracks" / "attente.yml"
    codes = [{finding.code for finding in review(root, fast=fast).findings} for fast in (False, True)]
    assert codes == [{"not-findable"}, set()]
    allowed = "- La formation  # talktrack: allow not-findable — dit ainsi partout"
    guide.write_text(guide.read_text("utf-8").replace("- La formation", allowed))
    assert [review(root, fast=fast).findings for fast in (False, True)] == [(), ()]


def test_check_has_them_and_with_fast_it_has_not(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    whole = CliRunner().invoke(command, ["--project", str(root)], standalone_mode=False)
    fast = CliRunner().invoke(command, ["--project", str(root), "--fast"], standalone_mode=False)
    assert (whole.return_value, fast.return_value) == (1, 0)
    assert "talktracks/attente.yml:28:9: error[not-findable]" in whole.output
    assert "formation#duree" in whole.output
    assert "not-findable" not in fast.output


# ── what was judged before holds ──


def kept(root: Path) -> Path:
    return root / verdicts.CACHE / "findability-fr.json"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that were judged anew, in turn."""
    languages: list[str] = []

    def counting(claims: Claims) -> Missed:
        languages.append(claims.reader.language)
        return judged(claims)

    monkeypatch.setattr(verdicts, "judged", counting)
    return languages


def test_what_has_not_changed_is_not_judged_again(tmp_path: Path, counted: list[str]) -> None:
    root = laid(tmp_path, CLEARER)
    guide = root / "talktracks" / "attente.yml"
    first = found(root)
    assert found(root) == first
    assert counted == ["fr"]
    guide.write_text("# a line that moves the others\n" + guide.read_text("utf-8"))
    assert [finding.location.line for finding in found(root)] == [first[0].location.line + 1]
    assert counted == ["fr"]
    guide.write_text(guide.read_text("utf-8").replace("La formation", "La formation du comité"))
    assert found(root) == []
    assert counted == ["fr", "fr"]


def test_without_a_cache_everything_is_judged_and_nothing_kept(tmp_path: Path, counted: list[str]) -> None:
    root = laid(tmp_path, CLEARER)
    first = review(root, cached=False).findings
    assert not kept(root).parent.exists()
    assert review(root).findings == first
    assert review(root, cached=False).findings == first
    assert counted == ["fr", "fr", "fr"]


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None, "cut", "bent"])
def test_a_broken_cache_is_written_again(tmp_path: Path, counted: list[str], damage: bytes | str | None) -> None:
    root = laid(tmp_path, CLEARER)
    first, whole = found(root), kept(root).read_bytes()
    if damage is None:
        kept(root).unlink()
        kept(root).mkdir()
    else:
        bent = {"cut": whole[:-3], "bent": whole.replace(b"daf", b"dsi")}
        kept(root).write_bytes(bent[damage] if isinstance(damage, str) else damage)
    assert found(root) == first
    assert counted == ["fr", "fr"]
    assert damage is None or kept(root).read_bytes() == whole


def test_two_at_once_find_the_same(tmp_path: Path) -> None:
    root = laid(tmp_path, CLEARER)
    with ThreadPoolExecutor(4) as several:
        results = list(several.map(lambda _: found(root), range(8)))
    assert all(result == results[0] for result in results)
    assert len(results[0]) == 1
    assert [path.name for path in kept(root).parent.iterdir()] == [kept(root).name]
