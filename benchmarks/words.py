"""Sentences by chance: the benchmark's vocabulary, and what a writer makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from builder.yaml_reader import parse_yaml

_FILE = Path(__file__).with_suffix(".yml")
WORDS: dict[str, Any] = dict(parse_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name).data)  # type: ignore[arg-type]
JOBS: list[tuple[str, str, str, str]] = [tuple(job) for job in WORDS["jobs"]]
"""Personas: id, short name, name and part in the decision."""

T = TypeVar("T")


class Writer:
    """Sentences by chance, the same for the same seed, each phrase of a customer once."""

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, Random(seed)
        self.said: set[str] = set()

    def restart(self, name: str) -> None:
        """Begin anew, so that what is written from here depends on this name alone."""
        self.random = Random(f"{self.seed}/{name}")

    def pick(self, words: Sequence[T]) -> T:
        """One of these."""
        return self.random.choice(words)

    def word(self, kind: str) -> str:
        """A word or a few of the vocabulary."""
        return str(self.pick(WORDS[kind]))

    def noun(self) -> str:
        """A thing without its article: palette."""
        return self.word("things").split("'")[-1].split(" ")[-1]

    def topic(self) -> str:
        """What a sentence is about: la palette du lundi."""
        return f"{self.word('things')} {self.word('of')}"

    def company(self) -> str:
        """A client's name."""
        return " ".join(self.word("starts") + self.word("ends") for _ in range(2))

    def statement(self) -> str:
        """A sentence without its stop."""
        return capital(f"{self.topic()} {self.word('does')}")

    def fact(self) -> str:
        """A short sentence."""
        return f"{self.statement()}."

    def remark(self) -> str:
        """Two short sentences for the customer."""
        return f"{self.fact()} {capital(self.word('when'))}, {self.word('feels')}, et vous le voyez."

    def question(self) -> str:
        """An open question."""
        start = self.pick(("Qui regarde", "Comment suivez-vous", "Que devient", "Combien vous prend", "Où finit"))
        return f"{start} {self.topic()} {self.word('when')} ?"

    def phrase(self) -> str:
        """Something that a customer says and that no other says, with a word or two that few do."""
        while True:
            start = self.pick(("Cette année", "Vous savez bien que", "Chez nous", "D'habitude", "Je crois que"))
            said = f"{start} {self.topic()} {self.word('does')}, comme chez {self.company()}"
            if said not in self.said:
                self.said.add(said)
                return said

    def note(self, what: str) -> str:
        """A few words for the rep."""
        return f"{what} {self.topic()}, {self.word('when')}"

    def day(self, months: Sequence[int] = (9, 10, 11)) -> str:
        """A day of the last months."""
        return f"2026-{self.pick(months):02}-{self.random.randint(1, 20):02}"


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[0].upper() + text[1:]
