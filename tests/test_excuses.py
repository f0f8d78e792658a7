"""Comments that excuse: which are comments at all, what they speak for, and which are of no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_folders import BASE, written

from builder.checks import RULES, concluded
from builder.findings import Finding, Severity
from builder.knowledge import Knowledge
from builder.models import RuleSetting, Settings
from builder.source import Location
from builder.yaml_reader import Comment, comments, parse_yaml

GUIDE = (BASE / "talktracks/prix.yml").read_text(encoding="utf-8")
PRICE = "talktracks/prix.yml"
LONG = "Vous savez comme moi que le stock dort depuis longtemps et que personne ne le compte."
ALLOW = "# talktrack: allow long-sentence — cité du contrat"
SAY = "  say: Je ne vous demande pas de payer moins.\n"
ASK = "    ask: Combien vous coûte l'attente ?\n"


def changed(*pairs: tuple[str, str]) -> str:
    guide = GUIDE
    for old, new in pairs:
        assert guide.count(old) == 1
        guide = guide.replace(old, new)
    return guide


def found(root: Path, *pairs: tuple[str, str], **settings: object) -> list[tuple[str, int, str]]:
    """Code, line and variant of what is found in the guide."""
    findings = written(root, {PRICE: changed(*pairs)}, **settings)
    return [(f.code, f.location.line, f.variant) for f in findings if f.location.path == PRICE]


# Comments


def test_comments_stand_outside_of_values() -> None:
    text = """\
# top
a: >-  # header
  text # not
  # nor this

  more
# between
b: "x # no"  # quoted
c: plain
  more  # continued
