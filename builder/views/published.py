"""What is published of a knowledge base: no drafts outside previews, of retired guides only their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builder.audience import for_audience
from builder.documents import Document
from builder.knowledge import Knowledge
from builder.models import Guide, Kind, Record, Settings, Status


def published(knowledge: Knowledge, settings: Settings) -> Knowledge:
    """The knowledge base that this build shows."""
    seen = for_audience(knowledge, settings.audience)
    shown = {Status.APPROVED, Status.DRAFT} if settings.preview else {Status.APPROVED}
    guides = {i: guide for i, guide in seen.guides.items() if guide.record.status in shown}
    translations = {
        language: {ref: document for ref, document in own.items() if _is_shown(document, guides, shown)}
        for language, own in seen.translations.items()
    }
    if len(guides) == len(seen.guides) and translations == seen.translations:
        return seen
    return replace(seen, documents={**seen.documents, Kind.GUIDE: guides}, translations=translations)


def _is_shown(document: Document[Record], guides: Mapping[str, Document[Guide]], shown: set[Status]) -> bool:
    record = document.record
    return not isinstance(record, Guide) or (document.id in guides and record.status in shown)


def moved(knowledge: Knowledge, settings: Settings) -> dict[str, str]:
    """By old id: the published guide that it is called now, or that replaces it; "" for a guide that is simply gone."""
    seen, shown = for_audience(knowledge, settings.audience), published(knowledge, settings)
    retired = {i: guide.record.replaced_by or "" for i, guide in seen.guides.items() if _is_retired(guide)}
    known = {i: guide for i, guide in seen.guides.items() if i in shown.guides or i in retired}
    steps = {**{old: i for i, guide in known.items() for old in guide.record.formerly}, **retired}
    return {old: _end(old, steps, shown) for old in sorted(steps) if old not in shown.guides}


def _is_retired(guide: Document[Guide]) -> bool:
    return guide.record.status is Status.RETIRED


def _end(old: str, steps: Mapping[str, str], shown: Knowledge) -> str:
    seen: set[str] = set()
    while old in steps and old not in seen:
        seen.add(old)
        old = steps[old]
    return old if old in shown.guides else ""
