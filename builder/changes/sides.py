"""The two knowledge bases that are compared, read and judged for the same day."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builder.changes.wanted import Wanted, is_document
from builder.checks.alone import Paths
from builder.files import CONFIG
from builder.findings import Finding
from builder.history import Tree
from builder.kept import Keeping, Read, read
from builder.knowledge import Knowledge
from builder.loading import assemble, read_project
from builder.models import Ref, Settings
from builder.review import judged
from builder.settings import Project
from builder.sources import MAX_BYTES, Files, named

_FILES, _PAGES = "content/files/", "content/pages/"


@dataclass(frozen=True)
class Side:
    """A knowledge base at one moment, with everything that is wrong with what was read of it."""

    tree: Tree
    project: Project
    knowledge: Knowledge
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]

    def in_language(self, language: str) -> Knowledge:
        """The knowledge base as readers of a language see it."""
        return self.knowledge.in_language(language)


def sides(old: Tree, new: Tree, root: Path, wanted: Wanted, *, full: bool) -> tuple[Side, Side]:
    """Both sides; the day of the new one rules both."""
    after = _project(new, root)
    before = _project(old, root)
    today = after[0].today
    return _side(old, before, wanted, today, full=full), _side(new, after, wanted, today, full=full)


Opened = tuple[Project, tuple[Finding, ...], str]


def _project(tree: Tree, root: Path) -> Opened:
    return read_project(tree.read((CONFIG,))[CONFIG], root, os.environ)


def _side(tree: Tree, opened: Opened, wanted: Wanted, today: date, *, full: bool) -> Side:
    project, odd, config = opened
    pinned = replace(project, settings=project.settings.model_copy(update={"today": today}))
    documents = {path for path in tree.digests if is_document(path)}
    files = files_of(tree, wanted.read)
    known = _Unchanged(differ=wanted.near)
    loaded = assemble(files, pinned, known, unread=_refs(documents - files.documents.keys()))
    review = judged(pinned, odd, loaded, config, fast=not full, cached=False)
    return Side(tree, pinned, review.knowledge, review.findings, review.texts)


def files_of(tree: Tree, wanted: Container[str] | None = None) -> Files:
    """The files of a tree, of its documents only the wanted ones."""
    documents = [path for path in sorted(tree.digests) if is_document(path) and (wanted is None or path in wanted)]
    pages = [path for path in sorted(tree.digests) if path.startswith(_PAGES) and path.endswith(".md")]
    names = frozenset(path.removeprefix(_FILES) for path in tree.digests if path.startswith(_FILES))
    read_ = {path: raw[: MAX_BYTES + 1] for path, raw in tree.read(documents).items()}
    return Files(read_, tree.read(pages), names)


@dataclass
class _Unchanged(Keeping):
    """Takes for granted that the same text has the same findings on both sides, where they need that text alone."""

    differ: frozenset[str] = frozenset()

    def read(self, path: str, raw: bytes) -> Read:
        """A file, read anew."""
        return read(path, raw)

    def begin(self, settings: Settings, language: str) -> None:
        """Nothing is kept."""

    def found(self, paths: Paths) -> tuple[Finding, ...] | None:
        """Nothing that one side has and the other has not, unless the text differs."""
        return None if self.differ.intersection(paths) else ()

    def keep(self, paths: Paths, findings: tuple[Finding, ...]) -> None:
        """Nothing is kept."""


def _refs(paths: set[str]) -> frozenset[Ref]:
    return frozenset(Ref(name.kind, name.id) for path in paths if (name := named(path)) and not name.language)
