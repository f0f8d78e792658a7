"""Which part or document of one side is which of the other: by name, by the name it had, by what it says."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from builder.changes.parts import Part, shown

T = TypeVar("T")
_ALIKE = 0.6
"""Two parts without a common name that share so much of their words are one part that was altered."""


class Pair(NamedTuple):
    """The same part on both sides; None where one side has none."""

    old: Part | None
    new: Part | None


def pairs(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Pair]:
    """Every part of both sides once, in the order of the new side; what is gone stands at the end."""
    matches = dict(_matches(old, new))
    yield from (Pair(matches.get(n), part) for n, part in enumerate(new))
    taken = {id(part) for part in matches.values()}
    yield from (Pair(part, None) for part in old if id(part) not in taken)


def _matches(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Places of the new parts with the old part that each was."""
    left = dict(enumerate(new))
    rest = list(old)
    for same in (_same_name, _former_name, _same_words, _alike, _same_place):
        for n, part in list(left.items()):
            found = next((other for other in rest if other.section == part.section and same(other, part)), None)
            if found is not None:
                del left[n]
                rest = [other for other in rest if other is not found]
                yield n, found


def _same_name(old: Part, new: Part) -> bool:
    return old.ref.anchor == new.ref.anchor and new.has_name


def _former_name(old: Part, new: Part) -> bool:
    return old.ref.anchor in new.formerly


def _same_words(old: Part, new: Part) -> bool:
    return bool(_words(old)) and _words(old) == _words(new) and old.lender == new.lender


def _alike(old: Part, new: Part) -> bool:
    """Whether most words are the same; parts with names of their own are not taken for one another so easily."""
    if old.has_name and new.has_name and old.lender != new.lender:
        return False
    one, other = _words(old).split(), _words(new).split()
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _same_place(old: Part, new: Part) -> bool:
    return old.ref.anchor == new.ref.anchor


def _words(part: Part) -> str:
    spoken = (text for by_persona in part.lines.values() for text in dict.fromkeys(by_persona.values()))
    listed = (text for texts in part.lists.values() for text in texts)
    return shown(" ".join((*spoken, *part.texts.values(), *listed)))


def moved(found: Iterable[Pair], old: Sequence[Part]) -> Iterator[tuple[Part, int, int]]:
    """The parts that stand elsewhere among those on both sides: as few as explain the new order; places from 1."""
    places = {id(part): n for n, part in enumerate(old)}
    kept = [pair for pair in found if pair.old is not None and pair.new is not None]
    order = [places[id(pair.old)] for pair in kept]
    stays = set(_rising(order))
    before = sorted(order)
    for n, pair in enumerate(kept):
        if n not in stays and pair.new is not None:
            yield pair.new, before.index(order[n]) + 1, n + 1


def _rising(numbers: Sequence[int]) -> list[int]:
    """Places of a longest rising row of numbers."""
    best: list[list[int]] = []
    nothing: list[int] = []
    for n, number in enumerate(numbers):
        longest = max((row for row in best if numbers[row[-1]] < number), key=len, default=nothing)
        best.append([*longest, n])
    return max(best, key=len, default=nothing)


def renamed(
    old: Mapping[str, T],
    new: Mapping[str, T],
    former: Callable[[T], Iterable[str]],
    content: Callable[[T], Hashable],
) -> dict[str, str]:
    """By old id the new one: of what says that it was called so, and of what says the same under a new name."""
    gone, came = [i for i in old if i not in new], [i for i in new if i not in old]
    found: dict[str, str] = {}
    said = {content(old[i]): i for i in gone}
    for name in came:
        was = next((i for i in former(new[name]) if i in gone), None) or said.get(content(new[name]))
        if was and was not in found:
            found[was] = name
    return found
