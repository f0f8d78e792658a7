"""Whole numbers in few bytes: seven bits a byte, and Rice codes for ascending places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LOW, _MORE = 0x7F, 0x80


def varints(numbers: Iterable[int]) -> Iterator[int]:
    """The bytes of numbers, lowest seven bits first, the eighth set where more follow."""
    for number in numbers:
        rest = number
        while rest > _LOW:
            yield rest & _LOW | _MORE
            rest >>= 7
        yield rest


def read_varints(raw: bytes) -> Iterator[int]:
    """The numbers in such bytes."""
    number, shift = 0, 0
    for byte in raw:
        number |= (byte & _LOW) << shift
        shift += 7
        if byte < _MORE:
            yield number
            number, shift = 0, 0


def rice(places: Iterable[int], count: int, size: int) -> str:
    """Ascending places below `size` as bits: how far each is from the one before, less one, by the mean distance."""
    low, before, bits = _low_bits(count, size), -1, []
    for place in places:
        more, rest = divmod(place - before - 1, 1 << low)
        bits.append("1" * more + "0" + (f"{rest:0{low}b}" if low else ""))
        before = place
    return "".join(bits)


def packed(bits: str) -> bytes:
    """Bits as bytes, the highest of each first, filled up with noughts."""
    length = (len(bits) + 7) // 8
    return int(bits.ljust(8 * length, "0") or "0", 2).to_bytes(length, "big")


class Bits:
    """Reads what `rice` has written; ValueError where it ends too soon."""

    def __init__(self, raw: bytes) -> None:
        self.bits = f"{int.from_bytes(b'1' + raw, 'big'):b}"[6:]
        self.at = 0

    def places(self, count: int, size: int) -> Iterator[int]:
        """The next places, as many as `count`."""
        low, place = _low_bits(count, size), -1
        for _ in range(count):
            end = self.bits.index("0", self.at)
            rest = int(self.bits[end + 1 : end + 1 + low], 2) if low else 0
            place += 1 + (end - self.at << low) + rest
            self.at = end + 1 + low
            yield place


def _low_bits(count: int, size: int) -> int:
    """How many low bits are written as they are: the logarithm of 0.69 times the mean distance."""
    return max(0, (69 * size // (100 * max(1, count))).bit_length() - 1)
