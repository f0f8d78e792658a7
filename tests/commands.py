"""Running `talktrack` in this process, for the tests of its commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.running import run

Run = Callable[..., tuple[int, str, str]]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: its exit code, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


PERSONA = "name: Directeur financier\nshort: DAF\ndecision: decides\n"


def project(folder: Path, texts: dict[str, str], config: str = "") -> Path:
    """A knowledge base of these texts by path, with one persona."""
    written = {"content/personas/daf.yml": PERSONA, "mkdocs.yml": f"site_name: Essai\n{config}", **texts}
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder
