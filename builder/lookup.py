"""The search of a project: kept in its cache folder, so that a second one loads neither files nor models.

What is kept holds for as long as nothing changes that it was made of: the text of every file, the variables that
mkdocs.yml can name, and this program where it is installed. It is told apart by its digest, so that a stale one, a
broken one and one that came with a copied folder are all the same: not ours, and written again.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from builder import __version__
from builder.files import CONFIG, write_atomically
from builder.search import candidates
from builder.search.index import Index
from builder.search.scoring import Hit
from builder.search.whoosh_index import WhooshIndex, dump_index

if TYPE_CHECKING:
    from builder.review import Review

CACHE = ".talktrack"
"""The cache folder of a project."""

_PROGRAM = Path(__file__).parent
_WORD = re.compile(rb"\w+")
_SIZE = 4


class Known(NamedTuple):
    """What a search must know of a project before it looks for anything."""

    language: str
    """The site's own."""
    languages: tuple[str, ...]
    personas: Mapping[str, str]
    """Short names by id."""


@dataclass(frozen=True)
class Found:
    """The search in one language: its index, what is shown of each card, and the words for what is said around it."""

    kept: WhooshIndex
    words: Mapping[str, str]

    @property
    def index(self) -> Index:
        """The index, read as far as it is asked."""
        return self.kept.index

    def rank(self, query: str, *, persona: str, limit: int, kind: str = "") -> list[Hit]:
        """The cards that answer a query best."""
        kinds = self.index.kinds
        wanted: Callable[[int], bool] = (lambda card: kinds[card] == kind) if kind else (lambda _: True)
        return candidates.rank(query, self.index, persona=persona, limit=limit, wanted=wanted)

    def row(self, card: int) -> dict[str, Any]:
        """What is shown of a card: see builder.search.rows."""
        row: dict[str, Any] = json.loads(self.kept.shown(card))
        return row


class Lookup:
    """The search of the project in a folder; `load` reads it where what is kept doesn't hold."""

    def __init__(self, root: Path, load: Callable[[Path], Review]) -> None:
        self._root, self._load = root, load
        self._stamp = stamp(root)

    @cached_property
    def known(self) -> Known:
        """What a search must know of the project."""
        told = json.loads(bytes(self._kept("project.json", self._project)))
        return Known(told["language"], tuple(told["languages"]), told["personas"])

    def found(self, language: str) -> Found:
        """The search in one of the project's languages."""
        raw = self._kept(f"search-{language}.bin", lambda: self._search(language))
        start = _SIZE + int.from_bytes(raw[:_SIZE], "little")
        return Found(WhooshIndex(raw[start:]), json.loads(bytes(raw[_SIZE:start])))

    @cached_property
    def _review(self) -> Review:
        return self._load(self._root)

    def _project(self) -> bytes:
        project = self._review.project
        shorts = {persona: document.record.short for persona, document in self._review.knowledge.personas.items()}
        return json.dumps({"language": project.language, "languages": project.languages, "personas": shorts}).encode()

    def _search(self, language: str) -> bytes:
        from builder.readers import by_language  # noqa: PLC0415  these need models and YAML
        from builder.search.catalogue import catalogue  # noqa: PLC0415
        from builder.search.rows import dump_rows  # noqa: PLC0415

        reader = by_language(self._review.project, self._review.knowledge)[language]
        made = catalogue(reader)
        strings = reader.strings
        words = {
            "seconds": strings.seconds,
            "unanswered": strings.guide.unanswered,
            **strings.terminal.model_dump(),
        }
        told = json.dumps(words).encode()
        return len(told).to_bytes(_SIZE, "little") + told + dump_index(made.index, dump_rows(reader, made))

    def _kept(self, name: str, make: Callable[[], bytes]) -> bytes | memoryview:
        path = self._root / CACHE / name
        if self._stamp and (kept := _read(path, self._stamp)) is not None:
            return kept
        made = make()
        if self._stamp and stamp(self._root) == self._stamp:  # nothing has changed while it was read
            with contextlib.suppress(OSError):
                write_atomically(path, _digest(self._stamp, made) + made)
        return made


def _read(path: Path, stamp: bytes) -> bytes | memoryview | None:
    """What a file keeps; None where it isn't of this stamp, or not whole."""
    try:
        raw = memoryview(path.read_bytes())
    except OSError:
        return None
    size = sha256().digest_size
    return raw[size:] if raw[:size] == _digest(stamp, raw[size:]) else None


def _digest(stamp: bytes, kept: bytes | memoryview) -> bytes:
    made = sha256(stamp)
    made.update(kept)
    return made.digest()


def stamp(root: Path) -> bytes:
    """What everything found in a project depends on; empty where there is no project."""
    root = root.absolute()
    config = root / CONFIG
    if not config.is_file():
        return b""
    named = set(_WORD.findall(config.read_bytes()))
    variables = sorted((name, value) for name, value in os.environ.items() if os.fsencode(name) in named)
    made = sha256(repr((__version__, root.stat().st_ino, variables, list(_program()))).encode("utf-8", "surrogatepass"))
    start = len(os.fspath(root))
    for path in (os.fspath(config), *_sources(root)):
        text = _bytes(path)
        made.update(f"\0{path[start:]}\0{len(text)}\0".encode("utf-8", "surrogatepass"))
        made.update(text)
    return made.digest()


def _bytes(path: str) -> bytes:
    """A file's bytes, in three quarters of the time that a file object takes."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)


def _sources(root: Path) -> Iterator[str]:
    """The files that a knowledge base is read from."""
    for folder in ("talktracks", "content"):
        yield from (path for path in _walk(os.fspath(root / folder)) if path.endswith((".yml", ".yaml", ".md")))


def _program() -> Iterator[tuple[str, int, int]]:
    """This program's own files, with their size and when they were written."""
    for path in _walk(os.fspath(_PROGRAM)):
        if path.endswith((".py", ".yml", ".json")):
            about = os.stat(path)  # noqa: PTH116
            yield path, about.st_size, about.st_mtime_ns


def _walk(folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        yield from (f"{where}/{name}" for name in sorted(names) if not name.startswith("."))
