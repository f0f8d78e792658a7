"""What is wrong, by who is asked to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from builder.documents import Document
from builder.findings import Finding, Severity, count
from builder.models import Guide
from builder.reports.basis import Basis


@dataclass(frozen=True)
class Owned:
    """The findings in the files of one person; "" for those in files of nobody."""

    owner: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many of them fail `check`."""
        return count(self.findings, Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many of them are warnings."""
        return count(self.findings, Severity.WARNING)


def by_owner(basis: Basis) -> tuple[Owned, ...]:
    """All findings by who answers for the words of their file, those with most errors first, nobody's last.

    A proof without an owner is everyone's whose guides cite it, so that a finding in it may stand with several people.
    """
    asked = _asked(basis)
    found: dict[str, list[Finding]] = {}
    for finding in basis.findings:
        for owner in asked.get(finding.location.path, ("",)):
            found.setdefault(owner, []).append(finding)
    owned = (Owned(owner, tuple(findings)) for owner, findings in found.items())
    return tuple(sorted(owned, key=lambda one: (not one.owner, -one.errors, -one.warnings, one.owner)))


def faulty(basis: Basis) -> Counter[str]:
    """How many findings there are in each file."""
    return Counter(finding.location.path for finding in basis.findings)


def _asked(basis: Basis) -> dict[str, tuple[str, ...]]:
    """By file, translations included: who is asked; of a guide only who answers for its words."""
    translated = (document for own in basis.base.translations.values() for document in own.values())
    documents: Iterator[Document[Any]] = chain(basis.base.all(), translated)
    return {document.path: _owners(basis, document) for document in documents}


def _owners(basis: Basis, document: Document[Any]) -> tuple[str, ...]:
    asked = basis.owners(document)
    owner = document.record.owner if isinstance(document.record, Guide) else None
    return (owner,) if owner else asked or ("",)
