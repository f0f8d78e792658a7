from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from case_folders import BASE, CASES, FOLDERS, TODAY, found, shown

from builder import checks
from builder.checks import RULES, Group, Rule, Scope
from builder.files import CONFIG
from builder.findings import Finding, Severity
from builder.knowledge import Knowledge
from builder.models import RuleSetting, Settings
from builder.source import Location
from builder.yaml_reader import parse_yaml

SAID_BEFORE = {
    *("syntax", "lost-text", "yaml-feature", "encoding", "too-large", "duplicate-key"),
    *("too-long", "wrong-type", "unknown-key", "unknown-value", "bad-date", "bad-link", "markup-in-text"),
    *("bad-setting", "translation-disagrees", "unused-excuse", "not-findable", "phrase-claimed-twice"),
}
"""What reading, validating, translating, excusing or searching finds."""


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_gives_the_findings_that_it_expects(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected").read_text(encoding="utf-8").splitlines()
    assert shown(found(case, tmp_path)) == expected
    assert any(line.endswith(f"[{case.parent.name}]") for line in expected)


def test_every_code_has_a_case() -> None:
    cases = {path.name for path in CASES.iterdir() if any(path.rglob("*.expected")) or any(path.rglob("expected"))}
    assert cases == set(RULES)


def test_the_base_of_all_cases_is_without_findings(tmp_path: Path) -> None:
    assert found(BASE, tmp_path) == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: Rule) -> None:
    summary, text, bad, good = rule.explanation
    assert summary.endswith((".", ")."))
    assert "\n" not in summary
    assert "Bad:" not in text
    assert bad != good
    files = re.split(r"(?m)^# .*$", good)
    assert [finding for file in files for finding in parse_yaml(file, "good.yml").findings] == []


def test_a_rule_says_what_its_function_yields() -> None:
    assert all(code == rule.code for code, rule in RULES.items())
    without = {rule.code for rule in RULES.values() if rule.run is None}
    assert without == SAID_BEFORE


def test_groups_say_what_they_stop() -> None:
    assert {group for group in Group if group.fixed} == {Group.SHAPE, Group.REFERENCES}
    assert Group.DECISION_POWER.stops_build
    assert not Group.FRESHNESS.stops_build


def test_a_rule_can_be_switched_off_and_weighed(tmp_path: Path) -> None:
    case = CASES / "loop" / "back"
    before = found(case, tmp_path / "a")
    off = found(case, tmp_path / "b", rules={"loop": RuleSetting.OFF})
    warned = found(case, tmp_path / "c", rules={"loop": RuleSetting.WARNING})
    assert {finding.code for finding in before} == {"loop"}
    assert off == ()
    assert warned == tuple(finding.as_warning() for finding in before)


def test_shape_and_references_cannot_be_switched_off(tmp_path: Path) -> None:
    case = CASES / "missing-line" / "personas"
    before = found(case, tmp_path / "a")
    assert found(case, tmp_path / "b", rules={"missing-line": RuleSetting.OFF}) == before


def test_a_setting_raises_no_error_in_a_draft(tmp_path: Path) -> None:
    case = CASES / "review-due" / "dates"
    raised = found(case, tmp_path, rules={"review-due": RuleSetting.ERROR})
    by_path = {finding.location.path: finding.severity for finding in raised if finding.code == "review-due"}
    assert by_path["talktracks/brouillon.yml"] is Severity.WARNING
    assert set(by_path.values()) == {Severity.ERROR, Severity.WARNING}


def test_a_rule_that_fails_is_a_finding_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(scope: Scope) -> Iterator[Finding]:
        yield Finding("loop", scope.guides[0].at("title"))
        raise ValueError("{odd}")

    monkeypatch.setattr(checks, "RULES", dict(RULES) | {"loop": replace(RULES["loop"], run=failing)})
    findings = found(CASES / "unreachable-step" / "jumped-over", tmp_path)
    assert {finding.code for finding in findings} == {"internal", "loop", "unreachable-step"}
    internal = next(finding for finding in findings if finding.code == "internal")
    assert internal == Finding("internal", Location(CONFIG), values={"rule": "loop", "problem": "ValueError: {odd}"})


def test_nothing_is_wrong_with_nothing() -> None:
    assert checks.run(Knowledge(), Settings(), TODAY) == ()
