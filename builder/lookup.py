"""The search in one language, its index kept in the project's cache folder for as long as nothing changes."""

from __future__ import annotations

import contextlib
from hashlib import sha256
from pathlib import Path

from builder import __version__
from builder.files import write_atomically
from builder.pipeline import readers_of
from builder.review import Review
from builder.search.catalogue import Catalogue, index_of
from builder.search.index import Index
from builder.search.storage import dump_postings, load_postings
from builder.views.cards import cards

CACHE = ".talktrack"
"""The cache folder of a project."""


def lookup(review: Review, language: str) -> Catalogue:
    """The cards that readers of a language find, and their index; a broken or stale cache is written again."""
    reader = readers_of(review)[language]
    found = cards(reader)
    path = review.project.root / CACHE / f"search-{language}.bin"
    stamp = _stamp(review)
    index = _cached(path, stamp, len(found))
    if index is None:
        index = index_of(reader, found)
        with contextlib.suppress(OSError):
            write_atomically(path, stamp + dump_postings(index))
    return Catalogue(found, index)


def _cached(path: Path, stamp: bytes, size: int) -> Index | None:
    try:
        raw = path.read_bytes()
        if not raw.startswith(stamp):
            return None
        index = load_postings(raw[len(stamp) :])
    except (OSError, ValueError, LookupError, RuntimeError, StopIteration):
        return None
    return index if len(index.kinds) == size else None


def _stamp(review: Review) -> bytes:
    """What the index depends on: every file's text, this version, and what of it is shown."""
    made = sha256(f"{__version__} {review.project.settings.model_dump_json()}".encode())
    for path, text in sorted(review.texts.items()):
        made.update(f"\0{path}\0{text}".encode("utf-8", "surrogatepass"))
    return made.digest()
