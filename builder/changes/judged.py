"""Findings that a change brings and those that it mends, wherever their lines have moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from builder.findings import Finding

NEED_ALL = frozenset({"nothing-above", "unused-evidence", "not-findable", "phrase-claimed-twice", "unused-excuse"})
"""Rules that can't judge a part of a knowledge base."""

Key = Callable[[Finding], Hashable]


def new_and_mended(
    old: Iterable[Finding], new: Iterable[Finding], now: Callable[[str], str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of one side that the other has not, as often as they are more; `now` has an old path's new name."""
    before, after = tuple(old), tuple(new)
    return (
        tuple(_more(after, before, _same, _named(now))),
        tuple(_more(before, after, _named(now), _same)),
    )


def _more(ours: Iterable[Finding], theirs: Iterable[Finding], key: Key, their_key: Key) -> Iterable[Finding]:
    counts = Counter(map(their_key, theirs))
    for finding in ours:
        counts[key(finding)] -= 1
        if counts[key(finding)] < 0:
            yield finding


def _same(finding: Finding) -> Hashable:
    return _key(finding, finding.location.path)


def _named(now: Callable[[str], str]) -> Key:
    return lambda finding: _key(finding, now(finding.location.path))


def _key(finding: Finding, path: str) -> Hashable:
    return finding.code, finding.variant, finding.severity, path, tuple(sorted(finding.values.items(), key=str))
