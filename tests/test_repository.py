"""What the repository promises to whoever clones it."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from builder.review import review

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {"requirements.lock": [], "requirements-dev.lock": PROJECT["optional-dependencies"]["dev"]}

MACHINE = re.compile(r"(?<![\w.:/~<{-])/(?:" + "|".join(("work", "root", "home", "Users")) + r")/\w")
"""A path of somebody's machine (not a part of an address or of a longer path)."""
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"))
)


def named(requirement: str) -> str:
    """The name of the package that a requirement asks for, as lock files write it."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@cache
def committed() -> dict[str, str]:
    """The texts of all files that git knows or would add, by path."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file()]
    return {path: (ROOT / path).read_text(encoding="utf-8", errors="replace") for path in paths}


# Lock files


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"^\s*-|://", text.replace("--hash=", ""), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_with_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==\S+ \\\n((?:    --hash=sha256:\w{64}(?: \\)?\n)+)", text, re.MULTILINE))
    assert {named(requirement) for requirement in (*PROJECT["dependencies"], *LOCKS[lock])} - {
        name.lower().replace("_", "-") for name in locked
    } == set()
    assert len(locked) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE))


# What is committed


def test_no_file_names_a_path_of_a_machine() -> None:
    assert {path: found for path, text in committed().items() if (found := MACHINE.findall(text))} == {}


def test_no_file_names_a_package_registry() -> None:
    assert {path: host for path, text in committed().items() for host in REGISTRIES if host in text} == {}


def test_every_module_has_a_docstring() -> None:
    modules = [path for path in committed() if path.startswith(("builder/", "benchmarks/")) and path.endswith(".py")]
    assert modules
    assert [path for path in modules if not ast.get_docstring(ast.parse(committed()[path]))] == []


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    extras = PROJECT["optional-dependencies"].values()
    for requirement in (*PROJECT["dependencies"], *chain.from_iterable(extras)):
        found = [line for line in lines if line.strip().startswith(f'"{requirement}"')]
        assert found
        for line in found:
            assert re.search(r'",\s+# \w.+', line), f"why {requirement}? say it in a comment on its line"


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make serve", "make test"):
        assert command in readme


# The example


def test_the_example_is_clean() -> None:
    assert review(ROOT).findings == ()


def test_the_example_is_as_clean_next_year(monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.now(UTC) + timedelta(days=365)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(later.timestamp())))
    assert review(ROOT).findings == ()
