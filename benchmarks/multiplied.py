"""More cards out of a project's: its guides again and again, their texts and words mixed by chance.

Texts change places among the cards of a kind and words give way to invented ones, a few of them often, most seldom, so
that vocabulary and postings grow as they would with as many real cards, and no two copies are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from random import Random

from builder.search.catalogue import Indexed
from builder.search.index import Context, Entry
from builder.search.parameters import FIELDS
from builder.search.terms import terms

REPLACED = 0.2
"""Which share of the words gives way."""
INVENTED = 20_000
_LEAST = 4


def multiplied(material: Indexed, size: int, seed: int = 8) -> Indexed:
    """As many cards as `size`."""
    mixer = _Mixer(material, Random(seed))
    entries = tuple(islice(mixer.entries(), size))
    held = {entry.guide for entry in entries}
    contexts = {guide: context for guide, context in mixer.contexts.items() if guide in held}
    return material._replace(entries=entries, contexts=contexts)


class _Mixer:
    def __init__(self, material: Indexed, random: Random) -> None:
        self.material, self.random = material, random
        self.contexts: dict[str, Context] = {}
        self.texts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in material.entries:
            for field in FIELDS:
                self.texts[entry.kind, field] += entry.texts.get(field, ())
        said = " ".join(text for texts in self.texts.values() for text in texts)
        words = sorted({word for word in terms(material.language).content(said) if len(word) >= _LEAST})
        self.invented = [self._start(words) + self._end(words) for _ in range(INVENTED)]

    def entries(self) -> Iterator[Entry]:
        """The project's own cards, then copies without end, each with the next guide's number in its guide's name."""
        number = 0
        while True:
            for guide, context in self.material.contexts.items():
                self.contexts[f"{guide}-{number}"] = context._replace(texts=tuple(map(self._mixed, context.texts)))
            for entry in self.material.entries:
                guide = f"{entry.guide}-{number}" if entry.guide else ""
                yield entry._replace(guide=guide, texts=entry.texts if number == 0 else self._texts(entry))
            number += 1

    def _texts(self, entry: Entry) -> dict[str, tuple[str, ...]]:
        return {
            field: tuple(self._mixed(self.random.choice(self.texts[entry.kind, field])) for _ in texts)
            for field, texts in entry.texts.items()
        }

    def _mixed(self, text: str) -> str:
        return " ".join(self._word() if self._gives_way(word) else word for word in text.split(" "))

    def _gives_way(self, word: str) -> bool:
        return len(word) >= _LEAST and word.isalpha() and self.random.random() < REPLACED

    def _word(self) -> str:
        return self.invented[int(INVENTED ** self.random.random()) - 1]

    def _start(self, words: list[str]) -> str:
        word = self.random.choice(words)
        return word[: len(word) // 2 + 1]

    def _end(self, words: list[str]) -> str:
        word = self.random.choice(words)
        return word[len(word) // 2 :]
