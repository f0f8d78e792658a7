"""Sets of cards as whole numbers, a bit a card: sums over ten thousand cards for the price of a few additions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

EVERY = -1
"""Every card."""


def as_bits(cards: Iterable[int]) -> int:
    """These cards as bits."""
    bits = bytearray(max(cards := tuple(cards), default=0) // 8 + 1)
    for card in cards:
        bits[card >> 3] |= 1 << (card & 7)
    return int.from_bytes(bits, "little")


def as_digits(amounts: Mapping[int, float], most: float, levels: int) -> tuple[int, ...]:
    """Each card's amount rounded up to one of so many levels: by binary digit, lowest first, the cards that have it.

    `most` is the highest amount, and the highest level.
    """
    size, scale, highest = max(amounts, default=0) // 8 + 1, levels / (most or 1), range(levels.bit_length())
    digits = [bytearray(size) for _ in highest]
    for card, amount in amounts.items():
        level = min(levels, ceil(amount * scale))
        for place in highest:
            if level >> place & 1:
                digits[place][card >> 3] |= 1 << (card & 7)
    return tuple(int.from_bytes(bits, "little") for bits in digits)


def of_bits(bits: int) -> Iterator[int]:
    """The cards whose bit is set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def reaching(least: int, weights: Sequence[tuple[int, int]]) -> int:
    """The cards whose weights add up to so much at least; each weight comes with the cards that have it."""
    if least <= 0:
        return EVERY
    digits = [0] * max(least, sum(weight for weight, _ in weights)).bit_length()
    for weight, cards in weights:
        _add(digits, weight, cards)
    more, equal = 0, EVERY
    for place in reversed(range(len(digits))):
        if least >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= ~digits[place]
    return more | equal


def _add(digits: list[int], weight: int, cards: int) -> None:
    """Add a weight to the sums of these cards; a sum's binary digits lie in as many sets, lowest first."""
    for start in range(weight.bit_length()):
        carry, place = cards if weight >> start & 1 else 0, start
        while carry:
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
