"""The names that a knowledge base has, offered while typing: a schema of its own, which all the others refer to.

They are offered, not required: a colleague's new persona is no mistake because this file is a day older. What doesn't
exist is for `check` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from builder.knowledge import Knowledge
from builder.models import ANYONE, Guide, Kind, Record, Ref, texts

DRAFT = "http://json-schema.org/draft-07/schema#"
NAMES_FILE = "names.json"
"""The schema's file name, beside the schemas of the kinds."""

OTHER_THAN_TEXT = {"not": {"type": ["string", "number", "object", "array"]}}
"""Nothing, true and false. Said like this they are accepted where a text belongs, but editors don't propose them."""

_TEXT = {"anyOf": [{"type": ["string", "number"]}, OTHER_THAN_TEXT]}
_ID = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
_REF = {"type": "string"}
_KINDS = (Kind.PERSONA, Kind.SIGNAL, Kind.EVIDENCE, Kind.ASSET, Kind.GUIDE)
_FIELDS = {
    "for": Kind.PERSONA, "to": Kind.PERSONA, "persona": Kind.PERSONA, "signals": Kind.SIGNAL, "evidence": Kind.EVIDENCE,
    "assets": Kind.ASSET, "replaced_by": Kind.GUIDE, "see": "objection", "read": "ref", "rehearse": "ref",
    "became": "ref",
}  # fmt: skip


class _Offer(NamedTuple):
    """A name and what it stands for."""

    name: str
    meaning: str


def names_of(key: str) -> dict[str, str]:
    """A reference to the names that belong in a field of this key; empty where names are free."""
    return definition(_FIELDS[key]) if key in _FIELDS else {}


def definition(name: str) -> dict[str, str]:
    """A reference to a definition of this file, from one beside it."""
    return {"$ref": f"{NAMES_FILE}#/definitions/{name}"}


def names_schema(knowledge: Knowledge) -> dict[str, Any]:
    """The definitions that the other schemas refer to: texts, what is said, ids, objections to borrow, refs."""
    objections = list(_objections(knowledge))
    definitions = {
        "text": _TEXT,
        "lines": _lines(knowledge),
        **{str(kind): _offered(_ID, _documents(knowledge, kind)) for kind in _KINDS},
        "objection": _offered(_REF, objections),
        "ref": _offered(_REF, [*_refs(knowledge), *objections]),
    }
    return {"$schema": DRAFT, "definitions": definitions}


def _lines(knowledge: Knowledge) -> dict[str, Any]:
    """One text, or texts by persona."""
    text = {"$ref": "#/definitions/text"}
    personas = (_Offer(ANYONE, ""), *_documents(knowledge, Kind.PERSONA))
    named = {offer.name: text | ({"description": offer.meaning} if offer.meaning else {}) for offer in personas}
    by_persona = {"type": "object", "minProperties": 1, "properties": named, "additionalProperties": text}
    return {"anyOf": [text, by_persona]}


def _offered(free: Mapping[str, Any], offers: Iterable[_Offer]) -> dict[str, Any]:
    """One of these names, or another that is written like one."""
    listed = list(offers)
    named = {"enum": [offer.name for offer in listed], "enumDescriptions": [offer.meaning for offer in listed]}
    return {"anyOf": [named, dict(free)]} if listed else dict(free)


def _documents(knowledge: Knowledge, kind: Kind) -> Iterator[_Offer]:
    return (_Offer(id_, _meaning(d.record)) for id_, d in sorted(knowledge.documents.get(kind, {}).items()))


def _refs(knowledge: Knowledge) -> Iterator[_Offer]:
    return (_Offer(str(d.ref), _meaning(d.record)) for d in sorted(knowledge.all(), key=lambda d: d.ref))


def _objections(knowledge: Knowledge) -> Iterator[_Offer]:
    """The objections that another guide may borrow: those that a guide owns."""
    for id_, guide in sorted(knowledge.guides.items()):
        for objection in guide.record.objections:
            if not objection.see:
                yield _Offer(str(Ref(Kind.GUIDE, id_, objection.id)), next(iter(objection.they_say), ""))


def _meaning(record: Record) -> str:
    """The text that says what a document is: its title, name or claim."""
    if isinstance(record, Guide):
        return record.title
    return next((text for _, text in texts(record)), "")
