"""The whole knowledge base of an audience as JSON, in one language, and its schema: what other programs read.

A field may come; one that goes or changes raises `version`. Documents are as the files write them, but for this: a line
is always texts by persona, one id a key, with `any` for whoever has none of their own; and every item has its id.
`python -m builder.exports.knowledge_json > schemas/knowledge.json` writes the schema.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from builder.documents import Document
from builder.models import (
    ANYONE,
    Asset,
    Audience,
    Deck,
    Evidence,
    Guide,
    LearningPath,
    Lexicon,
    Lines,
    Persona,
    Record,
    Signal,
)  # fmt: skip
from builder.views.cards import CardKind, cards
from builder.views.reader import Reader

VERSION = 1
_SCALAR = ["string", "number", "boolean"]
"""What a text may be in a file."""
KNOWLEDGE_FILE = "knowledge.json"
"""What it is called on the site, and its schema beside the others."""
R = TypeVar("R", bound=Record)


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Exported(_Shape, Generic[R]):
    """A document: its address, its language, what it says."""

    ref: str
    """Its address everywhere, as `pas-de-projet` or `persona:daf`."""
    language: str
    """The language of its texts: the file's, or the site's own where it has no translation."""
    content: R
    """What the file says, without what this audience may not see."""


class Section(_Shape):
    """A part of a hand-written page."""

    ref: str
    title: str
    text: str


class KnowledgeFile(_Shape):
    """A talktrack knowledge base, as `talktrack export json` writes it."""

    version: Literal[1] = 1
    """Of this format."""
    name: str
    """The site's."""
    language: str
    """The language that was asked for."""
    audience: Audience
    """Who may see it."""
    today: date
    """The day that it was made for."""
    guides: tuple[Exported[Guide], ...]
    """Approved guides (in a preview drafts too), by stage and title."""
    personas: tuple[Exported[Persona], ...]
    """Those that decide first."""
    signals: tuple[Exported[Signal], ...]
    evidence: tuple[Exported[Evidence], ...]
    assets: tuple[Exported[Asset], ...]
    paths: tuple[Exported[LearningPath], ...]
    decks: tuple[Exported[Deck], ...]
    lexicon: Exported[Lexicon] | None = None
    pages: tuple[Section, ...]
    """Hand-written pages, section by section."""


def dump_knowledge(reader: Reader, name: str) -> bytes:
    """The knowledge base that a reader sees, as JSON."""
    told: dict[str, Any] = {
        "version": VERSION,
        "name": name,
        "language": reader.language,
        "audience": reader.settings.audience.value,
        "today": reader.today.isoformat(),
        **_documents(reader),
        "pages": list(_pages(reader)),
    }
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _documents(reader: Reader) -> dict[str, Any]:
    knowledge = reader.knowledge
    known = {guide.id for guide in knowledge.approved}
    drafts = (guide for i, guide in sorted(knowledge.guides.items()) if i not in known)
    of_kinds: Mapping[str, Iterable[Document[Any]]] = {
        "guides": (*knowledge.approved, *drafts),
        "personas": knowledge.personas.values(),
        "signals": knowledge.signals.values(),
        "evidence": knowledge.evidence.values(),
        "assets": knowledge.assets.values(),
        "paths": knowledge.paths.values(),
        "decks": knowledge.decks.values(),
    }
    found: dict[str, Any] = {name: [_exported(d) for d in documents] for name, documents in of_kinds.items()}
    lexicon = next((d for d in knowledge.all() if isinstance(d.record, Lexicon)), None)
    return found | ({"lexicon": _exported(lexicon)} if lexicon else {})


def _exported(document: Document[Any]) -> dict[str, Any]:
    return {"ref": str(document.ref), "language": document.language, "content": _plain(document.record)}


def _pages(reader: Reader) -> Iterable[dict[str, str]]:
    for card in cards(reader):
        if card.kind is CardKind.PAGE:
            yield {"ref": str(card.ref), "title": card.head[0], "text": card.say if isinstance(card.say, str) else ""}


def _plain(value: Any) -> Any:
    """A value as JSON has it; what a record leaves empty is left out."""
    if isinstance(value, Record):
        return {
            field.alias or name: _plain(content)
            for name, field in type(value).model_fields.items()
            if (content := getattr(value, name)) is not None and content != ()
        }
    if isinstance(value, Lines):
        return {who: text for _, personas, text in value.each() for who in personas or (ANYONE,)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _written(value)


def _written(value: Any) -> Any:
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, date) else value


def _duration(value: timedelta) -> str:
    minutes = int(value.total_seconds()) // 60
    for unit, size in (("d", 24 * 60), ("h", 60)):
        if minutes and minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"


def render_knowledge_schema() -> str:
    """The JSON Schema of the file: schemas/knowledge.json."""
    adapter: TypeAdapter[Any] = TypeAdapter(KnowledgeFile)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(schema | _as_dumped(adapter.json_schema()), ensure_ascii=False, indent=2) + "\n"


def _as_dumped(schema: Any) -> Any:
    """A schema of what files may hold as one of what is dumped: texts are strings, lines go by persona."""
    if isinstance(schema, list):
        return [_as_dumped(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == _SCALAR:
        schema = schema | {"type": "string"}
    either = schema.get("anyOf", [])
    kept = [part for part in either if part.get("type") != _SCALAR]
    by_persona = any("additionalProperties" in part for part in either)
    return {key: _as_dumped(kept if key == "anyOf" and by_persona else item) for key, item in schema.items()}


if __name__ == "__main__":
    sys.stdout.write(render_knowledge_schema())
