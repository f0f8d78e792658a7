from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from commands import Run, project, runner
from jsonschema import Draft4Validator, Draft202012Validator

from builder.checks import INTERNAL, RULES
from builder.cli.reporters import REPORTERS
from builder.cli.running import Exit
from builder.exports.annotations import render_annotations
from builder.exports.codequality import render_codequality
from builder.exports.findings import Found, found, render_json, render_schema
from builder.exports.junit import render_junit
from builder.exports.sarif import render_sarif
from builder.findings import Finding, Severity, Value
from builder.source import Location

ROOT = Path(__file__).parents[1]
SARIF = json.loads((Path(__file__).parent / "vendor" / "sarif-schema-2.1.0.json").read_text("utf-8"))
DRAFT = "title: Un essai\nfor: [daf]\nstatus: draft\nstage: perdu\n"
WARNED = "title: Un essai\nfor: [daf]\nstatus: draft\n"


def unknown(
    written: str, path: str = "talktracks/a.yml", line: int = 3, severity: Severity = Severity.ERROR
) -> Finding:
    values: dict[str, Value] = {"written": written, "known": ("client", "deciding"), "meant": ""}
    return Finding("unknown-value", Location(path, line, 8), severity, values)


AWKWARD = 'cent % : "oui", <b>\r\nnon\x01'
FINDINGS = (
    unknown("peut-être", severity=Severity.WARNING),
    unknown(AWKWARD, "content/personas/à, voir: 100%.yml"),
    replace(unknown("perdu"), related=(Location("talktracks/b.yml", 2, 1), Location("content/c.yml"))),
)


