"""Jinja, set up once: autoescape on, nothing undefined, templates compiled on first use and kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.locales.site import counted
from builder.rendering.blocks import Blocks

HERE = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment of the site."""
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["counted"] = counted
    return made


def render(name: str, pen: Blocks, **context: Any) -> str:
    """A view as HTML."""
    return environment().get_template(f"{name}.html").render(w=pen, s=pen.site, script=pen.script, **context)
