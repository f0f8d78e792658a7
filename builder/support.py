"""What supports a line: known from research, felt by customers, both, settled by law or contract, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from builder.models import Evidence, EvidenceKind


class Side(StrEnum):
    """Which half of the knowledge a proof belongs to."""

    KNOWN = "known"
    FELT = "felt"
    SETTLED = "settled"


class Mark(StrEnum):
    """How well a line is supported."""

    CROSSED = "both"
    KNOWN = "known"
    FELT = "felt"
    SETTLED = "settled"
    BARE = "bare"


SIDES = {
    EvidenceKind.STUDY: Side.KNOWN,
    EvidenceKind.FIGURE: Side.KNOWN,
    EvidenceKind.FIELD: Side.FELT,
    EvidenceKind.CASE: Side.FELT,
    EvidenceKind.LAW: Side.SETTLED,
    EvidenceKind.COMMITMENT: Side.SETTLED,
}
"""The side of each kind of evidence."""


def weight(evidence: Evidence) -> int:
    """How many voices a piece of evidence stands for: each customer quoted counts."""
    return max(1, len(evidence.heard)) if SIDES[evidence.kind] is Side.FELT else 1


def mark(sides: Iterable[Side]) -> Mark:
    """The mark of what is supported from these sides."""
    found = set(sides)
    if {Side.KNOWN, Side.FELT} <= found:
        return Mark.CROSSED
    for side, alone in ((Side.KNOWN, Mark.KNOWN), (Side.FELT, Mark.FELT), (Side.SETTLED, Mark.SETTLED)):
        if side in found:
            return alone
    return Mark.BARE
