"""Schedules in which few people meet twice, made by arithmetic where only meetings count.

Rounds are lists of the groups of persons 0, 1, 2 … (group × size people in equal groups).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from plugins.exchange.chance import Draw
from plugins.exchange.starters import develop_rounds

Rounds = Sequence[Sequence[int]]
"""By round and person: the group."""

_LARGEST_FIELD: Final = 64


def design_rounds(groups: int, size: int, rounds: int, draw: Draw) -> Iterator[Rounds]:
    """Yield schedules worth a try; none where the arithmetic has no answer."""
    field = find_field(groups) if size <= groups <= _LARGEST_FIELD else None
    if field is not None:
        yield _cross_rounds(field, groups, size, rounds)
    if groups * size <= _LARGEST_FIELD:
        yield develop_rounds(groups, size, rounds, draw)


def _cross_rounds(field: "Field", groups: int, size: int, rounds: int) -> Rounds:
    """Return rounds of a resolvable transversal design over a field of ``groups`` elements.

    People form ``size`` classes of one for each group. Two of different classes meet once in
    ``groups`` rounds, for x - y = m (a - b) has one solution m; after that classes sit among
    themselves, in two ways that share few pairs, and then all begins again.
    """
    made: list[Sequence[int]] = []
    people = [(line, number) for line in range(size) for number in range(groups)]
    while len(made) < rounds:
        made += [
            [field.minus(number, field.times(slope, line)) for line, number in people]
            for slope in range(groups)
        ]
        if groups % size == 0:
            each = groups // size
            made.append([line * each + number // size for line, number in people])
            made.append([line * each + number % each for line, number in people])
    return made[:rounds]


class Field:
    """The finite field of ``prime ** degree`` elements 0, 1, 2 …, by their digits to the prime."""

    def __init__(self, prime: int, degree: int, reducer: Sequence[int]) -> None:
        self._prime = prime
        self._degree = degree
        self._reducer = reducer
        """The irreducible polynomial without its leading one, lowest first."""

    def minus(self, one: int, two: int) -> int:
        """Return ``one`` - ``two``."""
        pairs = zip(self._digits(one), self._digits(two), strict=True)
        return self._number([(x - y) % self._prime for x, y in pairs])

    def times(self, one: int, two: int) -> int:
        """Return ``one`` × ``two``."""
        first, second = self._digits(one), self._digits(two)
        product = [0] * (2 * self._degree - 1)
        for i, x in enumerate(first):
            for j, y in enumerate(second):
                product[i + j] += x * y
        for place in range(len(product) - 1, self._degree - 1, -1):
            for i, coefficient in enumerate(self._reducer):
                product[place - self._degree + i] -= product[place] * coefficient
        return self._number([value % self._prime for value in product[: self._degree]])

    def _digits(self, number: int) -> list[int]:
        return [number // self._prime**place % self._prime for place in range(self._degree)]

    def _number(self, digits: Sequence[int]) -> int:
        return sum(digit * self._prime**place for place, digit in enumerate(digits))


def find_field(order: int) -> Field | None:
    """Return the field of so many elements, or nothing: only powers of a prime have one."""
    prime = next((n for n in range(2, order + 1) if order % n == 0), 0)
    degree, rest = 0, order
    while prime and rest % prime == 0:
        degree, rest = degree + 1, rest // prime
    if order < 2 or rest != 1:
        return None
    for code in range(order):
        reducer = [code // prime**place % prime for place in range(degree)]
        field = Field(prime, degree, reducer)
        if all(_has_inverse(field, each, order) for each in range(1, order)):
            return field
    return None


def _has_inverse(field: Field, element: int, order: int) -> bool:
    return any(field.times(element, other) == 1 for other in range(1, order))
