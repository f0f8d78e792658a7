"""The files of a project: which there are, and what kind of document each one's name says it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder.addresses import SECTIONS
from builder.models import Kind

MAX_BYTES = 1_000_000
"""The largest file that is read as a document."""

_KINDS = {f"content/{folder}": kind for kind, folder in SECTIONS.items() if kind not in {Kind.GUIDE, Kind.LEXICON}}
_ID = re.compile(r"[a-z][a-z0-9-]*$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*$")


class Name(NamedTuple):
    """What a file's name says: kind, id, and the language of a translation ("" in a base file)."""

    kind: Kind
    id: str
    language: str


class Files(NamedTuple):
    """What lies in a project's folder: YAML and pages by path with forward slashes, and the names in content/files/."""

    documents: Mapping[str, bytes]
    pages: Mapping[str, bytes]
    names: frozenset[str]


def read_files(root: Path) -> Files:
    """Everything that a knowledge base is made of, read from its folder."""
    documents = {
        path: _read(root / path)
        for folder in ("talktracks", "content")
        for path in _walk(root, folder)
        if _is_yaml(path)
    }
    pages = {path: _read(root / path) for path in _walk(root, "content/pages") if path.endswith(".md")}
    names = frozenset(path.removeprefix("content/files/") for path in _walk(root, "content/files"))
    kept = {path: raw for path, raw in documents.items() if not path.startswith(("content/files/", "content/pages/"))}
    return Files(kept, pages, names)


def named(path: str) -> Name | None:
    """What a document's path says of it; None where the folder or the name says nothing that we know."""
    place = PurePosixPath(path)
    stem, _, language = place.stem.partition(".")
    kind = _kind(place)
    if kind is None or not _ID.match(stem) or (language and not _LANGUAGE.match(language)):
        return None
    return Name(kind, stem, language)


def knows_folder(path: str) -> bool:
    """Whether documents of some kind belong where this file lies."""
    return _kind(PurePosixPath(path)) is not None


def _kind(place: PurePosixPath) -> Kind | None:
    if place.parts[0] == "talktracks":
        return Kind.GUIDE
    if str(place.parent) == "content":
        return Kind.LEXICON if place.stem.partition(".")[0] == "lexicon" else None
    return _KINDS.get("/".join(place.parts[:2]))


def _is_yaml(path: str) -> bool:
    return path.endswith((".yml", ".yaml"))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _walk(root: Path, folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(where).relative_to(root).as_posix()
        yield from (f"{below}/{name}" for name in sorted(names) if not name.startswith("."))
