"""What findability judged the last time, kept in the project's cache folder for as long as it holds.

It holds while nothing changes that it rests on: what the index is built from, what is asked, and the search itself.
Findings are made of it anew each time, so that a line that has only moved is not judged again.
"""

from __future__ import annotations

import contextlib
import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from builder import search, text
from builder.files import write_atomically
from builder.search.findability import Claims, Missed, judged

CACHE = ".talktrack"
"""The cache folder of a project."""


def missed(claims: Claims, root: Path | None) -> Missed:
    """The claims that don't bring up their card; a stale or broken cache is written again, without a root none is."""
    if root is None:
        return judged(claims)
    path, stamp = root / CACHE / f"findability-{claims.reader.language}.json", _stamp(claims)
    kept = _kept(path, stamp)
    if kept is not None:
        return kept
    found = judged(claims)
    told = json.dumps([(claim, list(by_persona.items())) for claim, by_persona in found.items()]).encode()
    with contextlib.suppress(OSError):
        write_atomically(path, _seal(stamp, told) + told)
    return found


def _kept(path: Path, stamp: bytes) -> Missed | None:
    """What a file keeps; None where it isn't of this stamp, or not whole."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    size = len(stamp)
    if raw[:size] != _seal(stamp, raw[size:]):
        return None
    return {claim: {persona: tuple(cards) for persona, cards in found} for claim, found in json.loads(raw[size:])}


def _seal(stamp: bytes, told: bytes) -> bytes:
    return sha256(stamp + told).digest()


def _stamp(claims: Claims) -> bytes:
    asked = [(claim.phrase, claim.card, claims.personas(claim)) for claim in claims.all]
    return sha256(repr((_program(), claims.indexed(), asked)).encode("utf-8", "surrogatepass")).digest()


@cache
def _program() -> bytes:
    """The search itself: its code and its data."""
    files = sorted(path for path in Path(search.__path__[0]).iterdir() if path.suffix in {".py", ".json"})
    return sha256(b"\0".join(path.read_bytes() for path in (*files, Path(text.__file__)))).digest()
