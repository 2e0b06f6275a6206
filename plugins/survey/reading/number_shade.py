"""Ink on the printed numbers themselves, where a stroke hides in the print."""

from collections.abc import Sequence
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


def shade_of_numbers(
    aligned: Grey, page: PreparedPage, blur_mm: float, *, core: bool = False
) -> Sequence[float]:
    """Return for each option how much darker, in levels of 255, its number is than printed.

    ``core`` looks only at the middle half of its height.

    A printer that prints darker or lighter does so for all numbers: that is taken off.
    """
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
        number = _middle(option.mark) if core else option.mark
        expected[place] = PAPER - crop(printed, number, _AROUND_MM).mean()
        found[place] = paper - crop(aligned, number, _AROUND_MM).mean()
    gain = float(np.median(found / np.maximum(expected, 1.0)))
    excess = found - gain * expected
    return [float(each) for each in excess - np.median(excess)]


def _middle(mark: Rect) -> Rect:
    return Rect(mark.x, mark.y + mark.height / 4, mark.width, mark.height / 2)
