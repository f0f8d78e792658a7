"""The proofs under a line, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from builder.addresses import Address
from builder.support import Mark, Side, mark
from builder.views.words import Words


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


def backing(proofs: Iterable[Proof]) -> Backing:
    """The proofs of a line with the mark that those still valid give it."""
    kept = tuple(proofs)
    return Backing(mark(proof.side for proof in kept if not proof.expired), kept)
