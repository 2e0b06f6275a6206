"""Which cells of a table with a printed total may not be shown."""

from collections.abc import Collection, Sequence
from typing import Final

LEAST: Final = 5
"""A cell with fewer people, but somebody, tells of persons."""


def hide_small(numbers: Sequence[int], *, known: Collection[int] = ()) -> Sequence[int | None]:
    """Return the numbers with small ones hidden, and others where those could be worked out.

    Whoever knows the total knows the sum of what is hidden. With ``k`` hidden cells of at least
    one person each, none is certain below ``LEAST`` while the sum is ``k + 4`` or more. Where no
    cell is left to hide, nothing of the table is shown. The places in ``known`` stand elsewhere
    as well (a capacity, an attendance): hiding them would hide nothing.
    """
    free = [place for place in range(len(numbers)) if place not in known]
    hidden = {place for place in free if 0 < numbers[place] < LEAST}
    others = sorted(
        (place for place in free if numbers[place] >= LEAST), key=lambda place: numbers[place]
    )
    while hidden and not _is_safe([numbers[place] for place in hidden]):
        if not others:
            return [n if place in known else None for place, n in enumerate(numbers)]
        hidden.add(others.pop(0))
    return [None if place in hidden else n for place, n in enumerate(numbers)]


def _is_safe(hidden: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(hidden) >= len(hidden) + LEAST - 1
