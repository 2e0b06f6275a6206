"""Finding the square markers of a sheet in a picture, whichever way up it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import Grey, Numbers
from plugins.survey.sheet.places import CORNERS, FAMILY, MARKERS_PER_PAGE

_FIRST_LOOK: Final = 1200
"""Longest side of the first, small copy: a marker is about 40 dots wide in a scan."""
_SECOND_LOOK: Final = 2600
_LEAST_CORNERS: Final = 3


@dataclass(frozen=True, slots=True)
class FoundMarkers:
    """The markers of one page, and what else was seen."""

    page: int | None
    """Which side the markers say it is; None without markers."""
    corners: Mapping[int, Numbers]
    """By place on the page: four corners in dots of the picture, clockwise from the top left."""
    is_one_sheet: bool
    """False when a marker was seen twice, or those of two sides."""

    @property
    def ids(self) -> Sequence[int]:
        """The markers' ids."""
        first = MARKERS_PER_PAGE * ((self.page or 1) - 1)
        return [first + place for place in sorted(self.corners)]

    @property
    def is_enough(self) -> bool:
        """Whether at least three corners of the page are known."""
        return sum(place in self.corners for place in CORNERS) >= _LEAST_CORNERS


def find_markers(picture: Grey) -> FoundMarkers:
    """Return the markers in a picture, corners refined at full size."""
    found: list[tuple[int, Numbers]] = []
    for longest in (_FIRST_LOOK, _SECOND_LOOK):
        found = _look(picture, longest)
        if len(found) >= MARKERS_PER_PAGE or max(picture.shape) <= longest:
            break
    return _sort(found)


def _look(picture: Grey, longest: int) -> list[tuple[int, Numbers]]:
    cv2 = opencv()
    scale = min(1.0, longest / max(picture.shape))
    small = picture
    if scale < 1.0:
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    corners, ids, _rejected = _detector().detectMarkers(small)
    if ids is None:
        return []
    fractions = [picture.shape[1] / small.shape[1], picture.shape[0] / small.shape[0]]
    return [
        (int(number), _refined(picture, (square.reshape(4, 2) + 0.5) * fractions - 0.5))
        for number, square in zip(ids.ravel(), corners, strict=True)
    ]


def _refined(picture: Grey, square: Numbers) -> Numbers:
    """Move corners to where the edges meet at full size."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    points = square.astype(np.float32).reshape(-1, 1, 2)
    side = float(np.linalg.norm(square[0] - square[2])) / 2**0.5
    window = int(np.clip(side * 0.08, 2, 12))
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 15, 0.03)
    cv2.cornerSubPix(picture, points, (window, window), (-1, -1), stop)
    refined = points.reshape(4, 2).astype(float)
    strayed = np.linalg.norm(refined - square, axis=1) > window
    refined[strayed] = square[strayed]
    return refined


def _sort(found: Sequence[tuple[int, Numbers]]) -> FoundMarkers:
    if not found:
        return FoundMarkers(None, {}, is_one_sheet=True)
    pages = [number // MARKERS_PER_PAGE + 1 for number, _square in found]
    page = max(set(pages), key=pages.count)
    corners: dict[int, Numbers] = {}
    for (number, square), of in zip(found, pages, strict=True):
        if of == page:
            corners.setdefault(number % MARKERS_PER_PAGE, square)
    return FoundMarkers(page, corners, is_one_sheet=len(corners) == len(found))


@cache
def _detector() -> Any:
    cv2 = opencv()
    options = cv2.aruco.DetectorParameters()
    options.adaptiveThreshWinSizeMin = 9
    options.adaptiveThreshWinSizeMax = 23
    options.adaptiveThreshWinSizeStep = 14
    options.minMarkerPerimeterRate = 0.02
    options.maxMarkerPerimeterRate = 0.6
    options.polygonalApproxAccuracyRate = 0.05
    family = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, f"DICT_{FAMILY}"))
    return cv2.aruco.ArucoDetector(family, options)
