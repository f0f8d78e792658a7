"""What changes in files without anybody hearing it."""

from __future__ import annotations

from collections.abc import Iterable

from builder.changes.documents import Names
from builder.changes.sides import Side
from builder.changes.values import Altered, Unheard
from builder.changes.wanted import Wanted, is_document
from builder.documents import Document
from builder.files import CONFIG
from builder.models import Record

_OWNERS = ("owner", "field_owner")
_REVIEWS = ("reviewed", "review_days")


def unheard(old: Side, new: Side, names: Names, chosen: Wanted, found: Iterable[Altered]) -> Unheard:
    """Reviews, owners, and files that say what they said in another way."""
    pairs = tuple(_pairs(old, new, names))
    reviewed = {document.ref for before, document in pairs if _differ(before, document, _REVIEWS)}
    owners = {document.ref for before, document in pairs if _differ(before, document, _OWNERS)}
    told = {altered.path for altered in found} | {d.path for _, d in pairs if d.ref in reviewed | owners}
    read = {document.path for _, document in pairs}
    written = sorted(path for path in chosen.changed if is_document(path) and path in read and path not in told)
    return Unheard(tuple(sorted(reviewed)), tuple(sorted(owners)), tuple(written), CONFIG in chosen.changed)


Pair = tuple[Document[Record], Document[Record]]


def _pairs(old: Side, new: Side, names: Names) -> Iterable[Pair]:
    """The documents of both sides, translations among them."""
    before, after = old.knowledge, new.knowledge
    for document in before.all():
        if now := after.find(names.now(document.ref)):
            yield document, now
    for language, own in before.translations.items():
        theirs = after.translations.get(language, {})
        yield from ((d, theirs[names.now(r)]) for r, d in own.items() if names.now(r) in theirs)


def _differ(old: Document[Record], new: Document[Record], keys: tuple[str, ...]) -> bool:
    """Whether one of these keys is another; what a translation inherits is its base's."""
    if not new.writes((keys[0],)) and new.root.path == new.path and old.path != old.root.path:
        return False
    return any(getattr(old.record, key, None) != getattr(new.record, key, None) for key in keys)
