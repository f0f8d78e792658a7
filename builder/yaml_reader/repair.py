"""Goes on after a mistake: mends the line, reads again, and so finds everything that is wrong in one run.

Nothing is reported on suspicion: a guess becomes a finding only if reading then comes further than the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.findings import Finding, Value
from builder.source import Location, Node
from builder.yaml_reader.attempts import Places, Reading, read
from builder.yaml_reader.building import ALIAS_LIMIT, DEPTH_LIMIT, Options
from builder.yaml_reader.entries import in_quotes
from builder.yaml_reader.mending import Mend, mends
from builder.yaml_reader.silent import StopError

_WORK = 5_000_000
_ATTEMPTS = (20, 500)
_SECTION = re.compile(r"[a-z_][\w-]*:(?: |$)")
_LONGEST = 2_000
_FINAL = ("too-large", "wrong-type")


def repaired(lines: Sequence[str], reading: Reading, options: Options) -> Reading:
    """Everything that is wrong with lines whose first reading stopped, and their data if it is beyond doubt."""
    repair = _Repair(lines, options)
    return repair.run(reading)


class _Repair:
    def __init__(self, lines: Sequence[str], options: Options) -> None:
        self._lines = list(lines)
        self._options = options
        self._findings: list[Finding] = []
        self._mends: list[Mend] = []
        self._certain = True
        self._tolerated: Places = frozenset()
        size = sum(map(len, lines)) + 1
        self._attempts = min(max(_WORK // size, _ATTEMPTS[0]), _ATTEMPTS[1])

    def run(self, reading: Reading) -> Reading:
        while stop := reading.stop:
            following = self._mended(stop) or self._passed_over(stop, reading)
            if following is None:
                self._findings += reading.findings
                return Reading(None, Node(self._options.path), tuple(self._findings), mends=tuple(self._mends))
            reading = following
        findings = (*self._findings, *reading.findings)
        mends = tuple(self._mends)
        if not self._certain:
            return Reading(None, Node(self._options.path), findings, mends=mends)
        return Reading(reading.data, reading.root, findings, mends=mends)

    def _mended(self, stop: StopError) -> Reading | None:
        """The reading after the mend that leads furthest, which becomes a finding."""
        best: tuple[Mend, Reading] | None = None
        for mend in self._likely(stop):
            reading = self._try(mend)
            if not reading or reading.reached[0] <= mend.reach:
                continue
            if best is None or reading.reached > best[1].reached:
                best = mend, reading
                if not reading.stop:
                    break
        if best is None:
            return None
        mend, reading = best
        self._lines = _applied(self._lines, mend)
        self._certain = self._certain and mend.certain
        self._findings.append(_finding(mend, self._options.path))
        self._mends.append(mend)
        return reading

    def _likely(self, stop: StopError) -> Iterator[Mend]:
        """Mends for a stop; where reading knew what is wrong, only those that say so."""
        if stop.code == "too-large":
            return
        for mend in mends(self._lines, stop.line):
            if stop.variant in ("", "root", mend.mistake.variant):
                yield mend

    def _try(self, mend: Mend) -> Reading | None:
        if self._attempts <= 0:
            return None
        self._attempts -= 1
        return read(_applied(self._lines, mend), self._options, self._tolerated)

    def _passed_over(self, stop: StopError, reading: Reading) -> Reading | None:
        """Reports a mistake that no mend is known for; reads on behind it, from the next key at the margin."""
        if stop.variant or all(finding.location.line != stop.line + 1 for finding in self._findings):
            self._findings.append(self._unmended(stop))
        if stop.code in _FINAL or self._attempts <= 0:
            return None
        self._attempts -= 1
        if stop.variant:
            self._tolerated |= {(stop.line, stop.column)}
            return read(self._lines, self._options, self._tolerated)
        self._certain = False
        begin = next((n for n in range(stop.line + 1, len(self._lines)) if _SECTION.match(self._lines[n])), None)
        if begin is None:
            return None
        self._findings += reading.findings
        self._lines[:begin] = [""] * begin
        return read(self._lines, self._options, self._tolerated)

    def _unmended(self, stop: StopError) -> Finding:
        at = Location(self._options.path, stop.line + 1, stop.column + 1)
        line = self._lines[stop.line]
        values: dict[str, Value] = {}
        if stop.code == "too-large":
            values = {"limit": DEPTH_LIMIT if stop.variant == "depth" else ALIAS_LIMIT}
        elif stop.variant not in ("", "root"):
            values = {"written": _clipped(line.strip()), "instead": _clipped(in_quotes(line[stop.column :].strip()))}
        elif not stop.variant:
            values = {"written": _clipped(line.strip()), "problem": stop.problem}
        return Finding(stop.code, at, values=values, variant=stop.variant)


def _applied(lines: Sequence[str], mend: Mend) -> list[str]:
    return [*lines[: mend.first], *mend.lines, *lines[mend.first + len(mend.lines) :]]


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _finding(mend: Mend, path: str) -> Finding:
    found = mend.mistake
    values: dict[str, Value] = {"written": _clipped(mend.written), "instead": _clipped(mend.instead)}
    if found.character:
        values["character"] = found.character
    at = Location(path, mend.line + 1, mend.column + 1)
    return Finding(found.code, at, values=values, variant=found.variant)
