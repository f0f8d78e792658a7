"""What there is to report: the findings of a project, in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.findings import Finding
from builder.review import Review


@dataclass(frozen=True)
class Report:
    """Findings in order, the texts they stand in, and how many files were read."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files_read: int
    language: str
    folder: str = ""
    """The project's folder as seen from the top of its repository."""
    strict: bool = False
    """Whether warnings fail too."""

    @classmethod
    def of(
        cls,
        review: Review,
        language: str | None,
        findings: Iterable[Finding] | None = None,
        *,
        folder: str = "",
        strict: bool = False,
    ) -> Report:
        """What a review found (or a part of it), in a language, else in the site's own."""
        chosen = review.findings if findings is None else tuple(findings)
        return cls(chosen, review.texts, review.files_read, language or review.project.language, folder, strict)
