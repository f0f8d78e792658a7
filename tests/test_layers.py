"""Who may import whom: the table of the architecture, held to what the modules really import."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILDER = Path(__file__).parents[1] / "builder"

LAYERS = (
    ("source", "findings", "text", "files", "typography"),
    ("yaml_reader", "models"),
    (
        *("support", "validation", "translation", "settings", "documents", "citations", "knowledge", "audience"),
        *("reports", "editing", "locales"),
    ),
    ("addresses", "checks"),
    ("headings", "sources", "fixing", "kept", "loading"),
    ("views",),
    ("rendering", "search", "exports", "imports", "history"),
    (
        "readers",
        "verdicts",
        "findability",
        "review",
        "changes",
        "scripts",
        "site_files",
        "sheets",
        "pipeline",
        "lookup",
    ),
    ("website",),
    ("cli",),
)
"""From the lowest; a module imports lower layers, and what stands before it in its own."""

THIRD_PARTY = {
    "yaml": {"yaml_reader"},
    "pydantic": {"models", "validation", "settings", "locales", "exports", "changes"},
    "pydantic_core": {"models", "validation", "settings", "locales", "exports"},
    "snowballstemmer": {"checks", "search"},
    "jinja2": {"rendering"},
    "markupsafe": {"rendering"},
    "whoosh": {"search"},
    "genanki": {"exports", "imports"},
    "pptx": {"exports", "imports"},
    "mkdocs": {"website"},
    "markdown": {"website"},
    "nh3": {"website"},
    "click": {"cli"},
}
"""What each library is imported by, and by nothing else."""

ORDER = [module for layer in LAYERS for module in layer]
FILES = sorted(BUILDER.rglob("*.py"))


def module_of(path: Path) -> str:
    """The module, or the package, that a file of builder/ belongs to; "" for builder itself."""
    return path.relative_to(BUILDER).with_suffix("").parts[0].replace("__init__", "")


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of what a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def first_parts(path: Path) -> Iterator[tuple[str, str]]:
    """The library that each import names, and the module below it."""
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        yield parts[0], parts[1] if len(parts) > 1 else ""


def may_import(module: str, other: str) -> bool:
    """Whether the table lets `module` import `other`."""
    return other == module or ORDER.index(other) < ORDER.index(module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_a_module_imports_only_what_its_row_allows(path: Path) -> None:
    module = module_of(path)
    if not module:
        assert list(first_parts(path)) == [], "builder/__init__.py imports nothing"
        return
    assert module in ORDER, f"builder/{module} has no layer: give it a place in LAYERS ({Path(__file__).name})"
    for library, below in first_parts(path):
        if library == "builder":
            wrong = below in ORDER and not may_import(module, below)
            assert not wrong, f"{module} may not import {below}: it stands in a higher layer, or after it in its own"
        elif library not in sys.stdlib_module_names:
            assert module in THIRD_PARTY.get(library, set()), f"{module} may not import {library}"


def test_each_module_stands_in_the_table_once() -> None:
    assert len(ORDER) == len(set(ORDER))


def test_the_table_forbids_what_it_should() -> None:
    assert may_import("loading", "checks")
    assert may_import("knowledge", "documents")
    assert not may_import("documents", "knowledge")
    assert not may_import("checks", "loading")
    assert not may_import("models", "validation")
    assert list(imported(ast.parse("import a.b\ndef f():\n    from c.d import e, f\n"))) == ["a.b", "c.d.e", "c.d.f"]
