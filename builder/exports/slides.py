"""The onboarding deck of a path as slides for PowerPoint: spoken lines large, seconds and refs in the notes."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PackageNotFoundError
from pptx.util import Emu, Inches, Pt

from builder.exports.slide_ideas import Idea, Voice, ideas
from builder.models import LearningPath
from builder.views.reader import Reader

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_GAP = Inches(0.18)


def _colour(code: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(code)  # type: ignore[no-untyped-call]
    return made


_INK = _colour("1B2230")
_SIZES = (36, 32, 28, 24, 20, 18, 16, 14)
"""Sizes of spoken lines in points: the largest at which all of them fit."""


class _Look(NamedTuple):
    """How a voice looks: told apart in black and white too (filled, outlined, plain)."""

    edge: RGBColor
    ground: RGBColor | None
    words: RGBColor
    outlined: bool = False


_LOOKS = {
    "say": _Look(_colour("0A5F58"), _colour("0A5F58"), _colour("FFFFFF")),
    "ask": _Look(_colour("8F4405"), _colour("FFFFFF"), _colour("5E2C02"), outlined=True),
    "they": _Look(_colour("4A4F8C"), None, _colour("363A70")),
    "known": _Look(_colour("1B2230"), _colour("ECEAE2"), _INK),
}


class BadTemplate(ValueError):
    """A template that can't be used; its text says why."""


def dump_slides(reader: Reader, path: LearningPath, persona: str = "", template: bytes | None = None) -> bytes:
    """The deck, with the master of `template` where there is one."""
    deck = _opened(template) if template is not None else _plain()
    layout = _layout(deck)
    writer = _Writer(deck, reader.strings.quotes, own=template is None)
    for number, idea in enumerate(ideas(reader, path, persona)):
        writer.slide(deck.slides.add_slide(layout), idea, opens=number == 0)
    deck.core_properties.title = path.title
    deck.core_properties.author = ""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _plain() -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    return deck


def _opened(template: bytes) -> Any:
    """The presentation of a template, without the slides that it holds."""
    try:
        deck = Presentation(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise BadTemplate("this template is not a PowerPoint file (.pptx) that can be read") from error
    slides = deck.slides._sldIdLst  # python-pptx has no public way to remove a slide
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    return deck


def _layout(deck: Any) -> Any:
    """The layout with a title and as little else as there is."""
    titled = [
        layout for layout in deck.slide_layouts if any(p.placeholder_format.type in {1, 3} for p in layout.placeholders)
    ]
    if not titled:
        raise BadTemplate("this template has no layout with a title")
    return min(titled, key=lambda layout: len(layout.placeholders))


class _Writer:
    """Writes ideas on slides of one size."""

    def __init__(self, deck: Any, quotes: tuple[str, str], *, own: bool) -> None:
        self.width, self.height, self.own, self.quotes = deck.slide_width, deck.slide_height, own, quotes
        self.left = int(self.width * 0.06)
        self.across = self.width - 2 * self.left

    def slide(self, slide: Any, idea: Idea, *, opens: bool) -> None:
        """Fill a slide."""
        title = slide.shapes.title
        if self.own:
            title.left, title.top = self.left, int(self.height * (0.3 if opens else 0.06))
            title.width, title.height = self.across, int(self.height * 0.16)
            title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        title.text_frame.text = f"{idea.above} · {idea.title}" if idea.above else idea.title
        if self.own:
            _style(title.text_frame, 44 if opens else 32, _INK, bold=True)
        top = title.top + title.height + _GAP
        self._voices(slide, idea.voices, top)
        self._items(slide, idea.items, top)
        if idea.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(idea.notes)

    def _items(self, slide: Any, items: Sequence[str], top: int) -> None:
        if not items:
            return
        room = int(self.height * 0.95) - top
        size = next((s for s in _SIZES[1:] if self._high(items, s) + len(items) * Pt(s // 3) <= room), _SIZES[-1])
        frame = slide.shapes.add_textbox(self.left, top, self.across, room).text_frame
        frame.word_wrap = True
        frame.text = "\n".join(items)
        _style(frame, size, _INK)
        for paragraph in frame.paragraphs:
            paragraph.space_after = Pt(size // 3)

    def _voices(self, slide: Any, voices: Sequence[Voice], top: int) -> None:
        """The lines below one another, as large as they all fit."""
        room = int(self.height * 0.95) - top
        texts = [self._quoted(voice) for voice in voices]
        size = next((s for s in _SIZES if self._blocks(texts, s) <= room), _SIZES[-1])
        for voice, text in zip(voices, texts, strict=True):
            high = self._block(text, size)
            self._one(slide, voice, text, Emu(top), Emu(high), size)
            top += high + _GAP

    def _quoted(self, voice: Voice) -> str:
        said = voice.kind == "they" and not voice.text.startswith(("«", "“"))
        no_break = "\u00a0" if self.quotes[0].strip() == "«" else ""
        return (
            f"{self.quotes[0].strip()}{no_break}{voice.text}{no_break}{self.quotes[1].strip()}" if said else voice.text
        )

    def _one(self, slide: Any, voice: Voice, text: str, top: Emu, high: Emu, size: int) -> None:
        look = _LOOKS[voice.kind]
        shape = slide.shapes.add_textbox(self.left, top, self.across, high)
        if look.ground is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = look.ground
        if look.outlined:
            shape.line.color.rgb, shape.line.width = look.edge, Pt(3)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.text = f"{voice.verb}\n{text}"
        _style(frame, size, look.words, italic=voice.kind == "they")
        verb = frame.paragraphs[0].runs[0].font
        verb.size, verb.bold, verb.italic = Pt(14), True, False

    def _blocks(self, texts: Sequence[str], size: int) -> int:
        return sum(self._block(text, size) + _GAP for text in texts)

    def _block(self, text: str, size: int) -> int:
        return self._high((text,), size) + Pt(17) + Inches(0.24)

    def _high(self, texts: Sequence[str], size: int) -> int:
        """About how high texts are at a size: letters are half as wide as high."""
        fits = max(1, int((self.across - Inches(0.3)) / (Pt(size) * 0.52)))
        return sum(math.ceil(max(1, len(text)) / fits) for text in texts) * int(Pt(size) * 1.22)


def _style(frame: Any, size: int, ink: RGBColor, *, bold: bool = False, italic: bool = False) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = 1
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
            run.font.color.rgb = ink
