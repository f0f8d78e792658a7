"""The formats of `check`, by name: what the command offers is what stands in this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.cli.reporters.machines import machine
from builder.cli.reporters.report import Report
from builder.cli.reporters.text import render_text

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "github": machine("annotations"),
    "json": machine("json", "findings"),
    "sarif": machine("sarif"),
    "junit": machine("junit"),
    "codequality": machine("codequality"),
}

__all__ = ["REPORTERS", "Report", "render_text"]
