"""Guides as one page that stands alone: styles, font and script inside, nothing fetched; what one mails or prints."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from builder.addresses import address
from builder.documents import Document
from builder.locales.script import script
from builder.models import Guide, Stage
from builder.rendering import Blocks, Voices, render
from builder.text import plain
from builder.views.guide import guide_view
from builder.views.reader import PersonaTag, Reader

_HERE = Path(__file__).parent
_CODE = (_HERE / "mailed.js").read_text(encoding="utf-8").strip()
_HREF = re.compile(r' href="([^"]*)"')
_NAME = re.compile(r' (id|for|aria-labelledby|aria-controls)="([^"]+)"')
_STYLE = re.compile(r' style="([^"]*)"')
_STRINGS = re.compile(r' data-strings="[^"]*"')
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")
_TOP = "_content"
"""The anchor of a guide's own article."""


class Around(NamedTuple):
    """What the outermost element of a guide says: see page.html."""

    kind: str
    personas: tuple[str, ...]
    today: str
    strings: str = ""
    search: str = ""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The guides of a page as a reader sees them, and what the page is dressed in."""

    reader: Reader
    voices: Voices
    guides: tuple[Document[Guide], ...]
    styles: str
    """The site's stylesheet, which names its font `font.woff2`."""
    font: bytes

    def pen(self) -> Blocks:
        """What the page is written with; links begin with a slash, to be told from those to its own parts."""
        language = self.reader.language
        return Blocks(self.voices, script(language), language, "", "/")


def render_sheet(sheet: Sheet, *, title: str = "", top: str = "") -> str:
    """The page; `top` is HTML that stands above the guides."""
    reader, pen = sheet.reader, sheet.pen()
    within = {str(address(guide.ref, reader.start)): guide.id for guide in sheet.guides}
    guides = [_passage(sheet, guide, within) for guide in sheet.guides]
    personas = reader.tags({p for guide in sheet.guides for p in guide.record.for_})
    styles = _styles(sheet, personas)
    return render(
        "mailed",
        pen,
        language=reader.language,
        title=title or ", ".join(plain(guide.record.title) for guide in sheet.guides),
        policy=_policy(styles, {style for html in guides for style in _STYLE.findall(html)}),
        styles=styles,
        code=_CODE,
        personas=personas,
        top=top,
        guides=guides,
    )


def _passage(sheet: Sheet, guide: Document[Guide], within: Mapping[str, str]) -> str:
    """A guide, its names made its own among those of the others, and its links those that lead somewhere."""
    reader = sheet.reader
    view = guide_view(reader, guide)
    number = list(Stage).index(view.stage) + 1 if view.stage else 0
    today = reader.settings.today.isoformat() if reader.settings.today else ""
    around = Around("guide", tuple(persona.id for persona in view.personas), today)
    html = render("passage", sheet.pen(), frame=around, view=view, number=number, toc=())
    named = _NAME.sub(lambda found: f' {found[1]}="{guide.id}--{found[2]}"', _STRINGS.sub("", html))
    return _HREF.sub(lambda found: _link(found[1], guide.id, within), named)


def _link(target: str, guide: str, within: Mapping[str, str]) -> str:
    """A link as this page has it; nothing where it would leave for a page that isn't here."""
    if target.startswith(_ELSEWHERE):
        return f' href="{target}"'
    path, _, anchor = target.removeprefix("/").partition("#")
    owner = within.get(path, "") if path else guide
    return f' href="#{owner}--{anchor or _TOP}"' if owner else ""


def _styles(sheet: Sheet, personas: Iterable[PersonaTag]) -> str:
    font = f"url(data:font/woff2;base64,{b64encode(sheet.font).decode()})"
    own = (_HERE / "mailed.css").read_text(encoding="utf-8")
    rules = (_rule(who) for who in sorted(persona.id for persona in personas))
    styles = sheet.styles.replace("url(font.woff2)", font).replace("font-display: optional", "font-display: block")
    return "\n".join((styles, own, *rules))


def _rule(who: str) -> str:
    """What the choice of a persona hides: the lines of others, and for whom each line is."""
    others = f':is([data-for]:not([data-for~="{who}"]),.tag)'
    return f'html[data-persona="{who}"] [data-personas~="{who}"] {others}{{display:none}}'


def _policy(styles: str, inline: Iterable[str]) -> str:
    """What the page may do: show its own styles and run its own script, and nothing else."""
    allowed = " ".join((_hash(styles), "'unsafe-hashes'", *map(_hash, sorted(inline))))
    return (
        f"default-src 'none'; style-src {allowed}; script-src {_hash(_CODE)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
