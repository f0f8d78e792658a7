"""Reading without a network: the service worker of a finished site, and the list of what it may keep.

Written when every page is, since a version is its files' content: the worker takes over a new version whole or not at
all, and each file that it keeps is compared with this list.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WORKER = "sw.js"
"""The worker, at the root of the site: it rules the folder that it stands in."""
_SOURCE = Path(__file__).parent / "assets" / WORKER
_PERSONAS = re.compile(r'<div class="tt[^>]* data-personas="([^"]*)"')
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_SHELL = re.compile(r"assets/(?!images/).+\.(?:css|js|json|bin|woff2)")
"""What every page needs, and the search: by the path from the site's root."""
_LEFT_OUT = {"404.html", "sitemap.xml", "sitemap.xml.gz", WORKER}


class Kept(NamedTuple):
    """A file that the worker may keep."""

    path: str
    """From the site's root; of a page its directory: "" for home, "guides/x/"."""
    hash: str
    """The first 16 hexadecimal digits of its SHA-256."""
    size: int
    language: str = ""
    """Of a page."""
    personas: tuple[str, ...] = ()
    """Whose lines the page tells apart."""


def write_offline(site: Path, *, switched_on: bool, megabytes: int) -> None:
    """Write the worker of a finished site; where it is switched off, one that clears away what an earlier one kept."""
    source = _SOURCE.read_text(encoding="utf-8")
    if not switched_on:
        (site / WORKER).write_text(_with({"off": True}, source), encoding="utf-8")
        return
    shell, pages = list(_shell(site)), list(_pages(site))
    listed = json.dumps({"shell": shell, "pages": pages}, ensure_ascii=False, separators=(",", ":")).encode()
    version = hashlib.sha256(listed).hexdigest()[:16]
    name = f"assets/offline.{version}.json"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(listed)
    told = {"version": version, "list": name, "most": megabytes * 1_000_000}
    (site / WORKER).write_text(_with(told, source), encoding="utf-8")


def _with(told: dict[str, object], source: str) -> str:
    return f"const SITE = {json.dumps(told)};\n{source}"


def _shell(site: Path) -> Iterator[Kept]:
    for path in sorted(site.glob("assets/**/*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and _SHELL.fullmatch(name):
            yield _kept(name, path.read_bytes())


def _pages(site: Path) -> Iterator[Kept]:
    """Home first, then by path."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name in _LEFT_OUT or name.startswith("files/"):
            continue
        content = path.read_bytes()
        start = content[:20000].decode("utf-8", "replace")
        personas, language = _PERSONAS.search(start), _LANGUAGE.search(start)
        page = _kept(name.removesuffix("index.html"), content)
        yield page._replace(
            language=language[1] if language else "", personas=tuple(personas[1].split()) if personas else ()
        )


def _kept(name: str, content: bytes) -> Kept:
    return Kept(name, hashlib.sha256(content).hexdigest()[:16], len(content))
