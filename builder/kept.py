"""What an earlier check read and found, kept in the project's cache folder, by file and content.

A file's data and positions hold until it changes; what the rules of `checks.alone` found in it, until it, its base, or
what all documents share changes. Everything is forgotten when the program changes. What is damaged is made anew; it is
JSON, a line a file, so that nothing of it can run and only what has changed is written anew.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from builder import __version__
from builder.checks.alone import SHARED, Paths
from builder.files import write_atomically
from builder.findings import Finding, Severity, Value
from builder.models import Settings
from builder.source import Location, Unpacked
from builder.sources import named
from builder.yaml_reader import Parsed, decode, parse_yaml

FILE = ".talktrack/check.cache"
"""Where it is kept in a project."""

_UNHEARD = {"today", "preview", "audience", "people", "feedback", "offline", "offline_mb"}
_UNHEARD |= {"marketing_pages", "publish_json"}
"""Settings that neither reading nor the rules of `checks.alone` look at."""
_DIGEST = sha256().digest_size


class Read(NamedTuple):
    """A file as it was read: its text, what is wrong with its encoding, and what it holds."""

    text: str
    odd: tuple[Finding, ...]
    parsed: Parsed


def read(path: str, raw: bytes) -> Read:
    """A file read anew."""
    text, odd = decode(raw, path)
    return Read(text, odd, parse_yaml(text, path))


@dataclass
class Keeping:
    """The files of a project as they were, and as they are now."""

    before: dict[str, list[Any]] = field(default_factory=dict)
    """By path: the content's digest, data, positions; then by what they rest on, findings."""
    told: dict[str, str] = field(default_factory=dict)
    """By path: the same as it was written."""
    now: dict[str, list[Any]] = field(default_factory=dict)
    shared: str = ""

    def read(self, path: str, raw: bytes) -> Read:
        """A file read, or what it held the last time where it is the same."""
        digest = sha256(raw).hexdigest()
        entry = self.before.get(path)
        if entry is None or entry[0] != digest:
            found = read(path, raw)
            clean = not found.odd and not found.parsed.findings
            held = [found.parsed.data, found.parsed.root.packed(), "", []] if clean else []
            self.now[path] = [digest, *held]
            return found
        self.now[path] = entry
        return Read(raw.decode("utf-8"), (), Parsed(entry[1], Unpacked.of(path, entry[2])))

    def begin(self, settings: Settings, language: str) -> None:
        """All files are read: what all documents share is known now."""
        heard = settings.model_dump_json(exclude=_UNHEARD)
        files = sorted((path, entry[0]) for path, entry in self.now.items() if _is_shared(path))
        self.shared = sha256(repr((heard, language, files)).encode("utf-8", "surrogatepass")).hexdigest()

    def found(self, paths: Paths) -> tuple[Finding, ...] | None:
        """The findings in the first of these files; None where they don't hold any more."""
        entry = self.now.get(paths[0], ())
        if len(entry) <= 1 or entry[3] != self._rests_on(paths):
            return None
        return tuple(_finding(paths[0], packed) for packed in entry[4])

    def keep(self, paths: Paths, findings: tuple[Finding, ...]) -> None:
        """Remember the findings in the first of these files for the next time."""
        entry = self.now.get(paths[0], ())
        if len(entry) > 1:
            self.now[paths[0]] = [*entry[:3], self._rests_on(paths), [_packed(finding) for finding in findings]]

    def _rests_on(self, paths: Paths) -> str:
        files = [self.now[path][0] for path in paths if path in self.now]
        return sha256("".join((self.shared, *files)).encode()).hexdigest()


def opened(root: Path) -> Keeping:
    """What is kept of a project; nothing where it is damaged, or of another program."""
    try:
        raw = memoryview((root / FILE).read_bytes())
    except OSError:
        return Keeping()
    if raw[:_DIGEST] != _seal(raw[_DIGEST:]):
        return Keeping()
    keeping = Keeping()
    for line in bytes(raw[_DIGEST:]).decode("utf-8", "surrogatepass").split("\n")[:-1]:
        path, *entry = json.loads(line)
        keeping.before[path], keeping.told[path] = entry, line
    return keeping


def close(keeping: Keeping, root: Path) -> None:
    """Keep for the next time what is true now; where nothing can be written, nothing is kept."""
    told = {path: _told(path, entry, keeping) for path, entry in keeping.now.items() if len(entry) > 1}
    if told != keeping.told:
        raw = "".join(f"{line}\n" for line in told.values()).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            write_atomically(root / FILE, _seal(memoryview(raw)) + raw)


def _told(path: str, entry: list[Any], keeping: Keeping) -> str:
    """A file's line, as it was where nothing of it has changed."""
    if entry is keeping.before.get(path):
        return keeping.told[path]
    return json.dumps([path, *entry], ensure_ascii=False, separators=(",", ":"))


def _is_shared(path: str) -> bool:
    name = named(path)
    return name is None or name.kind in SHARED


def _packed(finding: Finding) -> list[Any]:
    values = [[name, value, isinstance(value, tuple)] for name, value in finding.values.items()]
    return [finding.code, finding.location[1:], finding.severity, values, finding.related, finding.variant]


def _finding(path: str, packed: list[Any]) -> Finding:
    code, at, severity, values, related, variant = packed
    known: dict[str, Value] = {name: tuple(value) if several else value for name, value, several in values}
    places = tuple(Location(*place) for place in related)
    return Finding(code, Location(path, *at), Severity(severity), known, places, variant)


def _seal(told: memoryview) -> bytes:
    """A digest of what is kept and of the program: both have to be the same."""
    made = sha256(repr((__version__, *_program())).encode("utf-8", "surrogatepass"))
    made.update(told)
    return made.digest()


def _program() -> Iterator[tuple[str, int, int]]:
    """This program's own files, with their size and when they were written."""
    for where, folders, names in os.walk(Path(__file__).parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for path in (Path(where, name) for name in sorted(names) if name.endswith((".py", ".yml"))):
            about = path.stat()
            yield str(path), about.st_size, about.st_mtime_ns
