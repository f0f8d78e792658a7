"""The health of a knowledge base: one number, which is the mean of shares that anybody can count again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from builder.models import Kind
from builder.reports.basis import Basis
from builder.reports.by_owner import faulty
from builder.reports.coverage import State, coverage
from builder.reports.crossing import crossing
from builder.reports.freshness import freshness


class Measure(StrEnum):
    """What is counted."""

    ANSWERS = "answers"
    DECIDERS = "deciders"
    REVIEWS = "reviews"
    PROOFS = "proofs"
    SOLID = "solid"
    SOUND = "sound"


@dataclass(frozen=True)
class Part:
    """A share: so many of so many."""

    name: Measure
    done: int
    all: int


@dataclass(frozen=True)
class Health:
    """The number and its parts; no number where there is nothing to count yet."""

    score: int | None
    parts: tuple[Part, ...]


def health(basis: Basis) -> Health:
    """The mean of the parts that have something to count, from 0 to 100, rounded down: 100 lacks nothing."""
    parts = tuple(part for part in _parts(basis) if part.all)
    share = sum((Fraction(part.done, part.all) for part in parts), Fraction())
    return Health(floor(100 * share / len(parts)) if parts else None, parts)


def _parts(basis: Basis) -> Iterator[Part]:
    covered, fresh, crossed = basis.once(coverage), basis.once(freshness), basis.once(crossing)
    yield Part(Measure.ANSWERS, covered.total - len(covered.answers), covered.total)
    deciding = [c for row in covered.stages for c in row.cells if basis.shown.decides(c.persona)]
    if basis.approved:
        yield Part(Measure.DECIDERS, sum(cell.state is not State.HOLE for cell in deciding), len(deciding))
    for measure, kind in ((Measure.REVIEWS, Kind.GUIDE), (Measure.PROOFS, Kind.EVIDENCE)):
        dated = [i for i in fresh.items if i.kind is kind and (kind is Kind.GUIDE or i.guides)]
        yield Part(measure, sum(item.days >= 0 for item in dated), len(dated))
    yield Part(Measure.SOLID, crossed.solid, crossed.steps)
    odd = faulty(basis)
    yield Part(Measure.SOUND, sum(not odd[guide.path] for guide in basis.approved), len(basis.approved))
