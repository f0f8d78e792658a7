from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from commands import Run, project, runner

from builder.checks import RULES
from builder.cli.root import root
from builder.cli.running import Exit
from builder.models import LIMITS


@pytest.fixture
def talktrack(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path, {})


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_is_explained(code: str, kb: Path, talktrack: Run) -> None:
    said = RULES[code].explanation
    leaves, out, err = talktrack("explain", code)
    assert (leaves, err) == (Exit.CLEAN, "")
    for part in (said.summary, said.bad, said.good):
        assert squeezed(part) in squeezed(out)
    assert f"Here: {RULES[code].severity}" in out
    assert ("always hold" in out) is RULES[code].group.fixed
    assert (f"rules: {{{code}: off}}" in out) is not RULES[code].group.fixed


def test_without_a_code_every_rule_is_listed_by_group(kb: Path, talktrack: Run) -> None:
    code, out, _ = talktrack("explain")
    assert code == Exit.CLEAN
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert sorted(listed) == sorted(RULES)
    headings = [line for line in out.splitlines() if line[:1].isupper()]
    assert headings[:4] == ["Shape", "References", "Reasoning", "Decision power"]


def test_a_typo_is_understood(kb: Path, talktrack: Run) -> None:
    code, out, err = talktrack("explain", "long-sentense")
    assert (code, out) == (Exit.USAGE, "")
    assert "Did you mean 'long-sentence'?" in err
    code, _, err = talktrack("explain", "zzz")
    assert code == Exit.USAGE
    assert "Did you mean" not in err


def test_the_settings_are_heard(kb: Path, talktrack: Run) -> None:
    rules = "{yes-but: off, closed-question: error}"
    limits = "{long-sentence: {fr: [10, 12]}, long-line: [5, 6]}"
    config = f"site_name: a\nplugins:\n  - talktrack:\n      rules: {rules}\n      limits: {limits}\n"
    (kb / "mkdocs.yml").write_text(config, "utf-8")
    assert "Here: switched off (`rules:` in mkdocs.yml)." in talktrack("explain", "yes-but")[1]
    assert "Here: error (`rules:` in mkdocs.yml)." in talktrack("explain", "closed-question")[1]
    assert "a warning above 10, an error above 12 (fr)" in talktrack("explain", "long-sentence")[1]
    assert "a warning above 5, an error above 6." in talktrack("explain", "long-line")[1]
    assert any(line.split()[:2] == ["yes-but", "off"] for line in talktrack("explain")[1].splitlines())
    assert "a warning above 1." in talktrack("explain", "stacked-questions")[1]


@pytest.mark.parametrize("code", list(LIMITS))
def test_sizes_are_told(code: str, kb: Path, talktrack: Run) -> None:
    assert "a warning above " in talktrack("explain", code)[1]


def test_it_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talktrack: Run) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = talktrack("explain", "yes-but")
    assert code == Exit.CLEAN
    assert "Here: warning (no mkdocs.yml here: what it is by itself)." in out


def test_what_is_told_to_write_excuses(kb: Path, talktrack: Run) -> None:
    long = "Nous savons tous les deux que ce stock que vous gardez depuis dix ans a un coût que personne ne compte."
    guide = (
        f"title: Un essai\nfor: [daf]\nstatus: draft\nopen:\n  # talktrack: allow long-sentence — cité\n  say: {long}\n"
    )
    (kb / "talktracks").mkdir()
    (kb / "talktracks" / "a.yml").write_text(guide, "utf-8")
    assert "    # talktrack: allow long-sentence — why" in talktrack("explain", "long-sentence")[1]
    assert "long-sentence" not in talktrack("check")[1]
    (kb / "talktracks" / "a.yml").write_text(guide.replace("  # talktrack: allow long-sentence — cité\n", ""), "utf-8")
    assert "warning[long-sentence]" in talktrack("check")[1]


def test_codes_complete_in_the_shell() -> None:
    found = ShellComplete(root, {}, "talktrack", "_TALKTRACK_COMPLETE").get_completions(["explain"], "long-")
    assert {item.value for item in found} == {code for code in RULES if code.startswith("long-")}
