"""How large a sheet is set, from large to small."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """How large everything is set, in millimetres."""

    text: float
    label: float
    number: float
    row: float
    """Least height of an answer cell."""
    gap: float
    """Between two questions."""
    unbroken: float = 1.0
    """How much room is spent on labels in one line, from 0 to 1."""


_SIZES: Final = (
    TypeScale(text=5.0, label=4.7, number=5.2, row=12.0, gap=5.0),
    TypeScale(text=4.7, label=4.4, number=4.9, row=11.2, gap=4.2),
    TypeScale(text=4.4, label=4.2, number=4.7, row=10.6, gap=3.4),
    TypeScale(text=4.2, label=3.9, number=4.5, row=10.2, gap=2.8),
    TypeScale(text=4.1, label=3.7, number=4.3, row=9.8, gap=2.2),
)
SCALES: Final = tuple(
    replace(size, unbroken=unbroken)
    for size, weights in zip(_SIZES, ((1.0,), *[(1.0, 0.5, 0.1)] * 4), strict=True)
    for unbroken in weights
)
"""From large to small; the first that fits is taken: readers are in their seventies."""
