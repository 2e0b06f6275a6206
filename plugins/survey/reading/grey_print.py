"""Whether the pale lines of the print are gone: then pale pencil may be gone as well."""

from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import DOTS, PAPER, Grey
from plugins.survey.reading.prepared import PreparedPage

_PALE: Final = 12
"""Levels by which a pale line is darker than paper, at least."""
_BLACK: Final = 110
_CLEAR: Final = 9
"""No black print within so many dots."""
_LEAST_DOTS: Final = 200
_KEPT: Final = 0.6
"""Share of the pale lines' ink that any honest picture keeps."""
_EDGE_MM: Final = 21


def kept_grey(aligned: Grey, page: PreparedPage, blur_mm: float) -> float:
    """Return which share of the ink of pale printed lines is seen; 1 where there are none."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    printed = page.printed(blur_mm)
    inner = (slice(30 * DOTS, 280 * DOTS), slice(_EDGE_MM * DOTS, -_EDGE_MM * DOTS))
    blank, seen, expected = page.blank[inner], aligned[inner], printed[inner]
    clear = cv2.erode(blank, np.ones((2 * _CLEAR + 1, 2 * _CLEAR + 1), np.uint8)) > _BLACK
    lines = clear & (blank < PAPER - _PALE)
    if lines.sum() < _LEAST_DOTS:
        return 1.0
    around = (2 * _CLEAR - 1, 2 * _CLEAR - 1)
    wanted = PAPER - cv2.blur(expected, around)[lines].astype(float)
    found = PAPER - cv2.blur(seen, around)[lines].astype(float)
    return float(np.median(found / np.maximum(wanted, 1.0)))


def has_lost_grey(aligned: Grey, page: PreparedPage, blur_mm: float) -> bool:
    """Tell whether a copier or a scanner took pale lines for paper."""
    return kept_grey(aligned, page, blur_mm) < _KEPT
