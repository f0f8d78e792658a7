"""The files beside the pages: styles, scripts, search and font, named after their content, and what pages name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from builder.exports.tables import dump_csv
from builder.knowledge import Knowledge
from builder.locales.script import script
from builder.locales.site import site
from builder.models import Settings
from builder.reports.basis import Basis
from builder.scripts import ASSETS, early, modules, needed_by
from builder.search.catalogue import catalogue
from builder.search.lines import dump_lines
from builder.search.storage import dump_postings
from builder.views.marketing import csv_path
from builder.views.reader import Reader

_FONT = "font.woff2"
_STYLES = ("talktrack", "call", "marketing")
"""The stylesheet of every page comes first."""
_EVERY_PAGE = "talktrack.js"
_FONT_FACE = re.compile(r"@font-face \{.*?\}")
_FIRST_SCREEN = re.compile(r"/\* first screen: \*/(.*?)/\* :first screen \*/", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND_SIGNS = re.compile(r" ?([{};,]) ?")
_AFTER_NAME = re.compile(r"(?<=[{;])([\w-]+): ")


@dataclass(frozen=True)
class SiteFiles:
    """Files by path from the site's root, and which of them plays which part."""

    files: Mapping[str, bytes]
    css: Mapping[str, str]
    """Stylesheets by name: talktrack for every page, call for those of a call, marketing for reports."""
    font_face: str
    """The rule of the font, which pages hold themselves: a second one, later, would make the page jump."""
    first_screen: str
    """Of the first stylesheet what a guide's first screen needs."""
    scripts: str
    """The folder of the scripts."""
    at_once: tuple[str, ...]
    """The scripts that every page needs from the beginning."""
    font: str
    early: str
    """A script that pages hold themselves."""
    strings: Mapping[str, str]
    """By language: the scripts' words as JSON, and where they find the search."""


def site_files(readers: Mapping[str, Reader], settings: Settings) -> SiteFiles:
    """What the site of these readers ships, by language."""
    files: dict[str, bytes] = {}
    font = _add(files, "assets/font.woff2", (ASSETS / _FONT).read_bytes())
    rules = "\n".join((*map(_pause_rule, readers), ""))
    styles = {name: (ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES}
    face, styles[_STYLES[0]] = _apart(styles[_STYLES[0]])
    styles[_STYLES[0]] += f"\n{rules}"
    css = {name: _add(files, f"assets/{name}.css", style.encode()) for name, style in styles.items()}
    first = first_screen(styles[_STYLES[0]]) + rules
    scripts, code = modules(readers)
    files |= code
    words = {}
    for language, reader in readers.items():
        told = _told(reader, settings, _search(files, reader, scripts))
        words[language] = _add(files, f"assets/strings.{language}.json", told)
    at_once = tuple(f"{scripts}/{name}" for name in needed_by(_EVERY_PAGE, code, scripts))
    return SiteFiles(files, css, face.replace(_FONT, font), first, scripts, at_once, font, early(), words)


def _apart(css: str) -> tuple[str, str]:
    """The rule of the font, and the stylesheet without it."""
    face = _FONT_FACE.search(css)
    if face is None:
        raise ValueError("the stylesheet has no @font-face rule")
    return face[0], css.replace(face[0], "")


def first_screen(css: str) -> str:
    """What stands between the marks of a stylesheet, without comments and spare spaces."""
    marked = " ".join(_FIRST_SCREEN.findall(css))
    bare = " ".join(_COMMENT.sub("", marked).split())
    return _AFTER_NAME.sub(r"\1:", _AROUND_SIGNS.sub(r"\1", bare)).replace(";}", "}")


def _search(files: dict[str, bytes], reader: Reader, scripts: str) -> dict[str, str]:
    """Add the files of the search in one language; where they are, seen from the folder of the assets."""
    found = catalogue(reader)
    postings = _add(files, f"assets/search.{reader.language}.bin", dump_postings(found.index))
    lines = _add(files, f"assets/lines.{reader.language}.json", dump_lines(reader, found))
    paths = {"postings": postings, "lines": lines, "worker": f"{scripts}/search/worker.js"}
    return {name: PurePosixPath(path).relative_to("assets").as_posix() for name, path in paths.items()}


def _told(reader: Reader, settings: Settings, find: Mapping[str, str]) -> bytes:
    """What the scripts of a language are told: their words, and what this site has for them."""
    told: dict[str, Any] = {
        **script(reader.language).model_dump(mode="json"),
        "find": find,
        "keep": settings.offline and not settings.preview,
        "feedback": settings.feedback.model_dump(exclude_none=True) if settings.feedback else {},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _pause_rule(language: str) -> str:
    return f":lang({language}) .pause::before{{content:{json.dumps(site(language).pause, ensure_ascii=False)}}}"


def named_files(root: Path, knowledge: Knowledge) -> dict[str, bytes]:
    """The files of content/files/ that an asset or a deck of this build names."""
    named = {asset.record.file for asset in knowledge.assets.values()}
    named |= {deck.record.file for deck in knowledge.decks.values()}
    names = sorted(name for name in named if name and name in knowledge.files)
    return {f"files/{name}": (root / "content" / "files" / name).read_bytes() for name in names}


def report_files(readers: Mapping[str, Reader], asked: Mapping[str, Basis]) -> dict[str, bytes]:
    """The tables of the pages for marketing, each beside its page."""
    return {
        csv_path(readers[language], name): dump_csv(name, basis)
        for language, basis in asked.items()
        for name in ("coverage", "freshness", "knowledge", "findings")
    }


def _add(files: dict[str, bytes], path: str, content: bytes) -> str:
    """Put a file among the others under a name that says its content; the name."""
    stem, _, ending = path.rpartition(".")
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
    files[name] = content
    return name
