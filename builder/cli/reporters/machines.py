"""Formats for machines: each is a view of the same value, and is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from builder.cli.reporters.report import Report


def machine(name: str, module: str = "") -> Callable[[Report], str]:
    """The reporter that is `render_NAME` in a module of builder.exports, by default the one of the same name."""

    def render(report: Report) -> str:
        from builder.exports.findings import found  # noqa: PLC0415  people at a terminal don't wait for it

        value = found(
            report.findings,
            report.language,
            files=report.files_read,
            project=report.folder,
            strict=report.strict,
        )
        view: Callable[..., str] = getattr(import_module(f"builder.exports.{module or name}"), f"render_{name}")
        return view(value)

    return render
