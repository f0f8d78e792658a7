"""The files beside the pages: styles, scripts and font, named after their content, and documents that pages name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.knowledge import Knowledge
from builder.locales.script import script
from builder.locales.site import site

SOURCE = Path(__file__).parent / "website" / "assets"
_FONT = "font.woff2"


@dataclass(frozen=True)
class SiteFiles:
    """Files by path from the site's root, and which of them plays which part."""

    files: Mapping[str, bytes]
    css: str
    script: str
    font: str
    early: str
    """A script that pages hold themselves."""
    strings: Mapping[str, str]
    """By language: the scripts' words as JSON."""


def site_files(languages: Iterable[str], personas: Iterable[str]) -> SiteFiles:
    """What every build of these languages and personas ships."""
    chosen = tuple(languages)
    files: dict[str, bytes] = {}
    font = _add(files, "assets/font.woff2", (SOURCE / _FONT).read_bytes())
    css = (SOURCE / "talktrack.css").read_text(encoding="utf-8").replace(f"url({_FONT})", f"url({Path(font).name})")
    rules = "\n".join((*map(persona_rules, sorted(personas)), *map(_pause_rule, chosen), ""))
    styles = _add(files, "assets/talktrack.css", f"{css}\n{rules}".encode())
    code = _add(files, "assets/talktrack.js", (SOURCE / "talktrack.js").read_bytes())
    words = {
        language: _add(files, f"assets/strings.{language}.json", script(language).model_dump_json().encode())
        for language in chosen
    }
    early = (SOURCE / "early.js").read_text(encoding="utf-8").strip()
    return SiteFiles(files, styles, code, font, early, words)


def persona_rules(persona: str) -> str:
    """What the choice of a persona shows: their lines alone where pages tell them apart, their name in the header."""
    chosen = f'html[data-persona="{persona}"]'
    page = f'{chosen} [data-personas~="{persona}"]'
    return (
        f'{page} [data-for]:not([data-for~="{persona}"]),{page} .tag{{display:none}}'
        f'{chosen} [data-personas]:not([data-personas~="{persona}"]) .not-for{{display:block}}'
        f'{chosen} .who [data-who="{persona}"]{{display:inline}}{chosen} .who [data-who=""]{{display:none}}'
    )


def _pause_rule(language: str) -> str:
    return f":lang({language}) .pause::before{{content:{json.dumps(site(language).pause, ensure_ascii=False)}}}"


def named_files(root: Path, knowledge: Knowledge) -> dict[str, bytes]:
    """The files of content/files/ that an asset or a deck of this build names."""
    named = {asset.record.file for asset in knowledge.assets.values()}
    named |= {deck.record.file for deck in knowledge.decks.values()}
    names = sorted(name for name in named if name and name in knowledge.files)
    return {f"files/{name}": (root / "content" / "files" / name).read_bytes() for name in names}


def _add(files: dict[str, bytes], path: str, content: bytes) -> str:
    """Put a file among the others under a name that says its content; the name."""
    stem, _, ending = path.rpartition(".")
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
    files[name] = content
    return name
