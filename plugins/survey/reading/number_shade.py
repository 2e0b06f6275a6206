"""Ink on the printed numbers themselves, where a stroke hides in the print."""

from collections.abc import Callable, Sequence
from typing import Final

from plugins.survey.reading.pixels import PAPER, Grey, crop
from plugins.survey.reading.prepared import PreparedPage
from plugins.survey.sheet.places import Rect

_AROUND_MM: Final = 0.2
_PAPER_MM: Final = 2.2
_INKED: Final = 12
_LIGHT: Final = 85
_BARE: Final = 3
"""Bare paper beside the number, on the same side of any shadow, is what it is compared with."""


def shade_of_numbers(aligned: Grey, page: PreparedPage, blur_mm: float) -> Sequence[float]:
    """Return for each option how much darker, in levels of 255, its number is than printed.

    A printer that prints darker or lighter does so for all numbers: that is taken off.
    """
    return _shades(aligned, page, blur_mm, lambda number: number)


def shade_of_cores(aligned: Grey, page: PreparedPage, blur_mm: float) -> Sequence[float]:
    """Return the same of the middle of each number's height, of its paler side.

    What runs through a number darkens both sides of it; the end of a ring around all of the
    option only one.
    """
    sides = (_shades(aligned, page, blur_mm, part) for part in (_left_core, _right_core))
    return [min(pair) for pair in zip(*sides, strict=True)]


def _shades(
    aligned: Grey, page: PreparedPage, blur_mm: float, part: Callable[[Rect], Rect]
) -> Sequence[float]:
    import numpy as np  # noqa: PLC0415 - only reading needs it

    if not page.plan.options:
        return []
    printed = page.printed(blur_mm)
    expected, found = np.zeros((2, len(page.plan.options)))
    for place, option in enumerate(page.plan.options):
        around = crop(aligned, option.mark, _PAPER_MM)
        bare = around[crop(printed, option.mark, _PAPER_MM) >= PAPER - _BARE]
        paper = float(np.median(bare)) if bare.size else PAPER
        if paper < PAPER - _INKED:
            paper = float(np.percentile(bare, _LIGHT))
        of = part(option.mark)
        expected[place] = PAPER - crop(printed, of, _AROUND_MM).mean()
        found[place] = paper - crop(aligned, of, _AROUND_MM).mean()
    gain = float(np.median(found / np.maximum(expected, 1.0)))
    excess = found - gain * expected
    return [float(each) for each in excess - np.median(excess)]


def _left_core(mark: Rect) -> Rect:
    return Rect(mark.x, mark.y + mark.height / 4, mark.width / 2, mark.height / 2)


def _right_core(mark: Rect) -> Rect:
    left = _left_core(mark)
    return Rect(left.right, left.y, left.width, left.height)
