"""What it costs when a group holds so many people of one value, as tables of differences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

_LARGEST_TABLE: Final = 50_000


class Table(Protocol):
    """Something that gives a cost for a code."""

    def __getitem__(self, code: int, /) -> int:
        """Return the cost."""
        ...


@dataclass(frozen=True, slots=True)
class CostTable:
    """The cost of one value in one group, by a code that counts its people there.

    ``code`` is the number of people; where units matter it is people + ``stride`` × units.
    """

    cost: Table
    up: Table
    """What one more person, and unit, costs."""
    down: Table
    """What one person, and unit, fewer costs."""
    step: int
    """How the code changes for a person who stands for their unit; others change it by 1."""


def tabulate(cost: Callable[[int], int], most: int, *, step: int = 1, units: int = 0) -> CostTable:
    """Return the tables of ``cost`` for up to ``most`` people in up to ``units`` units."""
    last = most + (step - 1) * units
    if last > _LARGEST_TABLE:
        return CostTable(
            _Lazy(cost),
            _Lazy(lambda code: cost(code + step) - cost(code)),
            _Lazy(lambda code: cost(code - step) - cost(code)),
            step,
        )
    values = [cost(code) for code in range(last + step + 1)]
    up = [values[code + step] - values[code] for code in range(last + 1)]
    down = [values[max(0, code - step)] - values[code] for code in range(last + 1)]
    return CostTable(values, up, down, step)


def pair_cost(weight: int) -> Callable[[int], int]:
    """Return the cost of pairs among ``code`` people."""
    return lambda code: weight * code * (code - 1) // 2


def interval_cost(weight: int, low: int, high: int) -> Callable[[int], int]:
    """Return the cost of the distance to the interval."""
    return lambda code: weight * max(0, low - code, code - high)


def cluster_cost(
    weight: int, cap: int, stride: int, *, may_be_lonely: bool
) -> Callable[[int], int]:
    """Return the cost of people of one unit alone, and of those beyond ``cap``."""

    def cost(code: int) -> int:
        units, people = divmod(code, stride)
        lonely = people if may_be_lonely and units == 1 else 0
        return weight * (lonely + max(0, people - cap))

    return cost


class _Lazy(dict[int, int]):
    """A table filled as it is asked, where the whole would be too large."""

    def __init__(self, cost: Callable[[int], int]) -> None:
        super().__init__()
        self._cost = cost

    def __missing__(self, code: int) -> int:
        self[code] = value = self._cost(code)
        return value
