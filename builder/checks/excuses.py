"""Excuses: a comment in the YAML itself lets a rule pass in one place, and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.checks.rule import Group, Rule, documented
from builder.documents import Document
from builder.findings import Finding, Severity, Value
from builder.models import Record
from builder.source import Location, Node
from builder.validation import suggestion
from builder.yaml_reader import Comment, comments

_ANY = re.compile(r"#\s*talktrack\s*:", re.IGNORECASE)
_OURS = re.compile(r"talktrack\s*:", re.IGNORECASE)
_CODE = r"[a-z][a-z-]*[a-z]"
_ALLOW = re.compile(
    rf"talktrack\s*:\s*allow\s+(?P<codes>{_CODE}(?:\s*,\s*{_CODE})*)(?:(?:\s*[—–:]|\s+--?(?=\s|$))(?P<reason>.*))?",
    re.IGNORECASE,
)
UNUSED = "unused-excuse"
_NEVER = 1 << 30


class Excuse(NamedTuple):
    """A comment that excuses: where it stands, what it allows and why, and the lines that it speaks for."""

    at: Location
    codes: tuple[str, ...]
    """Empty where the comment can't be understood."""
    reason: str
    first: int
    last: int
    written: str

    def covers(self, finding: Finding) -> bool:
        """Whether a finding stands in what it speaks for."""
        return finding.location.path == self.at.path and self.first <= finding.location.line <= self.last


unused_excuse = documented(
    UNUSED,
    """
    An excuse excuses something, names a rule that can be excused, and says why.

    `# talktrack: allow CODE — reason` after a value lets it pass, with all that stands below it; on a line of its own
    it speaks for the value, the field or the item that begins on the next line. Several codes are separated by commas.
    Rules of shape and references can't be excused. Once the text is mended, the excuse goes too.

    Bad:

        # nothing here is too long
        ask: Qui décide ?  # talktrack: allow long-sentence

    Good:

        # talktrack: allow long-sentence — la clause est citée mot pour mot
        answer: >-
          Le contrat dit que chacun peut partir avec un mois de préavis et que tous les réglages restent chez vous.
    """,
    Group.KNOWLEDGE,
    Severity.WARNING,
)


def excuses_of(documents: Iterable[Document[Record]], texts: Mapping[str, str]) -> tuple[Excuse, ...]:
    """The excuses in the files of these documents."""
    return tuple(
        _excuse(comment, document.root)
        for document in documents
        if _ANY.search(text := texts.get(document.path, ""))
        for comment in comments(text)
        if _OURS.match(comment.text)
    )


def _excuse(comment: Comment, root: Node) -> Excuse:
    form = _ALLOW.fullmatch(comment.text)
    codes = tuple(re.split(r"\s*,\s*", form["codes"].lower())) if form else ()
    first, last = _spoken_for(comment, root)
    reason = (form["reason"] or "").strip() if form else ""
    return Excuse(Location(root.path, comment.line, comment.column), codes, reason, first, last, comment.text)


def _spoken_for(comment: Comment, root: Node) -> tuple[int, int]:
    """The first and last line of what a comment speaks for; no line where nothing follows it."""
    extents = list(_extents(root, root.path, _NEVER))
    if comment.alone:
        first = min((first for first, _ in extents if first > comment.line), default=_NEVER)
        return first, max((last for start, last in extents if start == first), default=0)
    inside = [extent for extent in extents if extent[0] <= comment.line <= extent[1]]
    return max(inside, key=lambda extent: (extent[0], -extent[1]), default=(comment.line, comment.line))


def _extents(node: Node, path: str, last: int) -> Iterator[tuple[int, int]]:
    """The first and last line of every value below a node that stands in this file."""
    children = node.children.values() if isinstance(node.children, Mapping) else node.children
    written = ((child.at_key.line, child) for child in children if child.path == path)
    own = sorted(written, key=lambda item: item[0])
    ends = [*(first - 1 for first, _ in own[1:]), last]
    for (first, child), end in zip(own, ends, strict=False):
        yield first, max(first, end)
        yield from _extents(child, path, max(first, end))


def excused(
    findings: Iterable[Finding], excuses: Iterable[Excuse], rules: Mapping[str, Rule]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that no excuse speaks for, and what is wrong with the excuses."""
    valid = [excuse for excuse in excuses if excuse.codes and excuse.reason]
    kept: list[Finding] = []
    used: set[tuple[Location, str]] = set()
    for finding in findings:
        speaking = [e.at for e in valid if finding.code in e.codes and e.covers(finding)]
        if speaking and _excusable(finding.code, rules):
            used.update((at, finding.code) for at in speaking)
        else:
            kept.append(finding)
    return kept, [fault for excuse in excuses for fault in _faults(excuse, used, rules)]


def _excusable(code: str, rules: Mapping[str, Rule]) -> bool:
    return code in rules and code != UNUSED and not rules[code].group.fixed


def _faults(excuse: Excuse, used: set[tuple[Location, str]], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    if not excuse.codes:
        yield _fault(excuse, "form", written=f"# {excuse.written}")
    for code in excuse.codes:
        if code not in rules:
            known = tuple(known for known in rules if _excusable(known, rules))
            yield _fault(excuse, "unknown", written=code, meant=suggestion(code, known))
        elif not _excusable(code, rules):
            yield _fault(excuse, "fixed", written=code)
        elif not excuse.reason:
            yield _fault(excuse, "reason", written=code)
        elif (excuse.at, code) not in used:
            yield _fault(excuse, "", written=code)


def _fault(excuse: Excuse, variant: str, **values: Value) -> Finding:
    return Finding(UNUSED, excuse.at, Severity.WARNING, values, variant=variant)


RULES = (unused_excuse,)
