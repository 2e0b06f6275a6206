"""Ink on the printed numbers themselves, where a stroke hides in the print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.reading.pixels import PAPER, Grey, crop
from plugins.survey.reading.prepared import PreparedPage
from plugins.survey.sheet.places import Rect

_AROUND_MM: Final = 0.2
_PAPER_MM: Final = 2.2
_INKED: Final = 12
_LIGHT: Final = 85
_WHITE: Final = 255
_BARE: Final = 3
"""Bare paper beside the number, on the same side of any shadow, is what it is compared with."""


@dataclass(frozen=True, slots=True)
class NumberShade:
    """How much darker a number is than printed, in levels of 255.

    What runs through a number darkens both sides of it; the end of a ring only one. So of the two
    sides the paler one tells.
    """

    whole: float
    through: float
    """Of its paler side."""
    core: float
    """Of the paler side of the middle of its height, which a ring does not graze."""

    def of_ink(self, darkness: float) -> "NumberShade":
        """Return the same as shares of ink that is so dark, up to 1."""
        levels = max(1.0, _WHITE * darkness)
        return NumberShade(self.whole / levels, self.through / levels, self.core / levels)


def shade_of_numbers(aligned: Grey, page: PreparedPage, blur_mm: float) -> Sequence[NumberShade]:
    """Return the shade of each option's number.

    A printer that prints darker or lighter does so for all numbers: that is taken off.
    """
    import numpy as np  # noqa: PLC0415 - only reading needs it

    if not page.plan.options:
        return []
    printed = page.printed(blur_mm)
    measured = [_measure(aligned, printed, option.mark) for option in page.plan.options]
    found, expected = np.array(measured).transpose(2, 1, 0)  # part of the number by option
    gain = np.median(found / np.maximum(expected, 1.0), axis=1, keepdims=True)
    excess = found - gain * expected
    excess -= np.median(excess, axis=1, keepdims=True)
    whole, left, right, left_core, right_core = excess
    return [
        NumberShade(*map(float, each))
        for each in zip(
            whole, np.minimum(left, right), np.minimum(left_core, right_core), strict=True
        )
    ]


def _measure(aligned: Grey, printed: Grey, mark: Rect) -> list[tuple[float, float]]:
    """Return for each part of a number how dark it is, and how dark it was printed."""
    import numpy as np  # noqa: PLC0415 - as above

    around = crop(aligned, mark, _PAPER_MM)
    bare = around[crop(printed, mark, _PAPER_MM) >= PAPER - _BARE]
    paper = float(np.median(bare)) if bare.size else PAPER
    if paper < PAPER - _INKED:
        paper = float(np.percentile(bare, _LIGHT))
    return [
        (
            paper - crop(aligned, part, _AROUND_MM).mean(),
            PAPER - crop(printed, part, _AROUND_MM).mean(),
        )
        for part in _parts(mark)
    ]


def _parts(mark: Rect) -> Sequence[Rect]:
    """Return a number, its left and right half, and both halves of the middle of its height."""
    half, middle = mark.width / 2, mark.y + mark.height / 4
    sides = (mark.x, mark.x + half)
    return (
        mark,
        *(Rect(left, mark.y, half, mark.height) for left in sides),
        *(Rect(left, middle, half, mark.height / 2) for left in sides),
    )
