"""What supports a line: known from research, felt by customers, both, settled by law or contract, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from builder.addresses import Address
from builder.models import Evidence, EvidenceKind
from builder.views.words import Words


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


class Heard(NamedTuple):
    """What a customer said."""

    quote: Words
    who: str
    date: date


class Proof(NamedTuple):
    """A piece of evidence under a line."""

    claim: Words
    side: Side
    weight: int
    """How many studies, customers or texts it counts as."""
    until: date
    address: Address
    source: Words
    published: date
    heard: tuple[Heard, ...] = ()
    expired: bool = False


class Backing(NamedTuple):
    """A line's mark with its proofs."""

    mark: Mark
    proofs: tuple[Proof, ...]

    @property
    def counts(self) -> tuple[tuple[Side, int], ...]:
        """How many proofs that still hold there are on each side."""
        sums = ((side, sum(p.weight for p in self.proofs if p.side is side and not p.expired)) for side in Side)
        return tuple((side, number) for side, number in sums if number)


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


def backing(proofs: Iterable[Proof]) -> Backing:
    """The proofs of a line with the mark that those still valid give it."""
    kept = tuple(proofs)
    return Backing(mark(proof.side for proof in kept if not proof.expired), kept)