def value(*findings: Finding, **more: Any) -> Found:
    return found(findings, "fr", files=4, **more)


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a knowledge base two folders down: an error in one guide, warnings in another."""
    (tmp_path / ".git").mkdir()
    folder = project(tmp_path / "vente" / "kb", {"talktracks/a.yml": DRAFT, "talktracks/sous/b.yml": WARNED})
    monkeypatch.chdir(folder)
    return folder


# The value


def test_the_json_says_everything_and_keeps_its_schema() -> None:
    said = json.loads(render_json(value(*FINDINGS)))
    Draft202012Validator(json.loads((ROOT / "schemas" / "findings.json").read_text("utf-8"))).validate(said)
    assert {key: said[key] for key in ("version", "language", "files", "errors", "warnings", "strict", "project")} == {
        "version": 1, "language": "fr", "files": 4, "errors": 2, "warnings": 1, "strict": False, "project": "",
    }  # fmt: skip
    last = said["findings"][2]
    assert {key: last[key] for key in ("code", "severity", "path", "line", "column")} == {
        "code": "unknown-value", "severity": "error", "path": "talktracks/a.yml", "line": 3, "column": 8,
    }  # fmt: skip
    assert "perdu" in last["message"]
    assert last["why"]
    assert "client" in last["hint"]
    assert last["related"] == [
        {"path": "talktracks/b.yml", "line": 2, "column": 1},
        {"path": "content/c.yml", "line": 1, "column": 1},
    ]


def test_the_schema_is_fresh_and_documented() -> None:
    committed = (ROOT / "schemas" / "findings.json").read_text("utf-8")
    assert committed == render_schema(), "run `python -m builder.exports.findings > schemas/findings.json`"
    schema = json.loads(committed)
    for part in (schema, schema["$defs"]["Item"], schema["$defs"]["Place"]):
        assert all(field["description"] for field in part["properties"].values())


def test_the_schema_refuses_what_is_no_report() -> None:
    said = json.loads(render_json(value(*FINDINGS)))
    schema = Draft202012Validator(json.loads(render_schema()))
    for broken in ({**said, "version": 2}, {**said, "findings": [{}]}, {**said, "errors": -1}):
        assert not schema.is_valid(broken)


# GitHub


def test_annotations_are_escaped_and_errors_come_first() -> None:
    lines = render_annotations(value(*FINDINGS, project="kb")).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "::warning"]
    assert "file=kb/content/personas/à%2C voir%3A 100%25.yml,line=3,col=8,title=unknown-value::" in lines[0]
    message = lines[0].split("::", 2)[2]
    assert 'cent %25 : "oui", <b>%0D%0Anon' in message
    assert re.fullmatch(r"(?:[^%]|%25|%0A|%0D)*", message)


# SARIF


def test_sarif_keeps_its_schema() -> None:
    for log in (
        value(),
        value(*FINDINGS),
        value(*FINDINGS, Finding(INTERNAL, Location("mkdocs.yml"), values={"rule": "loop", "problem": "x"})),
    ):
        Draft4Validator(SARIF).validate(json.loads(render_sarif(log)))


def test_sarif_would_be_refused() -> None:
    log = json.loads(render_sarif(value(*FINDINGS)))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(SARIF).is_valid(log)


def test_sarif_has_the_help_of_every_rule() -> None:
    (run,) = json.loads(render_sarif(value(*FINDINGS)))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule, told in zip(RULES.values(), rules, strict=True):
        assert rule.explanation.bad in told["help"]["markdown"]
        assert rule.explanation.good in told["help"]["text"]
        assert told["shortDescription"]["text"] == rule.explanation.summary
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_where_from_the_top_of_the_repository() -> None:
    (run,) = json.loads(render_sarif(value(*FINDINGS, project="kb")))["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert unquote(places[1]["artifactLocation"]["uri"]) == "kb/content/personas/à, voir: 100%.yml"
    assert "%25" in places[1]["artifactLocation"]["uri"]
    assert places[2]["region"] == {"startLine": 3, "startColumn": 8}
    assert [place["id"] for place in run["results"][2]["relatedLocations"]] == [0, 1]
    assert "relatedLocations" not in run["results"][0]


def test_sarif_tells_a_rule_that_failed() -> None:
    broken = Finding(INTERNAL, Location("mkdocs.yml"), values={"rule": "loop", "problem": "ValueError: x"})
    (run,) = json.loads(render_sarif(value(broken)))["runs"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    (well,) = json.loads(render_sarif(value(*FINDINGS)))["runs"]
    assert well["invocations"] == [{"executionSuccessful": True}]


# JUnit


def test_junit_counts_what_fails() -> None:
    for strict, failures in ((False, 2), (True, 3)):
        suites = ET.fromstring(render_junit(value(*FINDINGS, strict=strict, project="kb")))  # noqa: S314  our own
        assert (suites.get("tests"), suites.get("failures")) == ("3", str(failures))
        assert len(suites.findall(".//failure")) == failures
        assert len(suites.findall(".//system-out")) == 3 - failures
    case = suites.findall(".//testcase")[2]
    assert (case.get("file"), case.get("line"), case.get("name")) == ("kb/talktracks/a.yml", "3", "unknown-value 3:8")


def test_junit_holds_what_xml_cannot() -> None:
    failure = ET.fromstring(render_junit(value(FINDINGS[1]))).find(".//failure")  # noqa: S314  our own
    assert failure is not None
    assert "non\ufffd" in (failure.text or "")
    assert "<b>" in (failure.text or "")


def test_junit_of_a_clean_check_is_one_test_that_passes() -> None:
    suites = ET.fromstring(render_junit(value()))  # noqa: S314  our own
    assert (suites.get("tests"), suites.get("failures")) == ("1", "0")
    assert len(suites.findall(".//testcase")) == 1
    assert not suites.findall(".//failure")


# GitLab


def test_codequality_has_what_gitlab_asks_for() -> None:
    issues = json.loads(render_codequality(value(*FINDINGS, project="kb")))
    assert [issue["severity"] for issue in issues] == ["minor", "major", "major"]
    assert issues[2]["check_name"] == "unknown-value"
    assert issues[2]["location"] == {"path": "kb/talktracks/a.yml", "lines": {"begin": 3}}
    assert "perdu" in issues[2]["description"]


def test_fingerprints_outlive_the_lines_above() -> None:
    def marks(*findings: Finding) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(render_codequality(value(*findings)))]

    assert marks(unknown("a"), unknown("b")) == marks(unknown("a", line=30), unknown("b", line=40))
    assert len(set(marks(unknown("a"), unknown("a", line=9), unknown("b"), unknown("a", "talktracks/b.yml")))) == 4


# The command


@pytest.mark.parametrize("name", list(REPORTERS))
@pytest.mark.parametrize(("language", "words"), [("fr", "perdu"), ("en", "perdu")])
def test_every_format_speaks_the_language_asked_for(
    name: str, language: str, words: str, kb: Path, talktrack: Run
) -> None:
    code, out, err = talktrack("check", "--format", name, "--lang", language)
    other = talktrack("check", "--format", name, "--lang", "en" if language == "fr" else "fr")[1]
    assert (code, err) == (Exit.ERRORS, "")
    assert words in out
    assert out != other


def test_formats_name_files_from_the_top_of_the_repository(kb: Path, talktrack: Run) -> None:
    assert "file=vente/kb/talktracks/a.yml,line=4,col=8" in talktrack("check", "--format", "github")[1]
    assert json.loads(talktrack("check", "--format", "json")[1])["project"] == "vente/kb"
    (run,) = json.loads(talktrack("check", "--format", "sarif")[1])["runs"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert uris == {"vente/kb/talktracks/a.yml", "vente/kb/talktracks/sous/b.yml"}


def test_a_report_can_go_to_a_file(kb: Path, talktrack: Run) -> None:
    told = talktrack("check", "--format", "sarif")[1]
    code, out, err = talktrack("check", "--format", "sarif", "--output", "sous/rapport.sarif")
    assert (code, err) == (Exit.ERRORS, "")
    assert out.splitlines()[0].startswith("1 erreur, ")
    assert out.splitlines()[1] == "Wrote sous/rapport.sarif"
    assert (kb / "sous" / "rapport.sarif").read_text("utf-8") == told


def test_the_text_ends_with_a_summary_by_file(kb: Path, talktrack: Run) -> None:
    *_, worst, other, empty, total = talktrack("check")[1].splitlines()
    assert re.fullmatch(r"1 erreur, \d+ avertissements +talktracks/a\.yml", worst)
    assert re.fullmatch(r"0 erreur, \d+ avertissements +talktracks/sous/b\.yml", other)
    assert empty == ""
    assert total.startswith("1 erreur, ")
    assert total.endswith(", 3 fichiers lus")


def test_many_files_are_cut(kb: Path, talktrack: Run) -> None:
    for number in range(25):
        (kb / "talktracks" / f"g{number}.yml").write_text(DRAFT, "utf-8")
    assert "… et 7 autres fichiers" in talktrack("check")[1]


def test_paths_narrow_what_is_shown_and_what_fails(kb: Path, talktrack: Run) -> None:
    assert talktrack("check")[0] == Exit.ERRORS
    code, out, _ = talktrack("check", "talktracks/sous")
    assert code == Exit.CLEAN
    assert "a.yml" not in out
    assert "talktracks/sous/b.yml" in out
    assert out.endswith(", 3 fichiers lus\n"), "everything was checked"
    assert talktrack("check", "talktracks/sous/b.yml", "--strict")[0] == Exit.ERRORS
    assert talktrack("check", "talktracks/a.yml", "content")[0] == Exit.ERRORS
    assert talktrack("check", "content")[:2] == (Exit.CLEAN, "0 erreur, 0 avertissement, 3 fichiers lus\n")
    assert talktrack("check", ".")[0] == Exit.ERRORS


def test_a_name_is_no_beginning_of_another(kb: Path, talktrack: Run) -> None:
    (kb / "talktracks" / "sous-sol.yml").write_text(DRAFT, "utf-8")
    assert "sous-sol" not in talktrack("check", "talktracks/sous")[1]


def test_paths_are_those_that_one_would_type(kb: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kb.parents[1])
    assert talktrack("--project", "vente/kb", "check", "vente/kb/talktracks/sous")[0] == Exit.CLEAN
    monkeypatch.chdir(kb / "talktracks" / "sous")
    assert talktrack("check", "b.yml")[0] == Exit.CLEAN
    assert talktrack("check", "../a.yml")[0] == Exit.ERRORS


def test_a_path_that_is_not_there_is_wrong_usage(kb: Path, talktrack: Run) -> None:
    assert talktrack("check", "talktracks/c.yml")[0] == Exit.USAGE
    code, _, err = talktrack("check", "..")
    assert code == Exit.USAGE
    assert "not in the project" in err


def test_a_rule_that_fails_is_told_whatever_is_shown(kb: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("builder.knowledge.Knowledge.decides", fail)
    assert talktrack("check", "talktracks/sous")[0] == Exit.INTERNAL
