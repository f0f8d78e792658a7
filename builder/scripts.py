"""The ES modules of the site: all in one folder named after their content, so that they may import one another."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_HERE = Path(__file__).parent
ASSETS = _HERE / "website" / "assets"
_ENGINE = _HERE / "search" / "browser"
_NO_MODULES = {"early.js", "sw.js"}
"""Pages hold the one themselves, the other stands at the root of the site."""
_STEMMERS = {"fr": "French", "en": "English"}
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)";', re.MULTILINE)
_DOCS = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*$", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"^\s*//.*")
_FALLBACK = "en"
"""The stemmer of languages that have none of their own."""
_LICENSE = "/*! Snowball 3.0.1 (BSD), Copyright Martin Porter, Richard Boulton and others; as Sphinx ships it. */\n"


def modules(languages: Iterable[str]) -> tuple[str, dict[str, bytes]]:
    """The folder of the modules, and the modules by path from the site's root."""
    found = {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in sorted(ASSETS.rglob("*.js"))}
    found |= {f"search/{path.name}": path.read_bytes() for path in sorted(_ENGINE.glob("*.js"))}
    for language in sorted({*languages, _FALLBACK} & _STEMMERS.keys()):
        found[f"search/stemmer.{language}.js"] = _stemmer(language)
    shipped = {path: _bare(code) for path, code in sorted(found.items()) if path not in _NO_MODULES}
    names = hashlib.sha256(b"".join(path.encode() + b"\0" + code + b"\0" for path, code in shipped.items()))
    folder = f"assets/{names.hexdigest()[:10]}"
    return folder, {f"{folder}/{path}": code for path, code in shipped.items()}


def early() -> str:
    """The script that pages hold themselves."""
    return _bare((ASSETS / "early.js").read_bytes()).decode().strip()


def needed_by(name: str, code: Mapping[str, bytes], folder: str) -> tuple[str, ...]:
    """A module and all that it imports before it runs, in the order of their imports; names from the folder."""
    found, waiting = [], [name]
    while waiting:
        module = waiting.pop(0)
        if module not in found:
            found.append(module)
            imports = _IMPORT.findall(code[f"{folder}/{module}"].decode())
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(module), path)) for path in imports]
    return tuple(found)


def _bare(code: bytes) -> bytes:
    """A script as it is sent: no comments, no indents. Ours have no text over several lines."""
    lines = _DOCS.sub("", code.decode()).splitlines()
    bare = (_NOTE.sub("", line).strip() for line in lines)
    return "".join(f"{line}\n" for line in bare if line).encode()


def _stemmer(language: str) -> bytes:
    """The vendored scripts, which write to a name that nobody declares, as a module."""
    name = _STEMMERS[language]
    base, own = (
        (_ENGINE / "vendor" / f"{part}-stemmer.js").read_text(encoding="utf-8") for part in ("base", name.lower())
    )
    use = f"const one = new {name}Stemmer();\nexport const stem = (word) => one.stemWord(word);\n"
    return f"{_LICENSE}var BaseStemmer;\n{base}\n{own}\n{use}".encode()
