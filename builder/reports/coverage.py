"""Who has an answer to what: objections, signals and stages by persona, and what to write first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

from builder.documents import Document, Shown
from builder.models import Guide, Kind, Ref, Signal, Stage
from builder.reports.basis import Basis
from builder.source import Location


class State(StrEnum):
    """How well a persona is served: with words of their own, with everyone's, or not at all."""

    OWN = "own"
    COMMON = "common"
    HOLE = "hole"


@dataclass(frozen=True)
class Cell:
    """What there is for one persona; those whom it doesn't concern have none."""

    persona: str
    state: State
    guide: str = ""
    """The guide that serves them."""


@dataclass(frozen=True)
class Row:
    """An objection as a guide shows it, a signal or a stage, with a cell for each persona that it concerns."""

    ref: str
    """`guide#objection`, `signal:id`, or the name of a stage."""
    title: str
    guide: str
    """The guide that shows the objection; empty for signals and stages."""
    cells: tuple[Cell, ...]
    borrowed: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer to write: which objection, for whom, and where."""

    ref: str
    title: str
    guide: str
    stage: Stage
    persona: str
    decides: bool
    shown: int
    """How many guides show the objection: how often it is heard, as far as the knowledge base knows."""
    path: str
    line: int


@dataclass(frozen=True)
class NewGuide:
    """A guide to write: the signal or the stage that nobody has written it for, and the command that begins it."""

    ref: str
    title: str
    persona: str
    decides: bool
    command: str


@dataclass(frozen=True)
class Coverage:
    """The whole table, and what to write, most useful first."""

    personas: tuple[str, ...]
    """The columns: those who decide first."""
    total: int
    """How many answers there should be: one for each objection that a guide shows and each persona that says it."""
    objections: tuple[Row, ...]
    signals: tuple[Row, ...]
    stages: tuple[Row, ...]
    answers: tuple[Answer, ...]
    """Answers that are missing, each where it is shown: for who decides, then what most guides hear, then by stage."""
    guides: tuple[NewGuide, ...]
    """Guides to write: for who decides, then stages from the earliest, then signals from the most pressing."""

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], int]:
        """By ref and persona: the place, from 1, of an answer among those to write."""
        return {(answer.ref, answer.persona): rank for rank, answer in enumerate(self.answers, 1)}

    @cached_property
    def to_write(self) -> tuple[Answer, ...]:
        """The answers to write, each once: one that is borrowed is missing in several guides and written in one."""
        found: dict[tuple[str, int, str], Answer] = {}
        for answer in self.answers:
            found.setdefault((answer.path, answer.line, answer.persona), answer)
        return tuple(found.values())

    @cached_property
    def commands(self) -> Mapping[tuple[str, str], str]:
        """By ref and persona: the command that begins a guide to write."""
        return {(guide.ref, guide.persona): guide.command for guide in self.guides}


def coverage(basis: Basis) -> Coverage:
    """Who has an answer to what, over the approved guides; a borrowed objection counts where it is shown."""
    found = [(guide, shown) for guide in basis.approved for shown in basis.shown.objections(guide)]
    often = Counter((shown.owner.id, shown.place) for _, shown in found)
    rows: list[Row] = []
    answers: list[Answer] = []
    for guide, shown in found:
        rows.append(_objection(basis, guide, shown))
        answers += _answers(basis, guide, shown, rows[-1], often[shown.owner.id, shown.place])
    stages, signals = tuple(_stages(basis)), tuple(_signals(basis))
    order = list(Stage)
    return Coverage(
        tuple(basis.shown.personas),
        sum(len(row.cells) for row in rows),
        tuple(rows),
        signals,
        stages,
        tuple(sorted(answers, key=lambda a: (not a.decides, -a.shown, order.index(a.stage), a.title, a.ref))),
        tuple(sorted(_new_guides(basis, (*stages, *signals)), key=lambda guide: not guide.decides)),
    )


# ── objections ──


def _objection(basis: Basis, guide: Document[Guide], shown: Shown) -> Row:
    ref = Ref(Kind.GUIDE, guide.id, shown.anchor)
    concerned = basis.shown.ordered(guide.record.for_ if shown.borrowed else shown.personas)
    cells = tuple(Cell(persona, _state(shown, persona), guide.id) for persona in concerned)
    title = next(iter(shown.objection.they_say), shown.anchor)
    return Row(str(ref), title, guide.id, cells, shown.borrowed)


def _state(shown: Shown, persona: str) -> State:
    answer = shown.objection.answer
    if answer is None or persona not in shown.personas:
        return State.HOLE
    if answer.own(persona) is not None:
        return State.OWN
    return State.HOLE if answer.get(persona) is None else State.COMMON


def _answers(basis: Basis, guide: Document[Guide], shown: Shown, row: Row, often: int) -> Iterator[Answer]:
    for cell in row.cells:
        if cell.state is State.HOLE and guide.record.stage:
            place = _place(guide, shown, cell.persona)
            yield Answer(
                row.ref, row.title, guide.id, guide.record.stage, cell.persona, basis.shown.decides(cell.persona),
                often, place.path, place.line,
            )  # fmt: skip


def _place(guide: Document[Guide], shown: Shown, persona: str) -> Location:
    """Where the answer is written: with the owner's, unless the owner's guide is not for this persona."""
    if persona in (shown.objection.for_ or shown.owner.record.for_):
        return shown.owner.at_key("objections", shown.place, "answer")
    index = next(n for n, own in enumerate(guide.record.objections) if own.id == shown.anchor)
    return guide.at_key("objections", index, "see")


# ── stages and signals: whether there is a guide at all ──


def _stages(basis: Basis) -> Iterator[Row]:
    for stage in Stage:
        guides = [guide for guide in basis.approved if guide.record.stage is stage]
        cells = tuple(_served(persona, guides) for persona in basis.shown.personas)
        yield Row(stage.value, stage.value, "", cells)


def _signals(basis: Basis) -> Iterator[Row]:
    started: dict[str, list[Document[Guide]]] = {}
    for guide in basis.approved:
        for name in guide.record.signals:
            started.setdefault(name, []).append(guide)
    for signal in sorted(basis.shown.signals.values(), key=lambda s: (_haste(s), s.id)):
        guides = started.get(signal.id, [])
        own = {p for p in basis.shown.personas if signal.record.say.own(p) is not None}
        cells = tuple(_served(persona, guides, own) for persona in basis.shown.personas)
        yield Row(str(signal.ref), signal.record.name, "", cells)


def _haste(signal: Document[Signal]) -> timedelta:
    return signal.record.respond_within


def _served(persona: str, guides: Iterable[Document[Guide]], own: Iterable[str] = ()) -> Cell:
    """The first of these guides that serves a persona, with words of their own where one has them."""
    serving = [guide for guide in guides if persona in guide.record.for_]
    for guide in serving:
        if persona in own or speaks_to(guide.record, persona):
            return Cell(persona, State.OWN, guide.id)
    return Cell(persona, State.COMMON, serving[0].id) if serving else Cell(persona, State.HOLE)


def speaks_to(guide: Guide, persona: str) -> bool:
    """Whether a guide opens with words of this persona's own, or is for nobody else."""
    opening = guide.open.say if guide.open else None
    return guide.for_ == (persona,) or (opening is not None and opening.own(persona) is not None)


def _new_guides(basis: Basis, rows: Iterable[Row]) -> Iterator[NewGuide]:
    taken = {ref.id for ref in basis.base.broken} | set(basis.base.guides)
    for row in rows:
        kind, _, name = row.ref.rpartition(":")
        for cell in row.cells:
            if cell.state is State.HOLE:
                option = f"--signal {name}" if kind else f"--stage {name}"
                command = f"talktrack new guide {_free(f'{name}-{cell.persona}', taken)} --for {cell.persona} {option}"
                yield NewGuide(row.ref, row.title, cell.persona, basis.shown.decides(cell.persona), command)


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no guide has."""
    return next(name for n in range(1, len(taken) + 2) if (name := wanted if n == 1 else f"{wanted}-{n}") not in taken)
