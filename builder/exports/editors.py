"""Settings of VS Code for a knowledge base: which file follows which schema."""

from __future__ import annotations

import json

from builder.addresses import SECTIONS
from builder.exports.schema import schema_file
from builder.models import MODELS, Kind


def render_settings(language: str) -> str:
    """.vscode/settings.json: a schema for every kind of file, another for its translations."""
    schemas: dict[str, list[str]] = {}
    for kind in MODELS:
        pattern = files_of(kind)
        translations = pattern.replace("*.yml", "*.*.yml") if kind is not Kind.LEXICON else "/content/lexicon.*.yml"
        schemas[f"./schemas/{language}/{schema_file(kind)}"] = [pattern, f"!{translations}"]
        schemas[f"./schemas/{language}/{schema_file(kind, translated=True)}"] = [translations]
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.wordWrap": "on", "editor.tabSize": 2, "editor.insertSpaces": True},
        "yaml.customTags": ["!ENV scalar", "!ENV sequence"],
        "yaml.format.enable": False,
        "yaml.schemas": schemas,
    }
    return json.dumps(settings, indent=2) + "\n"


def render_extensions() -> str:
    """.vscode/extensions.json: the extension that reads YAML schemas."""
    return json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n"


def files_of(kind: Kind) -> str:
    """The files of a kind, as a pattern from the project's root."""
    if kind is Kind.GUIDE:
        return "/talktracks/**/*.yml"
    return "/content/lexicon.yml" if kind is Kind.LEXICON else f"/content/{SECTIONS[kind]}/**/*.yml"
