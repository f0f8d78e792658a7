"""Rules whose findings in a document hold until it changes, or what all documents share: they need not look again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from builder.checks.scope import Scope
from builder.documents import Document
from builder.findings import Finding
from builder.models import Kind, Record

ALONE = frozenset(
    (
        *("long-sentence", "long-opening", "long-answer", "long-line", "long-email"),
        *("closed-question", "stacked-questions", "yes-but", "we-over-you", "private-signal", "insult"),
        *("word-to-avoid", "unexplained-acronym", "unproven-number"),
    )
)
"""Rules that look at one document (a translation: and its base), the settings but for the day, and what is shared."""

SHARED = frozenset((Kind.PERSONA, Kind.SIGNAL, Kind.LEXICON))
"""The kinds of documents that those rules look at besides."""

Paths = tuple[str, ...]
"""The files that a document is read from: its own, and that of its base."""


class Kept(Protocol):
    """What these rules found the last time."""

    def found(self, paths: Paths) -> tuple[Finding, ...] | None:
        """The findings in the first of these files; None where they don't hold any more."""

    def keep(self, paths: Paths, findings: tuple[Finding, ...]) -> None:
        """Remember the findings in the first of these files for the next time."""


def paths_of(document: Document[Record], scope: Scope) -> Paths:
    """The files that a document is read from."""
    base = scope.base.find(document.ref)
    return tuple(dict.fromkeys((document.path, *((base.path,) if base else ()))))


def told(scope: Scope, kept: Kept) -> tuple[Scope, list[Finding]]:
    """The same scope with those documents alone of which nothing is known, and what is known of the others."""
    known = {document.path: kept.found(paths_of(document, scope)) for document in scope.judged}
    fresh = tuple(document for document in scope.judged if known[document.path] is None)
    return replace(scope, judged=fresh), [finding for found in known.values() if found for finding in found]


def learn(scope: Scope, findings: Iterable[Finding], kept: Kept) -> None:
    """Remember what was found in each document of a scope."""
    by_path: dict[str, list[Finding]] = {document.path: [] for document in scope.judged}
    for finding in findings:
        if finding.location.path in by_path:
            by_path[finding.location.path].append(finding)
    for document in scope.judged:
        kept.keep(paths_of(document, scope), tuple(by_path[document.path]))
