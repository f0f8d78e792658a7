"""What a text must hold for a detector to be worth asking: most texts are let off at the price of a few look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from builder.checks.speech.texts import flattened

_WORD = re.compile(r"[^\W_]+")


class Hints:
    """Pieces of words, whole words (=ip) and pairs of them (rien+comprend), one of which a text must hold."""

    def __init__(self, written: Iterable[str]) -> None:
        pairs = [tuple(hint.split("+")) for hint in written]
        pieces = {
            piece: 1 << number for number, piece in enumerate(sorted({piece for pair in pairs for piece in pair}))
        }
        self._flags = _Flags(pieces)
        self._verdicts = {0: False}
        self._alone = reduce(or_, (pieces[pair[0]] for pair in pairs if len(pair) == 1), 0)
        self._together = tuple(reduce(or_, map(pieces.__getitem__, pair)) for pair in pairs if len(pair) > 1)

    def __call__(self, text: str) -> bool:
        """Whether a text holds one of them."""
        flags = reduce(or_, map(self._flags.__getitem__, text.split()), 0)
        if flags not in self._verdicts:
            together = any(flags & both == both for both in self._together)
            self._verdicts[flags] = bool(flags & self._alone) or together
        return self._verdicts[flags]


class _Flags(dict[str, int]):
    """The pieces that a word holds, by the word as it stands between spaces: worked out once for each."""

    def __init__(self, pieces: dict[str, int]) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, token: str) -> int:
        spoken = flattened(token)
        words = {f"={word}" for word in _WORD.findall(spoken)}
        flags = [flag for piece, flag in self._pieces.items() if piece in words or piece in spoken]
        self[token] = reduce(or_, flags, 0)
        return self[token]
