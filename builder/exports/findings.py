"""What `check` found as data: the documented, versioned value that every format for machines is a view of.

`python -m builder.exports.findings > schemas/findings.json` writes its JSON Schema.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from builder import __version__
from builder.findings import Finding, Severity, count
from builder.locales.findings import word
from builder.source import Location

VERSION = 1
"""Goes up when a field is taken away or means something else; a field that is added leaves it."""

Count = Annotated[int, Field(ge=0)]
Position = Annotated[int, Field(ge=1)]


class Value(BaseModel):
    """A part of the report: frozen, its fields documented by their docstrings."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Place(Value):
    """A place in a file."""

    path: str
    """The file, from the project's folder, with forward slashes."""
    line: Position
    """The line, from 1."""
    column: Position
    """The column, from 1, in Unicode code points."""

    @classmethod
    def of(cls, location: Location) -> Place:
        """The place of a location."""
        return cls(path=location.path, line=location.line, column=location.column)


class Item(Place):
    """One thing to mend."""

    code: str
    """The rule's code: `talktrack explain CODE` says more."""
    severity: Severity
    """What it counts as, after the settings."""
    message: str
    """What is wrong."""
    why: str
    """Why it matters on the phone, or for the reader; may be empty."""
    hint: str
    """What to write instead; may be empty, may have several lines."""
    related: tuple[Place, ...]
    """Other places that have to do with it."""


class Found(Value):
    """Everything that `talktrack check` has to say of a project."""

    version: Literal[1]
    """The version of this format."""
    talktrack: str
    """The version of the program."""
    language: str
    """The language of the messages."""
    project: str
    """The project's folder as seen from the top of its repository; empty where it is the top."""
    strict: bool
    """Whether warnings fail too."""
    files: Count
    """How many files of content were read."""
    errors: Count
    """How many findings are errors."""
    warnings: Count
    """How many findings are warnings."""
    findings: tuple[Item, ...]
    """By path, line, column and code."""

    def path(self, place: Place) -> str:
        """A place's file as seen from the top of the repository."""
        return f"{self.project}/{place.path}" if self.project else place.path

    def fails(self, item: Item) -> bool:
        """Whether this finding fails the check."""
        return self.strict or item.severity is Severity.ERROR


def found(
    findings: Iterable[Finding], language: str, *, files: int = 0, project: str = "", strict: bool = False
) -> Found:
    """Findings as data, worded in a language."""
    ours = tuple(findings)
    return Found(
        version=VERSION,
        talktrack=__version__,
        language=language,
        project=project,
        strict=strict,
        files=files,
        errors=count(ours, Severity.ERROR),
        warnings=count(ours, Severity.WARNING),
        findings=tuple(_item(finding, language) for finding in ours),
    )


def _item(finding: Finding, language: str) -> Item:
    what, why, instead = word(finding, language)
    at = finding.location
    return Item(
        code=finding.code,
        severity=finding.severity,
        path=at.path,
        line=at.line,
        column=at.column,
        message=what,
        why=why,
        hint=instead,
        related=tuple(map(Place.of, finding.related)),
    )


def render_json(value: Found) -> str:
    """The value itself, as JSON."""
    return json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def render_schema() -> str:
    """The JSON Schema of the value."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Found.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_schema())
