"""A comparison as data: the documented, versioned JSON that other programs read.

`python -m builder.changes.data > schemas/diff.json` writes its JSON Schema.
"""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from builder import __version__
from builder.changes.values import Altered, Behind, Change, Difference, How, Sort, State
from builder.exports.findings import Item, found
from builder.findings import Finding

VERSION = 1
"""Goes up when a field is taken away or means something else; a field that is added leaves it."""

Count = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """A part of the data: frozen, its fields documented by their docstrings."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Seconds(Shape):
    """How long a line took to say, and takes now; 0 where there is none."""

    old: Count
    new: Count


class ChangeItem(Shape):
    """One thing that somebody gets differently."""

    ref: str
    """The line, as `prix#trop-cher`."""
    field: str
    """The key in the file; empty for a whole part that came, went or moved."""
    sort: Sort
    """What kind of value it is."""
    how: How
    """What happened to it."""
    personas: tuple[str, ...]
    """Ids of those who get it."""
    everyone: bool
    """Whether these are all that the part is for."""
    old: str | None
    """What it was; null where there was nothing."""
    new: str | None
    """What it is; null where there is nothing."""
    seconds: Seconds | None
    """For what is said aloud."""
    also: tuple[str, ...]
    """Refs of guides' objections that borrow it."""
    widens: bool
    """Whether more people than before may read the document."""


class TouchedItem(Shape):
    """A line that rests on an evidence that changed."""

    ref: str
    old: str
    """How well it was supported: both, known, felt, settled, bare."""
    new: str


class DocumentItem(Shape):
    """A document that somebody gets differently, or finds elsewhere."""

    ref: str
    title: str
    path: str
    state: State
    formerly: str | None
    """Its ref before it was renamed."""
    redirected: bool
    """Whether its old address still leads here."""
    changes: tuple[ChangeItem, ...]
    touches: tuple[TouchedItem, ...]


class EditionItem(Shape):
    """What is different in one language."""

    language: str
    documents: tuple[DocumentItem, ...]


class BehindItem(Shape):
    """A translation that still says what its base says no more."""

    ref: str
    language: str
    path: str
    lines: tuple[str, ...]
    """Refs and fields, as `prix#trop-cher answer`."""


class UnheardItem(Shape):
    """What changes without anybody hearing it."""

    reviewed: tuple[str, ...]
    owners: tuple[str, ...]
    written: tuple[str, ...]
    """Paths of files with other comments, another layout or another order of keys."""
    settings: bool


class Compared(Shape):
    """Everything that `talktrack diff` has to say."""

    version: Literal[1]
    """The version of this format."""
    talktrack: str
    """The version of the program."""
    old: str
    """What was compared."""
    new: str
    language: str
    """The language of the findings' sentences."""
    whole: bool
    """Whether all files were judged; else those that changed and those that cite them."""
    editions: tuple[EditionItem, ...]
    """The site's own language first."""
    behind: tuple[BehindItem, ...]
    new_findings: tuple[Item, ...]
    """As in the JSON of `talktrack check`."""
    mended_findings: tuple[Item, ...]
    unheard: UnheardItem


def compared(difference: Difference, language: str, old: str = "", new: str = "") -> Compared:
    """A comparison as data, findings worded in a language."""
    unheard = difference.unheard
    return Compared(
        version=VERSION,
        talktrack=__version__,
        old=old,
        new=new,
        language=language,
        whole=difference.whole,
        editions=tuple(
            EditionItem(language=name, documents=tuple(map(_document, altered)))
            for name, altered in difference.editions.items()
        ),
        behind=tuple(map(_behind, difference.behind)),
        new_findings=_items(difference.new, language),
        mended_findings=_items(difference.mended, language),
        unheard=UnheardItem(
            reviewed=tuple(map(str, unheard.reviewed)),
            owners=tuple(map(str, unheard.owners)),
            written=unheard.written,
            settings=unheard.settings,
        ),
    )


def _items(findings: tuple[Finding, ...], language: str) -> tuple[Item, ...]:
    return found(findings, language).findings


def _behind(behind: Behind) -> BehindItem:
    return BehindItem(ref=str(behind.ref), language=behind.language, path=behind.path, lines=behind.fields)


def _document(altered: Altered) -> DocumentItem:
    return DocumentItem(
        ref=str(altered.ref),
        title=altered.title,
        path=altered.path,
        state=altered.state,
        formerly=str(altered.old_ref) if altered.old_ref else None,
        redirected=altered.redirected,
        changes=tuple(map(_change, altered.changes)),
        touches=tuple(TouchedItem(ref=str(ref), old=old, new=new) for ref, old, new in altered.touches),
    )


def _change(change: Change) -> ChangeItem:
    return ChangeItem(
        ref=str(change.ref),
        field=change.field,
        sort=change.sort,
        how=change.how,
        personas=change.personas,
        everyone=change.everyone,
        old=change.old,
        new=change.new,
        seconds=Seconds(old=change.seconds[0], new=change.seconds[1]) if change.seconds else None,
        also=tuple(map(str, change.also)),
        widens=change.widens,
    )


def render_json(value: Compared) -> str:
    """The value itself, as JSON."""
    return json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def render_schema() -> str:
    """The JSON Schema of the value."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Compared.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_schema())
