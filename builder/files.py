"""Files written whole or not at all, and the name of the one that makes a project."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

CONFIG = "mkdocs.yml"
"""What makes a folder a project."""


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` in a file, new or not: whoever reads it sees the old one or the new one, never half of one."""
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def create(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet, with the folders above it; FileExistsError where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _umask() -> int:
    """What new files may not allow; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
