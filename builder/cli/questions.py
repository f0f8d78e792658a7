"""What a new document of each kind needs to be told: options on the command line, questions on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from builder.editing import Spoken
from builder.findings import Finding
from builder.locales.findings import word
from builder.locales.schema import describe
from builder.models import MODELS, AssetKind, Decision, EvidenceKind, Kind
from builder.source import Node, Route
from builder.validation import model_at, validate, value_at

Answers = dict[str, Any]
"""A document in the making."""


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """A field that is asked for: its option, where the answer goes, and whether it is asked at all."""

    option: str
    route: Route
    choices: tuple[str, ...] = ()
    names: Kind | None = None
    """The answer names a document of this kind."""
    spoken: bool = False
    when: Callable[[Answers], bool] = _always

    @property
    def argument(self) -> str:
        """How click names the answer."""
        return self.option.removeprefix("--").replace("-", "_")

    def explained(self, kind: Kind) -> str:
        """What the field is for, in English as all options are."""
        keys = [step for step in self.route if isinstance(step, str)]
        return describe(model_at(MODELS[kind], self.route[:-1]), keys[-1], "en")


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


def _does_not_decide(answers: Answers) -> bool:
    return answers.get("decision") != Decision.DECIDES


def _is_from_the_field(answers: Answers) -> bool:
    return answers.get("kind") == EvidenceKind.FIELD


def _has_no_file(answers: Answers) -> bool:
    return not answers.get("file")


QUESTIONS: Mapping[Kind, tuple[Question, ...]] = {
    Kind.PERSONA: (
        Question("--name", ("name",)),
        Question("--short", ("short",)),
        Question("--decision", ("decision",), choices=_values(Decision)),
        Question("--route-to", ("route", "to"), names=Kind.PERSONA, when=_does_not_decide),
        Question("--route-say", ("route", "say"), spoken=True, when=_does_not_decide),
    ),
    Kind.SIGNAL: (
        Question("--name", ("name",)),
        Question("--means", ("means",)),
        Question("--does-not-mean", ("does_not_mean",)),
        Question("--respond-within", ("respond_within",)),
        Question("--say", ("say",), spoken=True),
    ),
    Kind.EVIDENCE: (
        Question("--claim", ("claim",)),
        Question("--kind", ("kind",), choices=_values(EvidenceKind)),
        Question("--source", ("source", "title")),
        Question("--date", ("source", "date")),
        Question("--valid-until", ("valid_until",)),
        Question("--heard-from", ("heard", 0, "persona"), names=Kind.PERSONA, when=_is_from_the_field),
        Question("--heard-on", ("heard", 0, "date"), when=_is_from_the_field),
        Question("--quote", ("heard", 0, "quote"), when=_is_from_the_field),
    ),
    Kind.ASSET: (
        Question("--title", ("title",)),
        Question("--kind", ("kind",), choices=_values(AssetKind)),
        Question("--file", ("file",), when=lambda _: False),
        Question("--url", ("url",), when=_has_no_file),
    ),
    Kind.PATH: (
        Question("--title", ("title",)),
        Question("--first-day", ("days", 0, "title")),
    ),
}


def put(answers: Answers, question: Question, answer: str) -> None:
    """Write an answer where it belongs."""
    here: Any = answers
    for step, below in pairwise(question.route):
        if isinstance(step, int):
            here += [{}] * (step + 1 - len(here))
            here = here[step]
        else:
            here = here.setdefault(step, [] if isinstance(below, int) else {})
    here[question.route[-1]] = Spoken(answer) if question.spoken else answer


def problem(kind: Kind, answers: Answers, question: Question, language: str) -> str:
    """What is wrong with the answer to a question; nothing if all is well."""
    outcome = validate(MODELS[kind], answers, _positions(answers))
    here = next((f for f in outcome.findings if f.location.path == "/".join(map(str, question.route))), None)
    return _sentence(here, language) if here and value_at(answers, question.route) is not None else ""


def _positions(data: Any, way: str = "") -> Node:
    """A position tree whose paths are the routes themselves."""
    if isinstance(data, Mapping):
        return Node(way, children={key: _positions(value, f"{way}/{key}".lstrip("/")) for key, value in data.items()})
    if isinstance(data, list):
        return Node(way, children=tuple(_positions(value, f"{way}/{n}") for n, value in enumerate(data)))
    return Node(way)


def _sentence(finding: Finding, language: str) -> str:
    wording = word(finding, language)
    return " ".join(part for part in (wording.what, wording.instead) if part)
