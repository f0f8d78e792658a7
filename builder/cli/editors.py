"""What editors find in a project: schemas of its files, and which file follows which."""

from __future__ import annotations

from pathlib import Path

from builder.exports.editors import render_extensions, render_settings
from builder.exports.schema import render_schemas
from builder.files import create, write_atomically
from builder.knowledge import Knowledge


def write_schemas(folder: Path, language: str, knowledge: Knowledge | None) -> int:
    """Write the schemas that are new or changed; how many there are."""
    schemas = render_schemas(language, knowledge)
    for name, text in schemas.items():
        path, content = folder / name, text.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)
    return len(schemas)


def write_editor_settings(root: Path, language: str) -> list[Path]:
    """Tell VS Code of the schemas, in files that are not there yet; those that were written."""
    wanted = {"settings.json": render_settings(language), "extensions.json": render_extensions()}
    missing = {root / ".vscode" / name: text for name, text in wanted.items() if not (root / ".vscode" / name).exists()}
    for path, text in missing.items():
        create(path, text.encode())
    return list(missing)
