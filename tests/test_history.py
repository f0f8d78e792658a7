from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from trees import BASE, commit, git, repository, write

from builder.history import NoHistory, Reason, beside, commits, folder, is_shallow, parted, revision


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "talk tracks à nous")


def texts(tree_: object) -> dict[str, bytes]:
    read, digests = tree_.read, tree_.digests  # type: ignore[attr-defined]
    return dict(read(digests))


def test_a_revision_holds_what_was_committed(root: Path) -> None:
    write(root, {"talktracks/prix.yml": "title: Autre\n", "talktracks/new.yml": "title: Neuf\n"})
    then, now = revision(root, "HEAD"), folder(root)
    assert texts(then) == {path: text.encode() for path, text in BASE.items()}
    assert {path for path in now.digests if now.digests[path] != then.digests.get(path)} == {
        "talktracks/prix.yml",
        "talktracks/new.yml",
    }
    assert texts(now)["talktracks/prix.yml"] == b"title: Autre\n"


def test_only_what_a_knowledge_base_is_made_of_is_in_it(root: Path) -> None:
    commit(root, {"README.md": "x", "content/.hidden/a.yml": "x", "talktracks/.b.yml": "x", ".github/c.yml": "x"})
    (root / "talktracks" / "link.yml").symlink_to("prix.yml")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a link")
    assert revision(root, "HEAD").digests.keys() == BASE.keys()


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    repository(tmp_path, {f"sales/kb/{path}": text for path, text in BASE.items()} | {"talktracks/other.yml": "x"})
    inside = tmp_path / "sales" / "kb"
    assert texts(revision(inside, "main")) == texts(folder(inside)) == {p: t.encode() for p, t in BASE.items()}


def test_names_of_any_letters(root: Path) -> None:
    odd = {"talktracks/été «oui».yml": "a", "content/files/un\ttab.txt": "b", "content/files/vide.txt": ""}
    commit(root, odd)
    assert {path: text for path, text in texts(revision(root, "HEAD")).items() if path in odd} == {
        path: text.encode() for path, text in odd.items()
    }


def test_a_repository_that_names_by_sha_256(tmp_path: Path) -> None:
    repository(tmp_path, BASE, "--object-format=sha256")
    then = revision(tmp_path, "main")
    assert then.digests == beside(tmp_path, then).digests


def test_where_two_branches_parted(root: Path) -> None:
    start = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "-q", "-b", "branch")
    commit(root, {"talktracks/prix.yml": "title: Branche\n"})
    git(root, "checkout", "-q", "main")
    commit(root, {"talktracks/comite.yml": "title: Principal\n"})
    assert parted(root, "main", "branch") == start


def test_commits_since_a_day(root: Path) -> None:
    commit(root, {"talktracks/prix.yml": "title: Encore\n"}, "Prix: plus court")
    found = commits(root, date(2026, 11, 1))
    assert [(c.subject, c.day) for c in found] == [
        ("Prix: plus court", date(2026, 11, 20)),
        ("words", date(2026, 11, 20)),
    ]
    assert len(commits(root, date(2026, 11, 21))) == 1


def reason(error: pytest.ExceptionInfo[NoHistory]) -> Reason:
    assert "\n" not in str(error.value)
    assert str(error.value)[-1] == "."
    return error.value.reason


@pytest.mark.parametrize("name", ["nope", "", "--output=x", "-x", "HEAD^5", "main:talktracks", "a b", "\n"])
def test_an_unknown_revision(root: Path, name: str) -> None:
    with pytest.raises(NoHistory) as error:
        revision(root, name)
    assert reason(error) is Reason.UNKNOWN


def test_nothing_is_there_yet(tmp_path: Path) -> None:
    root = repository(tmp_path, {"README.md": "x"})
    write(root, BASE)
    with pytest.raises(NoHistory) as error:
        revision(root, "main")
    assert reason(error) is Reason.NOTHING_THERE


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoHistory) as error:
        revision(tmp_path, "main")
    assert reason(error) is Reason.NO_REPOSITORY


def test_no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(NoHistory) as error:
        revision(root, "main")
    assert reason(error) is Reason.NO_GIT


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    for n in range(3):
        commit(root, {"talktracks/prix.yml": f"title: {n}\n"})
    git(tmp_path, "clone", "-q", "--depth", "2", root.as_uri(), "shallow")
    clone = tmp_path / "shallow"
    assert (is_shallow(clone), is_shallow(root)) == (True, False)
    for name in (first, "HEAD~3"):
        with pytest.raises(NoHistory) as error:
            revision(clone, name)
        assert reason(error) is Reason.SHALLOW
    with pytest.raises(NoHistory) as error:
        commits(clone, date(2020, 1, 1))
    assert reason(error) is Reason.SHALLOW


def test_branches_without_a_common_beginning(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "apart")
    git(root, "commit", "-q", "-m", "apart")
    with pytest.raises(NoHistory) as error:
        parted(root, "main", "apart")
    assert reason(error) is Reason.NO_BASE


def test_an_object_that_is_gone(root: Path) -> None:
    then = revision(root, "HEAD")
    name = then.digests["talktracks/prix.yml"]
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(NoHistory) as error:
        then.read(["talktracks/prix.yml"])
    assert reason(error) is Reason.DAMAGED


def test_nothing_is_written(root: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        found = (Path(where, name) for where, _, names in os.walk(root) for name in names)
        return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}

    before = state()
    then = revision(root, "main")
    texts(then)
    texts(beside(root, then))
    commits(root, date(2026, 1, 1))
    assert state() == before
