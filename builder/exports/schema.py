"""JSON Schemas of every kind of document, from the models: draft-07, which editors' YAML support knows best.

They are as lenient as our reader: a text may look like a number, and what is left empty counts as not written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from builder.exports.names import DRAFT, NAMES_FILE, OTHER_THAN_TEXT, definition, names_of, names_schema
from builder.knowledge import Knowledge
from builder.locales.schema import DOCUMENT, describe
from builder.models import (
    DROPPED,
    MODELS,
    Asset,
    Decision,
    Evidence,
    EvidenceKind,
    Guide,
    Kind,
    Lines,
    Objection,
    Persona,
    Record,
    Slide,
    Status,
)  # fmt: skip
from builder.models.base import Text
from builder.validation import record_of

Schema = dict[str, Any]

_NULL = {"type": "null"}
_NOTHING = {"allOf": [OTHER_THAN_TEXT, {"not": {"type": "boolean"}}]}
"""A value left empty, said so that editors don't propose to write `null`."""
_YES_OR_NO = "^([Tt]rue|[Ff]alse|[Yy]es|[Nn]on?|[Oo]ui)$"
_LINES = TypeAdapter(Lines).json_schema()["anyOf"]
_TEXT = TypeAdapter(Text).json_schema()
_AS_WRITTEN: dict[str, Schema] = {
    "integer": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,9}$"}]},
    "boolean": {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": _YES_OR_NO}]},
}


def render_schemas(language: str, knowledge: Knowledge | None = None) -> dict[str, str]:
    """The schemas by file name: two for each kind, and one with the names that this knowledge base has."""
    files = {schema_file(kind): document_schema(kind, language) for kind in MODELS}
    files |= {schema_file(kind, translated=True): document_schema(kind, language, translated=True) for kind in MODELS}
    files[NAMES_FILE] = names_schema(knowledge or Knowledge())
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in files.items()}


def schema_file(kind: Kind, *, translated: bool = False) -> str:
    """The file name of a kind's schema, or of the one for its translations."""
    return f"{kind}.translation.json" if translated else f"{kind}.json"


def document_schema(kind: Kind, language: str, *, translated: bool = False) -> Schema:
    """What a document of this kind looks like, described in a language; a translation inherits all that it lacks."""
    return {"$schema": DRAFT, **_Describer(language, translated).record(MODELS[kind])}


@dataclass(frozen=True)
class _Describer:
    """Builds schemas with words of one language."""

    language: str
    translated: bool

    def record(self, model: type[Record]) -> Schema:
        raw = model.model_json_schema(by_alias=True)
        schema = {
            "description": describe(model, DOCUMENT, self.language),
            "type": "object",
            "properties": {key: self._field(model, key, raw) for key in raw["properties"]},
            "additionalProperties": False,
        }
        return schema if self.translated else schema | {"required": raw.get("required", [])} | _conditions(model)

    def _field(self, model: type[Record], key: str, raw: Schema) -> Schema:
        value, inner = raw["properties"][key], record_of(model, key)
        built = self.record(inner) if inner else _value(key, value, raw.get("$defs", {}))
        if inner and value.get("type") == "array":
            built = {"type": "array", "items": built}
        required = key in raw.get("required", ()) and not self.translated
        return (built if required else _or_nothing(built)) | {"description": describe(model, key, self.language)}


def _value(key: str, raw: Schema, definitions: Schema) -> Schema:
    """A value without records in it, as our reader takes it."""
    if "$ref" in raw:
        return _value(key, definitions[raw["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in raw:
        parts = [part for part in raw["anyOf"] if part != _NULL]
        return definition("lines") if parts == _LINES else _value(key, parts[0], definitions)
    kind = raw["type"]
    if kind == "array":
        return _list(key, _value(key, raw["items"], definitions))
    if kind == _TEXT["type"]:
        return definition("text")
    return _AS_WRITTEN[kind] if kind in _AS_WRITTEN else names_of(key) or _anchored(raw)


def _list(key: str, items: Schema) -> Schema:
    several = {"type": "array", "items": items}
    return {"anyOf": [items, several]} if key == "became" else several


def _anchored(raw: Schema) -> Schema:
    kept = {name: raw[name] for name in ("type", "enum", "format", "pattern") if name in raw}
    return kept | ({"pattern": "^" + raw["pattern"].removeprefix("^")} if "pattern" in raw else {})


def _or_nothing(schema: Schema) -> Schema:
    """The schema, or a value left empty; texts and lines are that already."""
    if schema in (definition("lines"), definition("text")):
        return schema
    if schema.get("type") in {"array", "object"}:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), _NOTHING]}


def _conditions(model: type[Record]) -> Schema:
    """What a record needs because of what else it says."""
    if model is Guide:
        used = {"if": _says("status", Status.DRAFT, Status.APPROVED), "then": {"required": ["for"]}}
        return {"allOf": [used, {"if": _says("status", Status.APPROVED), "then": _needs(Guide)}]}
    if model is Persona:
        others = [decision for decision in Decision if decision is not Decision.DECIDES]
        return {"if": _says("decision", *others), "then": {"required": ["route"]}}
    if model is Evidence:
        return {"if": _says("kind", EvidenceKind.FIELD), "then": {"required": ["heard"]}}
    if model is Asset:
        return {"anyOf": [{"required": ["url"]}, {"required": ["file"]}]}
    if model is Slide:
        return {"if": _says("became", DROPPED), "then": {"required": ["because"]}}
    return {}


def _says(key: str, *values: str) -> Schema:
    return {"properties": {key: {"enum": list(values)}}, "required": [key]}


def _needs(model: type[Record]) -> Schema:
    """What an approved guide needs in a record and below it (`items` speaks of lists, the rest of mappings)."""
    if model is Objection:
        return {"if": {"required": ["see"]}, "else": {"required": list(model.needed)}}
    keys = [field.alias or name for name, field in model.model_fields.items()]
    below = {key: needs for key in keys if (inner := record_of(model, key)) and (needs := _needs(inner))}
    properties = {key: {**needs, "items": needs} for key, needs in below.items()}
    needed = {"required": list(model.needed)} if model.needed else {}
    return needed | ({"properties": properties} if properties else {})
