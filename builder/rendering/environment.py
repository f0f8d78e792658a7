"""Jinja, set up once: autoescape on, nothing undefined, templates compiled on first use and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from builder.locales.site import counted
from builder.rendering.blocks import Blocks

_FILTERS = (
    "text", "quote", "plain", "sentences", "day", "href",
    "voice", "under", "mail_links", "mark", "only", "tags", "power", "link_name",
)  # fmt: skip
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
    made.filters.update({name: _filter(name) for name in _FILTERS})
    return made


def _filter(name: str) -> Callable[..., Any]:
    """A method of the page's pen as a filter: Jinja calls filters directly, and methods by a detour that costs more."""
    method = getattr(Blocks, name)

    @pass_context
    def apply(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
        return method(context.parent["w"], value, *arguments, **named)

    return apply


def render(name: str, pen: Blocks, **context: Any) -> str:
    """A view as HTML."""
    return environment().get_template(f"{name}.html").render(w=pen, s=pen.site, script=pen.script, **context)
