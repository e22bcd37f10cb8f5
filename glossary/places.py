"""Places: a term of a base as one number, and lists of them, packed.

The indexes of a base of 100,000 concepts point to terms half a million times; numbers in arrays are a
tenth of the size of pairs in lists, and are read from a file as they are.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

TERMS = 256
"""More than a concept has terms: a place is the number of the concept times this, plus that of the term."""


def place(concept: int, term: int) -> int:
    """The place of a term, by the number of its concept in the base and its own there.

    >>> place(2, 1), divmod(place(2, 1), TERMS)
    (513, (2, 1))
    """
    return concept * TERMS + term


class Packed(Sequence[Sequence[int]]):
    """Lists of places by number.

    >>> packed = Packed.of([[1, 2], [], [3]])
    >>> [list(places) for places in packed], [list(places) for places in Packed.load(packed.dump())]
    ([[1, 2], [], [3]], [[1, 2], [], [3]])
    """

    def __init__(self, starts: array[int], flat: array[int]) -> None:
        self._starts, self._flat = starts, flat

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]]) -> Packed:
        starts, flat = array("I", (0,)), array("I")
        for places in lists:
            flat.extend(places)
            starts.append(len(flat))
        return cls(starts, flat)

    def __getitem__(self, number: int) -> Sequence[int]:  # type: ignore[override]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._flat[self._starts[number] : self._starts[number + 1]]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def dump(self) -> bytes:
        size = array("I", (len(self._starts),))
        return b"".join(little_endian(part[:]).tobytes() for part in (size, self._starts, self._flat))

    @classmethod
    def load(cls, data: bytes) -> Packed:
        numbers = array("I")
        numbers.frombytes(data)
        size = little_endian(numbers)[0]
        return cls(numbers[1 : size + 1], numbers[size + 1 :])


def little_endian(numbers: array[int]) -> array[int]:
    """Numbers as a file has them, from or to this machine's order."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
