"""Ink on the printed numbers themselves, where a stroke hides in the print."""

from collections.abc import Sequence
from typing import Final

from plugins.survey.reading.pixels import PAPER, Grey, crop
from plugins.survey.reading.prepared import PreparedPage

_AROUND_MM: Final = 0.5


def shade_of_numbers(aligned: Grey, page: PreparedPage, blur_mm: float) -> Sequence[float]:
    """Return for each option how much darker, in levels of 255, its number is than printed.

    A printer that prints darker or lighter does so for all numbers: that is taken off.
    """
    import numpy as np  # noqa: PLC0415 - only reading needs it

    if not page.plan.options:
        return []
    printed = page.printed(blur_mm)
    pairs = [
        (crop(printed, option.mark, _AROUND_MM), crop(aligned, option.mark, _AROUND_MM))
        for option in page.plan.options
    ]
    expected = np.array([PAPER - float(was.mean()) for was, _now in pairs])
    found = np.array([PAPER - float(now.mean()) for _was, now in pairs])
    gain = float(np.median(found / np.maximum(expected, 1.0)))
    return [float(excess) for excess in found - gain * expected]