d:
  - |
    # no
  # in a list
  - [a, b#c] # flow
e#f: 'it''s # no'
# end
"""
    lines = [(comment.line, comment.text, comment.alone) for comment in comments(text)]
    assert lines == [
        (1, "top", True),
        (2, "header", False),
        (7, "between", True),
        (8, "quoted", False),
        (10, "continued", False),
        (14, "in a list", True),
        (15, "flow", False),
        (17, "end", True),
    ]


def test_a_comment_has_its_column_whatever_ends_the_lines() -> None:
    assert comments("\ufeffa: é  # b\r\nc: d\r\n") == (Comment(1, 7, "b", alone=False),)
    assert comments("") == comments("a: b\n") == ()


def test_of_a_broken_text_the_comments_before_its_mistake_are_known() -> None:
    assert [comment.text for comment in comments("# one\na: b\nc: [d\ne: f: g\n# two\n")] == ["one"]


def test_an_excuse_may_follow_a_single_space_other_notes_not() -> None:
    assert parse_yaml("say: Bonjour # talktrack: allow yes-but — voulu\n", "a.yml").findings == ()
    assert [f.code for f in parse_yaml("say: Bonjour # une note\n", "a.yml").findings] == ["lost-text"]


# What an excuse speaks for


@pytest.mark.parametrize(
    "lines",
    [
        f"  say: {LONG}  {ALLOW}\n",
        f"  {ALLOW}\n  say: {LONG}\n",
        f"  {ALLOW}\n\n  # une autre note\n  say: {LONG}\n",
        f"  say: >-  {ALLOW}\n    {LONG}\n",
        f"  say: >-  {ALLOW}\n    Bonjour.\n    {LONG}\n",
        f"  say:  {ALLOW}\n    {LONG}\n",
        f"  say:  {ALLOW}\n    any: Bonjour.\n    daf: {LONG}\n",
        f"  say:\n    any: Bonjour.\n    {ALLOW}\n    daf: {LONG}\n",
        f"  say: # talktrack: allow yes-but, long-sentence - cité\n    any: {LONG}\n",
        f"  say: {LONG}  # Talktrack : allow long-sentence: cité du contrat\n",
    ],
)
def test_an_excuse_lets_the_place_pass_that_it_speaks_for(tmp_path: Path, lines: str) -> None:
    assert [code for code, _, _ in found(tmp_path, (SAY, lines)) if code == "long-sentence"] == []


@pytest.mark.parametrize(
    "lines",
    [
        f"  say:\n    any: Bonjour.  {ALLOW}\n    daf: {LONG}\n",
        f"  say:\n    {ALLOW}\n    any: Bonjour.\n    daf: {LONG}\n",
        f"  say: {LONG}\n  {ALLOW}\n",
        f"  say: '{LONG} {ALLOW}'\n",
        f"  say: >-\n    {LONG}\n    {ALLOW}\n",
        f"  say: {LONG}  # talktrack: allow long-line — cité\n",
        f"  say: {LONG}  # talktrack: allow long-sentence\n",
        f"  say: {LONG}  # talktrack: allow long-sentence —\n",
        f"  say: {LONG}  # talktrack allow long-sentence — cité\n",
        f"  say: {LONG}  # voir talktrack: allow long-sentence — cité\n",
    ],
)
def test_an_excuse_speaks_for_one_place_and_must_say_why(tmp_path: Path, lines: str) -> None:
    assert "long-sentence" in [code for code, _, _ in found(tmp_path, (SAY, lines))]


def test_above_a_list_or_an_item_an_excuse_speaks_for_all_of_it(tmp_path: Path) -> None:
    say = f"    say: {LONG}\n{ASK}"
    above = ("reasoning:\n", f"{ALLOW}\nreasoning:\n")
    item = ("  - id: attente\n", f"  {ALLOW}\n  - id: attente\n")
    other = ("  - id: essai\n", f"  {ALLOW}\n  - id: essai\n")
    assert found(tmp_path / "a", above, (ASK, say)) == []
    assert found(tmp_path / "b", item, (ASK, say)) == []
    assert found(tmp_path / "c", other, (ASK, say)) == [("long-sentence", 19, "fr"), ("unused-excuse", 22, "")]


def test_findings_of_a_whole_guide_are_excused_where_they_stand(tmp_path: Path) -> None:
    bare = ("    evidence: [retour]\n", "")
    allowed = (
        ("reasoning:\n", "# talktrack: allow never-heard — le terrain arrive en mars\nreasoning:\n"),
        ("  - id: essai\n", "  - id: essai  # talktrack: allow bare-step — rien à prouver\n"),
    )
    assert [code for code, _, _ in found(tmp_path / "a", bare)] == ["never-heard", "bare-step"]
    assert found(tmp_path / "b", bare, *allowed) == []


def test_a_translation_excuses_itself(tmp_path: Path) -> None:
    long = " ".join(["word"] * 21)
    english = "title: Too expensive\nstatus: approved\nreviewed: 2026-11-03\nopen:\n"
    text = f"{english}  # talktrack: allow long-sentence — quoted\n  say: {long}.\n  ask: {long}?\n"
    findings = written(tmp_path, {"talktracks/prix.en.yml": text})
    assert [str(finding.location) for finding in findings] == ["talktracks/prix.en.yml:7:8"]


# What is wrong with an excuse


@pytest.mark.parametrize(
    ("comment", "variant", "meant"),
    [
        ("allow long-sentence — cité", "", None),
        ("allow long-sentense — cité", "unknown", "long-sentence"),
        ("allow zzz — cité", "unknown", ""),
        ("allow wrong-type — cité", "fixed", None),
        ("allow unknown-reference — cité", "fixed", None),
        ("allow unused-excuse — cité", "fixed", None),
        ("allow long-sentence", "reason", None),
        ("allow", "form", None),
        ("alow long-sentence — cité", "form", None),
        ("allow long-sentence parce que", "form", None),
    ],
)
def test_an_excuse_that_is_of_no_use_is_a_finding(
    tmp_path: Path, comment: str, variant: str, meant: str | None
) -> None:
    guide = changed(("stage: comparing\n", f"stage: comparing  # talktrack: {comment}\n"))
    (finding,) = written(tmp_path, {PRICE: guide})
    assert (finding.code, finding.variant, finding.severity) == ("unused-excuse", variant, Severity.WARNING)
    assert finding.location == Location(PRICE, 3, 19)
    assert finding.values.get("meant") == meant


def test_each_code_of_an_excuse_must_be_of_use(tmp_path: Path) -> None:
    say = f"  say: {LONG}  # talktrack: allow long-sentence, yes-but — cité\n"
    findings = written(tmp_path, {PRICE: changed((SAY, say))})
    assert [(finding.code, finding.values["written"]) for finding in findings] == [("unused-excuse", "yes-but")]


def test_shape_and_references_are_not_excused(tmp_path: Path) -> None:
    signals = ("signals: [visites]\n", "signals: [visite]  # talktrack: allow unknown-reference — bientôt\n")
    assert {(code, variant) for code, _, variant in found(tmp_path, signals)} == {
        ("unknown-reference", "signal"),
        ("unused-excuse", "fixed"),
    }


def test_an_excuse_from_a_rule_that_is_off_or_in_a_retired_guide_is_left_alone(tmp_path: Path) -> None:
    asked = (ASK, ASK.rstrip() + f"  {ALLOW}\n")
    assert [code for code, _, _ in found(tmp_path / "a", asked)] == ["unused-excuse"]
    assert found(tmp_path / "b", asked, rules={"long-sentence": RuleSetting.OFF}) == []
    assert found(tmp_path / "c", asked, rules={"unused-excuse": RuleSetting.OFF}) == []
    retired = f"title: A  {ALLOW}\nstatus: retired\nreplaced_by: prix\n"
    assert written(tmp_path / "d", {"talktracks/vieux.yml": retired}) == ()


def test_what_is_excused_weighs_as_the_settings_say_and_never_more_in_a_draft(tmp_path: Path) -> None:
    asked = changed((ASK, ASK.rstrip() + f"  {ALLOW}\n"))
    raised = {"unused-excuse": RuleSetting.ERROR}
    (finding,) = written(tmp_path / "a", {PRICE: asked}, rules=raised)
    assert finding.severity is Severity.ERROR
    draft = {"talktracks/brouillon.yml": asked.replace("approved", "draft").replace("id: budget", "id: autre")}
    (finding,) = written(tmp_path / "b", draft, rules=raised)
    assert (finding.location.path, finding.severity) == ("talktracks/brouillon.yml", Severity.WARNING)


def test_an_excuse_in_a_file_that_is_broken_is_left_alone(tmp_path: Path) -> None:
    broken = changed(("stage: comparing\n", f"stage: comparer  {ALLOW}\n"))
    assert {finding.code for finding in written(tmp_path, {PRICE: broken})} == {"unknown-value"}


def test_findings_that_come_later_are_excused_in_the_same_way(tmp_path: Path) -> None:
    place = Location("talktracks/prix.yml", 2, 1)
    failed = Finding("internal", Location("mkdocs.yml"), values={"rule": "long-line", "problem": "x"})
    later = (Finding("not-findable", place), failed)
    assert concluded(later, Knowledge(), Settings(), {"talktracks/prix.yml": "# talktrack: allow long-line — x\n"}) == (
        failed,
        later[0],
    )


def test_every_rule_that_is_not_fixed_can_be_named(tmp_path: Path) -> None:
    codes = [code for code, rule in RULES.items() if not rule.group.fixed and code != "unused-excuse"]
    stage = f"stage: comparing  # talktrack: allow {', '.join(codes)} — essai\n"
    findings = written(tmp_path, {PRICE: changed(("stage: comparing\n", stage))})
    assert {finding.variant for finding in findings} == {""}
    assert [finding.values["written"] for finding in findings] == sorted(codes)
