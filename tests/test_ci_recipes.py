"""The recipes of docs/ci/: valid, pinned, allowed little, and each of their commands really runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.cli.running import run
from builder.exports.tables import TABLES

ROOT = Path(__file__).parents[1]
GITHUB, GITLAB, HOOKS = ROOT / "docs/ci/github.yml", ROOT / "docs/ci/gitlab.yml", ROOT / ".pre-commit-hooks.yaml"
BIN = Path(sys.executable).parent
IDENTITY = ("-c", "user.name=Marketing", "-c", "user.email=marketing@example.org")


def parsed(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  `on` is a word here


def steps() -> list[dict[str, Any]]:
    return [step for job in parsed(GITHUB)["jobs"].values() for step in job["steps"]]


def github_commands() -> list[str]:
    return [step["run"] for step in steps() if "run" in step and "pip install" not in step["run"]]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A fresh knowledge base in a git repository, where `talktrack` is on the path."""
    folder = tmp_path / "base"
    assert run(["init", str(folder)]) == 0
    for command in (("init", "-q"), ("add", "."), (*IDENTITY, "commit", "-q", "-m", "Start")):
        subprocess.run(("git", *command), cwd=folder, check=True)
    return folder


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return subprocess.run(
        ("bash", "-e", "-c", command), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_actions_are_pinned_to_a_commit_and_say_their_version() -> None:
    uses = re.findall(r"uses: (.+)", GITHUB.read_text(encoding="utf-8"))
    assert len(uses) == len([step for step in steps() if "uses" in step]) > 2
    assert [use for use in uses if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} +# v\d+\.\d+\.\d+", use)] == []


def test_nothing_may_be_written() -> None:
    assert parsed(GITHUB)["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in GITHUB.read_text(encoding="utf-8")
    assert "secrets." not in GITHUB.read_text(encoding="utf-8")
    assert steps()[0]["with"]["persist-credentials"] == "false"


def test_the_commands_of_the_github_recipe_run(repository: Path) -> None:
    check, owners, reports = github_commands()
    assert "check --format github" in check
    assert shell(check, repository).returncode == 0
    stale = shell(owners, repository)
    assert stale.returncode == 1, "CODEOWNERS is not committed yet"
    assert "talktrack owners: begin" in stale.stdout
    for command in (("add", "."), (*IDENTITY, "commit", "-q", "-m", "Owners")):
        subprocess.run(("git", *command), cwd=repository, check=True)
    assert shell(owners, repository).returncode == 0
    made = shell(reports, repository)
    assert made.returncode == 0, made.stderr
    assert {path.stem for path in (repository / "reports").iterdir()} == set(TABLES)
    assert (repository / "summary.md").read_text(encoding="utf-8").startswith("```\n")


def test_a_mistake_fails_the_github_recipe(repository: Path) -> None:
    guide = next((repository / "talktracks").glob("*.yml"))
    guide.write_text(guide.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    failed = shell(github_commands()[0], repository)
    assert failed.returncode == 1
    assert "::error " in failed.stdout


def test_the_commands_of_the_gitlab_recipe_run(repository: Path) -> None:
    job = parsed(GITLAB)["talktrack"]
    for command in job["script"]:
        assert shell(command, repository).returncode == 0, command
    assert (repository / job["artifacts"]["reports"]["codequality"]).is_file()
    assert {path.stem for path in (repository / job["artifacts"]["paths"][0]).iterdir()} == set(TABLES)


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
@pytest.mark.parametrize(
    ("path", "schema"), [(GITHUB, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci")], ids=["github", "gitlab"]
)
def test_the_forges_understand_them(path: Path, schema: str) -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path))
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_hook_is_one_that_pre_commit_understands() -> None:
    command = (sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS))
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("talktracks/prix.yml", True), ("talktracks/cyber/prix.en.yml", True), ("content/pages/index.md", True),
        ("mkdocs.yml", True), ("docs/mkdocs.yml", False), ("README.md", False), ("site/content/x.html", False),
    ],
)  # fmt: skip
def test_the_hook_looks_when_the_knowledge_base_changes(path: str, wanted: bool) -> None:
    (hook,) = parsed(HOOKS)
    assert (hook["id"], hook["entry"], hook["pass_filenames"]) == ("talktrack-check", "talktrack check", "false")
    assert bool(re.search(hook["files"], path)) is wanted
