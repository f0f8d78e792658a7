"""The rules of knowledge: evidence that is missing, one-sided, old or unused, and what has no answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_folders import BASE, written

from builder.findings import Finding
from builder.models import EvidenceKind, RuleSetting
from builder.support import SIDES, Mark, Side, mark

GUIDE = (BASE / "talktracks/prix.yml").read_text(encoding="utf-8")
STUDY = (BASE / "content/evidence/stock.yml").read_text(encoding="utf-8")
FIELD = (BASE / "content/evidence/retour.yml").read_text(encoding="utf-8")
ENGLISH = "title: Too expensive\nstatus: approved\nreviewed: 2026-11-03\n"
PRICE = "talktracks/prix.yml"


def changed(*pairs: tuple[str, str]) -> str:
    guide = GUIDE
    for old, new in pairs:
        assert guide.count(old) == 1
        guide = guide.replace(old, new)
    return guide


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.location.path}:{finding.location.line} {finding.code}" for finding in found]


# Support


def test_what_supports_a_line_comes_from_two_sides_or_one() -> None:
    assert mark([Side.KNOWN, Side.FELT, Side.SETTLED]) is Mark.CROSSED
    assert mark([Side.KNOWN, Side.SETTLED]) is Mark.KNOWN
    assert mark([Side.FELT]) is Mark.FELT
    assert mark([Side.SETTLED]) is Mark.SETTLED
    assert mark([]) is Mark.BARE
    assert set(SIDES) == set(EvidenceKind)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("study", "field", None),
        ("study", "study", "never-heard"),
        ("figure", "law", "never-heard"),
        ("case", "field", "never-measured"),
        ("case", "commitment", "never-measured"),
        ("law", "commitment", None),
        ("case", "figure", None),
    ],
)
def test_a_guide_is_known_and_felt_or_one_of_them_is_missing(
    tmp_path: Path, first: str, second: str, code: str | None
) -> None:
    evidence = {
        "content/evidence/stock.yml": FIELD.replace("kind: field", f"kind: {first}"),
        "content/evidence/retour.yml": FIELD.replace("kind: field", f"kind: {second}"),
    }
    assert [finding.code for finding in written(tmp_path, evidence)] == ([code] if code else [])


def test_a_step_with_expired_evidence_is_not_bare_and_the_guide_not_one_sided(tmp_path: Path) -> None:
    found = written(tmp_path, {"content/evidence/retour.yml": FIELD.replace("2027-01-15", "2026-11-01")})
    assert [finding.code for finding in found] == ["evidence-expired"]


def test_a_step_that_cites_what_is_broken_or_unknown_is_not_bare(tmp_path: Path) -> None:
    files = {PRICE: changed(("[retour]", "[retuor]")), "content/evidence/retour.yml": "claim: [\n"}
    assert {finding.code for finding in written(tmp_path, files)} == {"syntax", "unknown-reference"}


def test_a_bare_step_is_said_in_the_base_and_not_again_in_its_translation(tmp_path: Path) -> None:
    english = ENGLISH + "reasoning:\n  - id: essai\n    think: I can check it.\n    ask: Where would you try it?\n"
    files = {PRICE: changed(("    evidence: [retour]\n", "")), "talktracks/prix.en.yml": english}
    found = written(tmp_path, files, rules={"never-heard": RuleSetting.OFF})
    assert codes(found)[-1:] == [f"{PRICE}:21 bare-step"]
    assert "talktracks/prix.en.yml" not in {finding.location.path for finding in found}


# Answers and questions


def answers(**lines: str) -> str:
    return "    answer:\n" + "".join(f"      {who}: {text}\n" for who, text in lines.items())


ANSWER = "    answer: L'attente en a une.\n"


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (answers(any="L'attente en a une."), None),
        (answers(any="L'attente en a une.", daf="Elle coûte."), None),
        (answers(daf="L'attente en a une.", dsi="Elle coûte."), None),
        (answers(daf="L'attente en a une."), ("dsi",)),
        ("    for: [daf]\n" + answers(daf="L'attente en a une."), None),
    ],
)
def test_everyone_who_objects_has_an_answer(tmp_path: Path, lines: str, missing: tuple[str, ...] | None) -> None:
    found = written(tmp_path, {PRICE: changed((ANSWER, lines))})
    assert [(finding.code, finding.values["personas"]) for finding in found] == (
        [("unanswered-objection", missing)] if missing else []
    )


def test_an_objection_without_any_answer_is_said_once(tmp_path: Path) -> None:
    assert [finding.code for finding in written(tmp_path, {PRICE: changed((ANSWER, ""))})] == ["missing-field"]


def test_a_translation_answers_everyone_in_its_own_words(tmp_path: Path) -> None:
    english = ENGLISH + "objections:\n  - id: budget\n    they_say: [No budget]\n" + answers(daf="Waiting has one.")
    files = {"talktracks/prix.en.yml": english}
    found = written(tmp_path, files)
    assert [(finding.code, finding.location.path) for finding in found] == [
        ("unanswered-objection", "talktracks/prix.en.yml")
    ]


@pytest.mark.parametrize(
    ("without", "variant"),
    [
        (("    dig: Sur quelle ligne ?\n",), "dig"),
        (("    check: Combien pèse-t-elle ?\n",), "check"),
        (("    dig: Sur quelle ligne ?\n", "    check: Combien pèse-t-elle ?\n"), "both"),
    ],
)
def test_an_objection_has_a_question_before_and_after(tmp_path: Path, without: tuple[str, ...], variant: str) -> None:
    (finding,) = written(tmp_path, {PRICE: changed(*((line, "") for line in without))})
    assert (finding.code, finding.variant, finding.location.line) == ("no-dig", variant, 26)


# Time and use


@pytest.mark.parametrize(
    ("heard", "today", "old"),
    [
        (date(2025, 11, 24), date(2026, 11, 24), False),
        (date(2025, 11, 23), date(2026, 11, 24), True),
        (date(2027, 2, 28), date(2028, 2, 29), False),
        (date(2027, 2, 27), date(2028, 2, 29), True),
    ],
)
def test_a_quote_is_old_after_a_year(tmp_path: Path, heard: date, today: date, *, old: bool) -> None:
    field = FIELD.replace("2026-10-06", heard.isoformat()).replace("2027-01-15", "2029-01-01")
    study = STUDY.replace("2027-01-15", "2029-01-01")
    files = {"content/evidence/retour.yml": field, "content/evidence/stock.yml": study}
    found = written(tmp_path, files, today=today, review_days=9999)
    assert [finding.code for finding in found if finding.code != "future-date"] == (["old-quote"] if old else [])


@pytest.mark.parametrize(
    ("files", "used"),
    [
        ({}, False),
        ({PRICE: changed(("[stock]", "[stock, seule]"))}, True),
        ({PRICE: changed((ANSWER, "    answer: L'attente [en a une](evidence:seule).\n"))}, True),
        ({"content/paths/jours.yml": "title: A\ndays: [{title: B, read: ['evidence:seule']}]\n"}, True),
        ({"content/decks/vieux.yml": "title: A\nslides: [{number: 1, title: B, became: 'evidence:seule'}]\n"}, False),
        ({"talktracks/brouillon.yml": "title: A\nfor: [daf]\nstatus: draft\nopen: {evidence: [seule]}\n"}, True),
        ({"talktracks/vieux.yml": "title: A\nstatus: retired\nopen: {evidence: [seule]}\n"}, False),
        ({"content/evidence/stock.yml": STUDY.replace("dort.", "[dort](evidence:seule).")}, False),
    ],
)
def test_evidence_is_used_where_something_is_said_or_learnt(
    tmp_path: Path, files: dict[str, str], *, used: bool
) -> None:
    found = written(tmp_path, {"content/evidence/seule.yml": STUDY, **files})
    unused = [finding.values["evidence"] for finding in found if finding.code == "unused-evidence"]
    assert unused == ([] if used else ["seule"])


def test_a_slide_is_accounted_for_once_it_became_something(tmp_path: Path) -> None:
    deck = "title: A\nslides:\n  - {number: 1, title: Un, became: prix}\n  - {number: 2, title: Deux}\n"
    (finding,) = written(tmp_path, {"content/decks/vieux.yml": deck})
    assert (finding.code, dict(finding.values)) == ("slide-unaccounted", {"number": 2, "title": "Deux"})
