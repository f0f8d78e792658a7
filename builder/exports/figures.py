"""Reports as JSON, and its schema: what programs read. A field may come; one that goes or changes raises `version`.

`python -m builder.exports.figures > schemas/report.json` writes the schema.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from builder.exports.findings import Item, found
from builder.reports.basis import Basis
from builder.reports.by_owner import by_owner
from builder.reports.coverage import Coverage, coverage
from builder.reports.crossing import Crossing, crossing
from builder.reports.freshness import Freshness, freshness
from builder.reports.health import Health, health

SCHEMA_FILE = "report.json"


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class OwnerFindings(_Shape):
    """What one person is asked to mend; the empty name is nobody's."""

    owner: str
    errors: int
    warnings: int
    findings: tuple[Item, ...]
    """As in the JSON of `talktrack check`."""


class _Report(_Shape):
    version: Literal[1] = 1
    """Of this format."""
    today: date
    """The day that it was made for."""
    language: str
    """The language of its texts."""


class CoverageReport(_Report):
    """`talktrack report coverage --format json`."""

    report: Literal["coverage"] = "coverage"
    data: Coverage


class FreshnessReport(_Report):
    """`talktrack report freshness --format json`."""

    report: Literal["freshness"] = "freshness"
    data: Freshness


class KnowledgeReport(_Report):
    """`talktrack report knowledge --format json`."""

    report: Literal["knowledge"] = "knowledge"
    data: Crossing


class HealthReport(_Report):
    """`talktrack report health --format json`."""

    report: Literal["health"] = "health"
    data: Health


class FindingsReport(_Report):
    """`talktrack report findings --format json`."""

    report: Literal["findings"] = "findings"
    data: tuple[OwnerFindings, ...]


AnyReport = Annotated[
    CoverageReport | FreshnessReport | KnowledgeReport | HealthReport | FindingsReport, Field(discriminator="report")
]


def _owned(basis: Basis) -> tuple[OwnerFindings, ...]:
    language = basis.shown.language
    return tuple(
        OwnerFindings(
            owner=one.owner, errors=one.errors, warnings=one.warnings, findings=found(one.findings, language).findings
        )
        for one in by_owner(basis)
    )


_MADE: Mapping[str, tuple[type[_Report], Callable[[Basis], Any]]] = {
    "coverage": (CoverageReport, coverage),
    "freshness": (FreshnessReport, freshness),
    "knowledge": (KnowledgeReport, crossing),
    "health": (HealthReport, health),
    "findings": (FindingsReport, _owned),
}


def dump_report(name: str, basis: Basis) -> str:
    """A report as JSON, on lines that a diff can tell apart."""
    shape, made = _MADE[name]
    data = {"today": basis.today, "language": basis.shown.language, "data": basis.once(made)}
    return json.dumps(shape.model_validate(data).model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def render_report_schema() -> str:
    """The JSON Schema of every report: schemas/report.json."""
    adapter: TypeAdapter[Any] = TypeAdapter(AnyReport)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "talktrack report"}
    return json.dumps(schema | adapter.json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_report_schema())
