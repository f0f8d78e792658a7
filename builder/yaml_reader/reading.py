"""A YAML text as data, positions and findings: read once if all is well, mended and read on where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from builder.findings import Finding, in_order
from builder.source import Location, Node
from builder.yaml_reader.attempts import read
from builder.yaml_reader.building import Data, Options
from builder.yaml_reader.mending import Mend
from builder.yaml_reader.repair import repaired

SIZE_LIMIT = 1_000_000
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds, where it stands, and what is wrong with it.

    `data` is None for a file that can't be read, or whose mistakes leave in doubt what it was meant to say; a text
    that only lacked its quotes is there as it was meant. `root` is always there.
    """

    data: Data
    root: Node
    findings: tuple[Finding, ...] = ()
    mends: tuple[Mend, ...] = ()
    """How its mistakes may be mended, each by itself, where the reader is sure of one."""


def parse_yaml(
    text: str, path: str, *, opaque_tags: bool = False, environ: Mapping[str, str] = MappingProxyType({})
) -> Parsed:
    """The plain data of a YAML text, its position tree, and everything that is wrong with it, in one run.

    With `opaque_tags` (mkdocs.yml) tags, anchors and aliases are accepted: `!ENV` gives what `environ` or its default
    says, other tagged values their text.
    """
    if len(text) > SIZE_LIMIT or len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT:
        finding = Finding("too-large", Location(path), values={"limit": SIZE_LIMIT // 1000}, variant="size")
        return Parsed(None, Node(path), (finding,))
    plain_ends = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    lines = plain_ends.removeprefix("\ufeff").split("\n")
    unprintable = tuple(_unprintable(lines, path)) if _FORBIDDEN.search(text) else ()
    if unprintable:
        lines = [_FORBIDDEN.sub(" ", line) for line in lines]
    options = Options(path, opaque_tags, environ)
    reading = read(lines, options)
    if reading.stop:
        reading = repaired(lines, reading, options)
    findings = _inside((*unprintable, *reading.findings), lines)
    return Parsed(reading.data, reading.root, findings, reading.mends)


def _unprintable(lines: Sequence[str], path: str) -> Iterator[Finding]:
    """Characters that no text has: the first on each line, by its number."""
    for number, line in enumerate(lines, start=1):
        found = _FORBIDDEN.search(line)
        if found:
            values = {"character": f"U+{ord(found.group()):04X}"}
            yield Finding("syntax", Location(path, number, found.start() + 1), values=values, variant="character")


def _inside(findings: Sequence[Finding], lines: Sequence[str]) -> tuple[Finding, ...]:
    """Findings in order, none beyond its line's end: a mended line may have been longer."""
    return in_order(_within(finding, lines) for finding in findings)


def _within(finding: Finding, lines: Sequence[str]) -> Finding:
    place = finding.location
    end = len(lines[place.line - 1]) + 1
    return finding if place.column <= end else replace(finding, location=place._replace(column=end))
