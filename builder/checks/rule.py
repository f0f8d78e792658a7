"""What a rule is: a code, a group, a severity, a text that explains it, and the function that looks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent
from typing import NamedTuple

from builder.checks.scope import Scope
from builder.findings import Finding, Severity

Judge = Callable[[Scope], Iterator[Finding]]
"""Looks at a scope and yields what is wrong there; it doesn't print, raise or stop others."""


class Group(StrEnum):
    """What a rule is about."""

    SHAPE = "shape"
    REFERENCES = "references"
    REASONING = "reasoning"
    DECISION_POWER = "decision power"
    FRESHNESS = "freshness"
    SPEECH = "speech"
    KNOWLEDGE = "knowledge"
    FINDABILITY = "findability"

    @property
    def fixed(self) -> bool:
        """Whether its rules can't be switched off, and hold in drafts and retired guides too."""
        return self in {Group.SHAPE, Group.REFERENCES}

    @property
    def stops_build(self) -> bool:
        """Whether an error of this group stops a build."""
        return self in {Group.SHAPE, Group.REFERENCES, Group.REASONING, Group.DECISION_POWER}


class Explanation(NamedTuple):
    """A rule for people: one sentence, what there is to say besides, YAML that breaks it and YAML that keeps it."""

    summary: str
    text: str
    bad: str
    good: str


@dataclass(frozen=True)
class Rule:
    """One rule; `run` is None where reading, validating or translating finds it already."""

    code: str
    group: Group
    severity: Severity
    doc: str
    run: Judge | None = None

    @property
    def explanation(self) -> Explanation:
        """The parts of its docstring."""
        said, _, examples = self.doc.partition("\n\nBad:\n\n")
        summary, _, text = said.partition("\n\n")
        bad, _, good = examples.partition("\n\nGood:\n\n")
        return Explanation(summary, text, dedent(bad).strip(), dedent(good).strip())


def rule(code: str, group: Group, severity: Severity = Severity.ERROR) -> Callable[[Judge], Rule]:
    """Make a rule of a generator of findings; its docstring is the rule's explanation."""

    def made(judge: Judge) -> Rule:
        return Rule(code, group, severity, inspect.getdoc(judge) or "", judge)

    return made


def documented(code: str, doc: str, group: Group = Group.SHAPE, severity: Severity = Severity.ERROR) -> Rule:
    """A rule that something else finds (reading, validating, translating, excusing): here it is only explained."""
    return Rule(code, group, severity, inspect.cleandoc(doc))
