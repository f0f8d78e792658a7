"""Knowledge to cross: lines that studies measure and no customer says, or that customers say and nobody measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.documents import Document
from builder.models import Guide, Kind, Lines, Ref
from builder.reports.basis import Basis
from builder.support import SIDES, Mark, mark


class What(StrEnum):
    """What a line is."""

    STEP = "step"
    OBJECTION = "objection"
    MESSAGE = "message"


@dataclass(frozen=True)
class Line:
    """A step, an objection or a message with the support that it has today."""

    ref: str
    guide: str
    what: What
    text: str
    mark: Mark
    evidence: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Crossing:
    """Lines whose other half is missing, by stage and guide; of bare lines only steps, which must prove something."""

    never_heard: tuple[Line, ...]
    """Studies measure it, no customer has said it."""
    never_measured: tuple[Line, ...]
    """Customers say it, no study measures it."""
    bare: tuple[Line, ...]
    """Steps of the reasoning that nothing proves, or nothing that is still valid."""
    steps: int
    """How many steps there are."""
    solid: int
    """Those that both sides prove, or a law or a contract."""


def crossing(basis: Basis) -> Crossing:
    """The knowledge to cross of the approved guides; a borrowed objection is its owner's."""
    lines = [line for guide in basis.approved for line in _lines(basis, guide)]
    steps = [line.mark for line in lines if line.what is What.STEP]
    return Crossing(
        tuple(line for line in lines if line.mark is Mark.KNOWN),
        tuple(line for line in lines if line.mark is Mark.FELT),
        tuple(line for line in lines if line.mark is Mark.BARE and line.what is What.STEP),
        len(steps),
        sum(one in {Mark.CROSSED, Mark.SETTLED} for one in steps),
    )


def _lines(basis: Basis, guide: Document[Guide]) -> Iterator[Line]:
    owners = basis.owners(guide)
    for what, anchor, text, evidence in _said(guide.record):
        ref = str(Ref(Kind.GUIDE, guide.id, anchor))
        yield Line(ref, guide.id, what, text, _support(basis, evidence), evidence, owners)


def _said(guide: Guide) -> Iterator[tuple[What, str, str, tuple[str, ...]]]:
    for step in guide.reasoning:
        yield What.STEP, step.id, step.think or "", step.evidence
    for objection in guide.objections:
        if not objection.see:
            yield What.OBJECTION, objection.id, next(iter(objection.they_say), ""), objection.evidence
    for message in guide.messaging:
        yield What.MESSAGE, message.id, _first(message.say), message.evidence


def _first(lines: Lines | None) -> str:
    return next(iter(lines.by_key.values()), "") if lines else ""


def _support(basis: Basis, evidence: Iterable[str]) -> Mark:
    """The mark that evidence which still holds gives a line."""
    found = (basis.base.evidence.get(name) for name in evidence)
    return mark(SIDES[one.record.kind] for one in found if one and one.record.valid_until >= basis.today)
