"""Which files a comparison has to read: those that changed, what they name, and what names them; by text, unparsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from builder.files import CONFIG
from builder.history import Tree
from builder.models import Kind
from builder.sources import Name, named

_SHARED = (Kind.PERSONA, Kind.LEXICON)
"""Kinds that every line may depend on: where one of them changes, everything is read."""
_FEW = 200
"""So many documents are read sooner than sorted."""
_MOST = 60
"""So many changed documents concern about everything."""
_WORD = re.compile(rb"[a-z][a-z0-9-]*")
_LINE = re.compile(rb"([a-z][a-z0-9-]*)#")


class Wanted(NamedTuple):
    """The files to read on both sides."""

    changed: frozenset[str]
    """Those that differ, of whatever kind."""
    near: frozenset[str]
    """Those that changed, that name a changed document, and their translations: what a change may have findings in."""
    read: frozenset[str]
    """All documents to parse."""
    whole: bool
    """Whether that is everything."""


def wanted(old: Tree, new: Tree, *, full: bool = False) -> Wanted:
    """The files that tell what is different between two trees; all of them with `full`."""
    changed = frozenset(differing(old, new))
    documents = {path for tree in (old, new) for path in tree.digests if is_document(path)}
    everything = frozenset(documents)
    touched = [path for path in changed if path in documents]
    if full or CONFIG in changed or len(touched) > _MOST or any(map(_is_shared, touched)):
        return Wanted(changed, everything, everything, whole=True)
    search = _Search(old, new, documents)
    near = frozenset(search.alike({*touched, *search.citing(touched)}))
    if len(documents) <= _FEW:
        return Wanted(changed, near, everything, whole=True)
    named_there = search.alike(search.named_by(near))
    further = search.alike(search.named_by(named_there))
    always = {path for path in documents if named(path) is None or _is_shared(path)}
    return Wanted(changed, near, frozenset({*near, *named_there, *further, *always}), whole=False)


def _is_shared(path: str) -> bool:
    name = named(path)
    return name is not None and name.kind in _SHARED


def is_document(path: str) -> bool:
    """Whether a file is one of the knowledge base's YAML documents."""
    return (
        path.endswith((".yml", ".yaml"))
        and path != CONFIG
        and not path.startswith(("content/files/", "content/pages/"))
    )


def differing(old: Tree, new: Tree) -> Iterable[str]:
    """The files that are not the same on both sides; line ends alone, which git may have changed, don't count."""
    paths = {path for tree in (old, new) for path in tree.digests if old.digests.get(path) != new.digests.get(path)}
    both = [path for path in paths if path in old.digests and path in new.digests]
    before, after = old.read(both), new.read(both)
    same = {path for path in both if _unix(before[path]) == _unix(after[path])}
    return paths - same


def _unix(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


@dataclass(frozen=True)
class _Search:
    """Looks for names in the texts of both sides."""

    old: Tree
    new: Tree
    documents: set[str]

    @cached_property
    def texts(self) -> Mapping[str, bytes]:
        """By path the words of both sides: once where they are the same."""
        now = self.new.read(path for path in self.documents if path in self.new.digests)
        before = [p for p in self.documents if p in self.old.digests and self.old.digests[p] != self.new.digests.get(p)]
        return now | {path: raw + b"\n" + now.get(path, b"") for path, raw in self.old.read(before).items()}

    @cached_property
    def by_name(self) -> Mapping[tuple[Kind, str], tuple[str, ...]]:
        """The files of each document, translations among them."""
        found: dict[tuple[Kind, str], list[str]] = {}
        for path in sorted(self.documents):
            if name := named(path):
                found.setdefault((name.kind, name.id), []).append(path)
        return {key: tuple(paths) for key, paths in found.items()}

    @cached_property
    def by_id(self) -> Mapping[str, tuple[str, ...]]:
        """The files of all documents but guides that have an id: guides are called by everyday words."""
        found: dict[str, tuple[str, ...]] = {}
        for (kind, name), paths in self.by_name.items():
            if kind is not Kind.GUIDE:
                found[name] = (*found.get(name, ()), *paths)
        return found

    def alike(self, paths: Iterable[str]) -> set[str]:
        """These files with all others of the same documents."""
        names = [name for path in paths if (name := named(path))]
        return {path for name in names for path in self.by_name[name.kind, name.id]} | set(paths)

    def citing(self, paths: Iterable[str]) -> set[str]:
        """The files that name one of these documents: a guide by a line of it, the others by their id."""
        names = [name for path in paths if (name := named(path))]
        if not names:
            return set()
        patterns = {(name.id.encode(), re.compile(_pattern(name))) for name in names}
        return {
            path
            for path, text in self.texts.items()
            if any(written in text and naming.search(text) for written, naming in patterns)
        }

    def named_by(self, paths: Iterable[str]) -> set[str]:
        """The files of the documents that these name."""
        found: set[str] = set()
        for path in paths:
            text = self.texts[path]
            for word in set(_WORD.findall(text)):
                found.update(self.by_id.get(word.decode(), ()))
            for guide in set(_LINE.findall(text)):
                found.update(self.by_name.get((Kind.GUIDE, guide.decode()), ()))
        return found


def _pattern(name: Name) -> bytes:
    written = re.escape(name.id).encode()
    if name.kind is Kind.GUIDE:
        return rb"(?<![\w-])" + written + rb"#|(?:replaced_by|formerly):[^\n]*(?<![\w-])" + written + rb"(?![\w-])"
    return rb"(?<![\w-])" + written + rb"(?![\w-])"
