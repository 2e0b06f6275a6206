"""How many numbers stand how large on the hall display: as large as all of them can be."""

from collections.abc import Callable, Sequence
from typing import Final

DrawNumber = Callable[[str, int], Sequence[str]]
"""Draws digits in at most so many rows."""

_SIZES: Final = tuple(-(-5 * scale // 2) for scale in range(12, 0, -1))
"""Rows of a digit of five by three pixels, two pixels in a row of cells."""
_GAP: Final = 2


def arrange_numbers(
    numbers: Sequence[int], width: int, height: int, *, draw: DrawNumber
) -> list[str]:
    """Return lines that hold every number, drawn in the largest size in which all fit."""
    for rows in _SIZES:
        lines = _in_rows([draw(str(number), rows) for number in numbers], width)
        if len(lines) <= height and max(map(len, lines), default=0) <= width:
            return lines
    return ["  ".join(map(str, numbers))]


def _in_rows(drawings: Sequence[Sequence[str]], width: int) -> list[str]:
    lines: list[str] = []
    row: list[Sequence[str]] = []
    for drawing in drawings:
        if row and sum(len(each[0]) + _GAP for each in [*row, drawing]) - _GAP > width:
            lines += [*_beside(row), ""]
            row = []
        row.append(drawing)
    return lines + _beside(row) if row else lines


def _beside(row: Sequence[Sequence[str]]) -> list[str]:
    return [(" " * _GAP).join(parts) for parts in zip(*row, strict=True)]
