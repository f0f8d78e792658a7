"""Files of a knowledge base mended without asking: those whose texts `editing.fix` can mend, each written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.editing import Fix, fix
from builder.files import write_atomically
from builder.sources import MAX_BYTES, named, read_files
from builder.yaml_reader import decode

_GUILLEMETS = "fr"
"""The language whose quotation marks are « »."""


class FixedFile(NamedTuple):
    """A file that was mended, and how."""

    path: str
    fixes: tuple[Fix, ...]


def fix_files(root: Path, language: str, wanted: Callable[[str], bool]) -> Iterator[FixedFile]:
    """Mend the documents whose paths are wanted, in a site of this language; those of which something changed."""
    for path, raw in read_files(root).documents.items():
        text, odd = decode(raw, path)
        if odd or len(raw) > MAX_BYTES or not wanted(path):
            continue
        name = named(path)
        own = (name.language if name else "") or language
        mended, fixes = fix(text, guillemets=own.partition("-")[0] == _GUILLEMETS)
        if fixes and (root / path).read_bytes() == raw:
            write_atomically(root / path, mended.encode("utf-8"))
            yield FixedFile(path, fixes)
