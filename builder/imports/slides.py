"""What the slides of a PowerPoint file say. Nothing in it is run, and nothing that it links to is fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pptx import Presentation

from builder.imports.texts import Unreadable, clean

MAX_BYTES = 300_000_000
"""The largest file that is opened."""
_MAX_UNPACKED = 1_000_000_000
_MAX_PARTS = 20_000
_MAX_RATIO = 200
"""How many times larger a part may be than what it was packed to; PowerPoint's own stay below 50."""
_SMALL = 1_000_000
"""Parts up to this size may be packed as well as they can."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"


class SlideText(NamedTuple):
    """What stands on a slide."""

    number: int
    title: str
    """Empty where it has none."""
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    hidden: bool


def parse_slides(raw: bytes) -> tuple[SlideText, ...]:
    """The slides of a .pptx, in order; Unreadable where it is none, damaged, locked or too large."""
    _refuse(raw)
    try:
        return tuple(_slide(number, slide) for number, slide in enumerate(Presentation(io.BytesIO(raw)).slides, 1))
    except Exception as error:  # a damaged file fails in as many ways as it has bytes
        raise Unreadable("it is damaged, or no PowerPoint file: open it in PowerPoint and save it again") from error


def _refuse(raw: bytes) -> None:
    """Unreadable for what must not be opened."""
    if raw.startswith(_OLE):
        raise Unreadable("it has a password, or is an old .ppt: save it as .pptx without a password")
    if not raw.startswith(_ZIP):
        raise Unreadable("it is no .pptx file")
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("it is damaged: it can't be unpacked") from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED or any(map(_is_bomb, parts)):
        raise Unreadable("it unpacks to far more than a deck holds, so it was not opened")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > _MAX_RATIO * max(1, part.compress_size)


def _slide(number: int, slide: Any) -> SlideText:
    title_shape = slide.shapes.title
    title = clean(title_shape.text_frame.text) if title_shape is not None else ""
    own = title_shape.shape_id if title_shape is not None else None
    texts = tuple(dict.fromkeys(filter(None, map(clean, _texts(slide.shapes, own)))))
    noted = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    notes = tuple(filter(None, map(clean, noted.text.splitlines()))) if noted is not None else ()
    return SlideText(number, title, texts, notes, hidden=slide._element.get("show") in {"0", "false"})


def _texts(shapes: Iterable[Any], title: int | None) -> Iterator[str]:
    """The paragraphs of shapes, of groups inside groups and of tables too."""
    for shape in shapes:
        if title is not None and shape.shape_id == title:
            continue
        if hasattr(shape, "shapes"):
            yield from _texts(shape.shapes, None)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield " | ".join(filter(None, (clean(cell.text_frame.text) for cell in row.cells)))
        elif getattr(shape, "has_text_frame", False):
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
