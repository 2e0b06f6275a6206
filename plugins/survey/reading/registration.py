"""Laying a picture of a page flat: markers to their places, light evened out."""

from dataclasses import dataclass
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.markers import FoundMarkers
from plugins.survey.reading.pixels import DOTS, HEIGHT, PAPER, WIDTH, Grey, Numbers
from plugins.survey.sheet.places import MARKER_CENTRES, MARKER_SIDE

_LIGHT_DOTS: Final = 3
"""Dots per millimetre of the copy on which the light is measured."""
_LARGEST_MARK_MM: Final = 13
"""A dark thing that is narrower than this is ink, a wider one shadow."""


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page as if it had been scanned straight, with even light."""

    picture: Grey
    residual_mm: float
    """Largest distance of a marker's corner from its place."""
    dots_per_mm: float
    """How finely the page was pictured."""


def flatten(picture: Grey, found: FoundMarkers) -> FlatPage:
    """Return the page laid flat by its markers; at least three corners must be there."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    seen = np.concatenate([found.corners[place] for place in sorted(found.corners)])
    there = np.concatenate([_square(place) for place in sorted(found.corners)])
    to_picture, _mask = cv2.findHomography(there, seen, 0)
    if to_picture is None:
        return FlatPage(np.full((HEIGHT, WIDTH), 255, np.uint8), 99.0, 0.0)
    back = cv2.perspectiveTransform(seen.reshape(-1, 1, 2), np.linalg.inv(to_picture))
    residual = float(np.linalg.norm(back.reshape(-1, 2) - there, axis=1).max())
    sides = [np.linalg.norm(np.roll(s, 1, 0) - s, axis=1) for s in found.corners.values()]
    scale = np.diag([1 / DOTS, 1 / DOTS, 1.0]) @ _shift(0.5, 0.5)
    matrix = to_picture @ scale
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    white = int(np.percentile(picture[::16, ::16], 90))
    flat = cv2.warpPerspective(
        picture, matrix, (WIDTH, HEIGHT), flags=flags, borderMode=cv2.BORDER_CONSTANT,
        borderValue=white,
    )  # fmt: skip
    fineness = float(np.median(sides)) / MARKER_SIDE
    return FlatPage(_evened(flat), residual, fineness)


def _shift(dx: float, dy: float) -> Numbers:
    import numpy as np  # noqa: PLC0415 - as above

    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]], float)


def _square(place: int) -> Numbers:
    """Return the corners of a marker on the sheet, clockwise from the top left."""
    import numpy as np  # noqa: PLC0415 - as above

    half = MARKER_SIDE / 2
    corners = np.array([[-half, -half], [half, -half], [half, half], [-half, half]])
    return corners + MARKER_CENTRES[place]


def _evened(flat: Grey) -> Grey:
    """Divide by the light on the paper: what is brightest around, with the edges of shadows.

    A closing, not a dilation: it follows the edge of a sharp shadow. The last erosion keeps the
    dots on that edge, half in the light, from looking like ink.
    """
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    size = (WIDTH * _LIGHT_DOTS // DOTS, HEIGHT * _LIGHT_DOTS // DOTS)
    small = cv2.resize(flat, size, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 3)
    reach = _LARGEST_MARK_MM * _LIGHT_DOTS
    kernel = np.ones((reach, reach), np.uint8)
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    light = cv2.erode(light, np.ones((3, 3), np.uint8))
    light = cv2.resize(light, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    evened: Grey = cv2.divide(flat, cv2.max(light, 1), scale=PAPER)
    return evened
