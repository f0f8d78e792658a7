"""The ways through a guide's reasoning: what `then` and `go` lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.models import Guide
from builder.source import Route

NEXT_STEP = "next_step"
"""What `then` and `go` say of the end of the conversation."""


class Way(NamedTuple):
    """Where a step's `then` or a fork's `go` leads: the place of a step or of an objection, none of them at the end."""

    start: int
    route: Route
    written: str
    step: int | None
    objection: int | None

    @property
    def is_fork(self) -> bool:
        """Whether it is a fork's `go`, which may lead to an objection too."""
        return self.route[-1] == "go"

    @property
    def leads_somewhere(self) -> bool:
        """Whether what it names is there and may be named here."""
        return self.written == NEXT_STEP or self.step is not None or (self.objection is not None and self.is_fork)


def ways_of(guide: Guide) -> Iterator[Way]:
    """Every way that is written in a guide, in the order of the file."""
    steps = {step.id: place for place, step in enumerate(guide.reasoning)}
    objections = {objection.id: place for place, objection in enumerate(guide.objections)}
    for start, step in enumerate(guide.reasoning):
        for number, fork in enumerate(step.hear):
            yield _way(start, ("reasoning", start, "hear", number, "go"), fork.go, steps, objections)
        if step.then:
            yield _way(start, ("reasoning", start, "then"), step.then, steps, objections)


def _way(start: int, route: Route, written: str, steps: Mapping[str, int], objections: Mapping[str, int]) -> Way:
    name = written.removeprefix("objection:")
    return Way(start, route, written, steps.get(written), objections.get(name))
