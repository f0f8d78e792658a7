"""What several test modules share: documents read from texts, without a folder and without the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from builder.loading import Loaded, assemble
from builder.models import Settings
from builder.settings import Project
from builder.sources import Files

Load: TypeAlias = Callable[..., Loaded]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """A knowledge base from texts by path; the rules of builder.checks stay out of it."""
    monkeypatch.setattr("builder.checks.run", lambda *_args, **_more: ())

    def from_texts(
        documents: Mapping[str, str], pages: Mapping[str, str] | None = None, language: str = "fr"
    ) -> Loaded:
        files = Files(
            {path: text.encode() for path, text in documents.items()},
            {path: text.encode() for path, text in (pages or {}).items()},
            frozenset(),
        )
        return assemble(files, Project(Path(), Settings(), language))

    return from_texts


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-golden writes the golden pages anew; look at their diff."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")
