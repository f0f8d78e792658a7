"""The files of a knowledge base at another moment: git is asked here and nowhere else, and nothing is ever written."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any, NamedTuple

from builder.files import CONFIG
from builder.sources import MAX_BYTES

FOLDERS = ("talktracks", "content")
"""What a knowledge base is made of, besides its settings."""

_SHA256_DIGITS = 64
_ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?$")


class Reason(StrEnum):
    """Why a moment can't be looked at; the value is the sentence, {named} what was asked for."""

    NO_GIT = "git is not installed here, or not in the PATH: compare two folders instead."
    NO_REPOSITORY = "{named} is not in a git repository: compare two folders instead."
    NOT_OURS = "git does not trust the repository of {named}, since it belongs to another user."
    UNKNOWN = "{named!r} is no revision that this repository knows, and no folder with a mkdocs.yml."
    NO_BASE = "no common beginning of {named} is in this repository."
    SHALLOW = (
        "this clone holds only the latest part of the history, and {named} is not in it. "
        "Fetch the rest with `git fetch --unshallow`."
    )
    NOTHING_THERE = "there was no knowledge base here at {named}."
    DAMAGED = "git could not read {named}."


class NoHistory(Exception):
    """A moment that can't be looked at: one sentence that says why."""

    def __init__(self, reason: Reason, named: object = "") -> None:
        super().__init__(reason.value.format(named=named if reason is Reason.UNKNOWN else str(named)))
        self.reason, self.named = reason, str(named)


Reader = Callable[[Iterable[str]], dict[str, bytes]]
"""Reads these of a tree's files."""


@dataclass(frozen=True)
class Tree:
    """The files of a knowledge base at one moment: what tells each one's content apart, and how it is read."""

    label: str
    digests: Mapping[str, str]
    """By path from the project's folder, with forward slashes: the name that git gives this content."""
    read: Reader


class Commit(NamedTuple):
    """A moment of the history."""

    id: str
    day: date
    subject: str


def folder(root: Path, label: str = "") -> Tree:
    """The files as they lie in a folder now."""
    return _folder(root, label, sha1)


def revision(root: Path, name: str) -> Tree:
    """The files of the project in a folder, at a revision of its repository."""
    commit = _commit(root, name)
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", CONFIG, *(f"{name}/" for name in FOLDERS))
    blobs = dict(_blobs(listed.decode("utf-8", "surrogateescape")))
    if CONFIG not in blobs:
        raise NoHistory(Reason.NOTHING_THERE, name)
    return Tree(name, blobs, lambda paths: _read(root, {path: blobs[path] for path in paths}))


def beside(root: Path, other: Tree) -> Tree:
    """The working tree, its contents named as those of `other` are (a repository may name them by SHA-256)."""
    long = any(len(digest) == _SHA256_DIGITS for digest in other.digests.values())
    return _folder(root, "", sha256 if long else sha1)


def parted(root: Path, one: str, other: str) -> str:
    """The commit in which two revisions parted."""
    commits = [_commit(root, name) for name in (one, other)]
    found = _asked(root, "merge-base", *commits)
    if found.returncode:
        raise NoHistory(Reason.SHALLOW if is_shallow(root) else Reason.NO_BASE, f"{one} and {other}")
    return found.stdout.decode().strip()


def is_shallow(root: Path) -> bool:
    """Whether this clone lacks the beginning of its history."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commits(root: Path, since: date, limit: int = 1000) -> tuple[Commit, ...]:
    """What has been merged here since a day, newest first, and the last commit before it; SHALLOW where that is cut."""
    shown = ("--first-parent", "--format=%H%x00%cI%x00%s", "-z", f"--max-count={limit}", "HEAD", "--", ".")
    told = _git(root, "log", *shown).decode("utf-8", "replace").split("\0")
    found = [
        Commit(i, datetime.fromisoformat(day).date(), text) for i, day, text in zip(*[iter(told)] * 3, strict=False)
    ]
    kept = [commit for commit in found if commit.day >= since]
    if len(kept) == len(found) and is_shallow(root):
        raise NoHistory(Reason.SHALLOW, since)
    return tuple(found[: len(kept) + 1])


def _commit(root: Path, name: str) -> str:
    """The id of the commit that a revision names."""
    found = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = found.stdout.decode("utf-8", "replace").strip()
    if found.returncode or not _OBJECT.match(commit):
        shallow = bool(re.search(r"[~^]|^[0-9a-f]{7,64}$", name)) and is_shallow(root)
        raise NoHistory(Reason.SHALLOW if shallow else Reason.UNKNOWN, name)
    return commit


def _blobs(listed: str) -> Iterator[tuple[str, str]]:
    """Paths and contents of ordinary files in what `ls-tree -z` says."""
    for line in filter(None, listed.split("\0")):
        about, _, path = line.partition("\t")
        mode, kind, name = about.split()[:3]
        if kind == "blob" and mode.startswith("100") and _is_ours(path):
            yield path, name


def _is_ours(path: str) -> bool:
    """As in a folder: nothing whose name, or whose folder's, begins with a dot."""
    return not any(part.startswith(".") for part in path.split("/"))


def _read(root: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """Contents by path, all asked for at once."""
    if not blobs:
        return {}
    told = _git(root, "cat-file", "--batch", asked="".join(f"{name}\n" for name in blobs.values()).encode())
    found, at = {}, 0
    for path, name in blobs.items():
        end = told.index(b"\n", at)
        about = told[at:end].split()
        if len(about) != 3 or about[1] != b"blob":  # noqa: PLR2004  name, kind, size
            raise NoHistory(Reason.DAMAGED, name)
        start, size = end + 1, int(about[2])
        found[path] = told[start : start + size]
        at = start + size + 1
    return found


def _folder(root: Path, label: str, hashed: Callable[[bytes], Any]) -> Tree:
    digests, held = {}, {}
    for path in _walk(root):
        raw = (root / path).read_bytes()
        digests[path] = hashed(b"blob %d\0" % len(raw) + raw).hexdigest()
        if len(raw) <= MAX_BYTES:
            held[path] = raw
    return Tree(label, digests, lambda paths: {p: held[p] if p in held else (root / p).read_bytes() for p in paths})


def _walk(root: Path) -> Iterator[str]:
    if (root / CONFIG).is_file():
        yield CONFIG
    for top in FOLDERS:
        for where, folders, names in os.walk(root / top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            below = Path(where).relative_to(root).as_posix()
            yield from (f"{below}/{name}" for name in sorted(names) if not name.startswith("."))


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What git answers; NoHistory where it does not."""
    done = _asked(root, *arguments, asked=asked)
    if done.returncode:
        raise NoHistory(Reason.DAMAGED, f"{arguments[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _asked(root: Path, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command, environment = ("git", "-C", os.fspath(root), "--no-pager", *arguments), {**os.environ, **_ENVIRONMENT}
    try:
        done = subprocess.run(command, input=asked, capture_output=True, env=environment, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise NoHistory(Reason.NO_GIT) from error
    if done.returncode and b"not a git repository" in done.stderr:
        raise NoHistory(Reason.NO_REPOSITORY, root)
    if done.returncode and b"dubious ownership" in done.stderr:
        raise NoHistory(Reason.NOT_OURS, root)
    return done
