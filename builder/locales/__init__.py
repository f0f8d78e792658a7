"""Words of the site, its scripts and the findings: typed, one folder a language, every string required."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from builder.yaml_reader import parse_yaml

HERE = Path(__file__).parent
FALLBACK = "en"
"""The language of a site whose own has no table."""


class Strings(BaseModel):
    """A part of a table of strings: every field required, none unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


S = TypeVar("S", bound=Strings)


def known() -> tuple[str, ...]:
    """The languages that have tables."""
    return tuple(sorted(path.name for path in HERE.iterdir() if (path / "findings.yml").exists()))


def read(model: type[S], part: str, language: str) -> S:
    """The table `part` of a language, English where it has none; an error where the table is not complete."""
    chosen = language if language in known() else language.partition("-")[0]
    name = f"{chosen if chosen in known() else FALLBACK}/{part}.yml"
    return model.model_validate(parse_yaml((HERE / name).read_text(encoding="utf-8"), name).data)
