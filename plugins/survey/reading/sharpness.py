"""How blurred a page is, measured at the edges of its markers."""

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

from plugins.survey.reading.pixels import DOTS, Grey, Numbers, crop
from plugins.survey.sheet.places import MARKER_CENTRES, MARKER_SIDE, Rect

_REACH_MM: Final = 1.6
_ALONG_MM: Final = 3.0
_BLACK: Final = 40
_WHITE: Final = 215
_LEAST_GREY: Final = 0.004
_OWN_BLUR_MM: Final = 0.07
"""What flattening to dots of a sixth of a millimetre blurs by itself."""


def measure_blur(flat: Grey, places: Iterable[int]) -> float:
    """Return the standard deviation, in mm, of the blur that would make such edges."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    found = [_blur_of(profile) for place in places for profile in _edges(flat, place)]
    blur = float(np.median(found)) if found else 9.0
    return math.sqrt(max(0.0, blur**2 - _OWN_BLUR_MM**2))


def is_black_and_white(picture: Grey) -> bool:
    """Tell whether a picture has hardly any grey: a scanner has decided what is ink."""
    dots = picture[::7, ::7]
    return float(((dots > _BLACK) & (dots < _WHITE)).mean()) < _LEAST_GREY


def _edges(flat: Grey, place: int) -> Iterator[Numbers]:
    """Yield brightness across each outer edge of a marker, from outside to inside."""
    x, y = MARKER_CENTRES[place]
    half, reach, along = MARKER_SIDE / 2, _REACH_MM, _ALONG_MM
    turned: list[tuple[Any, int]] = [
        (crop(flat, Rect(x - half - reach, y - along, 2 * reach, 2 * along)), 0),
        (crop(flat, Rect(x + half - reach, y - along, 2 * reach, 2 * along))[:, ::-1], 0),
        (crop(flat, Rect(x - along, y - half - reach, 2 * along, 2 * reach)), 1),
        (crop(flat, Rect(x - along, y + half - reach, 2 * along, 2 * reach))[::-1], 1),
    ]
    for patch, axis in turned:
        yield patch.mean(axis=axis)


def _blur_of(profile: Numbers) -> float:
    """Return the blur of one edge: an edge blurred by s is steepest by contrast / (s * 2.507)."""
    import numpy as np  # noqa: PLC0415 - as above

    contrast = float(profile.max() - profile.min())
    steepest = float(np.abs(np.diff(profile)).max()) * DOTS
    return contrast / (steepest * 2.507) if contrast > 40 and steepest > 0 else 9.0
