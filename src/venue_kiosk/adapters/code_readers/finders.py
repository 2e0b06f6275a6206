"""Finds a QR code's finder patterns one by one, also when the others are damaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import Frame

Points = npt.NDArray[np.float32]
Spots = npt.NDArray[np.float64]

DARKER: Final = 6
"""How much darker than its neighbourhood ink is at least: apart at defocus, and above noise."""
MAX_SQUARES: Final = 120
TURNS: Final = 6
"""How many angles of a square are tried; a square looks the same every 90 degrees."""
CORE: Final = 3
"""Pixels of a module in the pictures in which dark spots are looked for."""
SPOT_SIZES: Final = (0.8, 1.0, 1.25)
MAX_SPOTS: Final = 16


@dataclass(frozen=True, slots=True)
class Finder:
    """One finder pattern; lengths in pixels."""

    middle: Points
    """(2,) x and y."""
    axes: Points
    """(2, 2): its columns are the steps of one module along two sides, x before y."""
    likeness: float
    """Correlation with the ideal pattern, 1 for the same."""

    @property
    def module(self) -> float:
        """Return the edge of a module of the same area."""
        return float(np.sqrt(abs(np.linalg.det(self.axes))))


def dark_squares(smooth: Frame, window: int) -> list[Finder]:
    """Return what lies around every solid dark blob, seen as a finder pattern.

    ``window`` is the edge of the neighbourhood a pixel is compared with. The dark square in the
    pattern's middle must be separate and narrower than that; the ring around it may be broken.
    Tells the slant exactly, but not where it is blurred.
    """
    cv2 = opencv()
    mean = cv2.boxFilter(smooth, -1, (window, window))
    dark = cv2.compare(cv2.add(smooth, DARKER), mean, cv2.CMP_LT)
    outlines, _tree = cv2.findContours(dark, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    blobs = _solid(cv2.moments(outline) for outline in outlines if 16 <= len(outline) <= 4 * window)
    if not len(blobs):
        return []
    _area, x, y, xx, yy, xy = blobs.T
    # the symmetric root of the moments makes a square of the blob; its edge is three modules
    root = np.sqrt(xx * yy - xy**2)
    stretch = np.array([[xx + root, xy], [xy, yy + root]]) / np.sqrt(xx + yy + 2 * root)
    axes = np.einsum("ijn,tjk->ntik", stretch, _turns()) * (np.sqrt(12) / 3)
    return _compared(smooth, np.stack([x, y], 1), axes)


def _solid(moments: Iterable[dict[str, float]]) -> Spots:
    """Return (area, x, y, xx, yy, xy) of the blobs like a parallelogram, largest first."""
    rows = [
        (area, one["m10"] / area, one["m01"] / area, *(one[key] / area for key in _SPREADS))
        for one in moments
        if (area := one["m00"]) >= 12
    ]
    blobs = np.array(rows, np.float64).reshape(-1, 6)
    whole, _x, _y, xx, yy, xy = blobs.T
    size = xx * yy - xy**2
    # a solid parallelogram's moments make size = (area / 12)**2, an ellipse's come near
    solid = (whole / 12) ** 2 / np.maximum(size, 1e-6)
    blobs = blobs[(solid > 0.75) & (solid < 1.3) & ((xx + yy) ** 2 < 18 * size)]
    return blobs[np.argsort(-blobs[:, 0])[:MAX_SQUARES]]


_SPREADS: Final = ("mu20", "mu02", "mu11")


def dark_spots(smooth: Frame, module: float) -> list[Finder]:
    """Return what lies around spots darker than a ring around them, seen as a finder pattern.

    ``module`` is the edge of the pattern's modules in pixels, give or take a quarter. Needs no
    clear edges, so it finds patterns in a blurred or noisy picture, but takes them to face the
    camera.
    """
    cv2 = opencv()
    share = CORE / module
    small = cv2.resize(smooth, None, fx=share, fy=share, interpolation=cv2.INTER_LINEAR)
    core = cv2.boxFilter(small, -1, (3 * CORE, 3 * CORE))
    darker = cv2.subtract(cv2.boxFilter(small, -1, (5 * CORE, 5 * CORE)), core)
    highest = cv2.dilate(darker, np.ones((2 * CORE + 1, 2 * CORE + 1), np.uint8))
    peaks = cv2.compare(darker, cv2.max(highest, 2), cv2.CMP_GE)
    places = cv2.findNonZero(peaks)
    if places is None:
        return []
    x, y = places.reshape(-1, 2).T
    best = np.argsort(-darker[y, x].astype(int), kind="stable")[:MAX_SPOTS]
    middles = np.stack([x[best], y[best]], 1).astype(np.float64)
    axes = np.concatenate([_turns() * (CORE * size) for size in SPOT_SIZES])
    found = _compared(small, middles, np.broadcast_to(axes, (len(best), *axes.shape)))
    return [enlarged(one, 1 / share) for one in found]


def enlarged(finder: Finder, factor: float) -> Finder:
    """Return ``finder`` as it is in a picture ``factor`` times as large."""
    middle = (finder.middle + 0.5) * factor - 0.5
    return Finder(middle, finder.axes * factor, finder.likeness)


@cache
def _turns() -> npt.NDArray[np.float64]:
    angles = np.arange(TURNS) * (np.pi / 2 / TURNS)
    rows = np.array([[np.cos(angles), -np.sin(angles)], [np.sin(angles), np.cos(angles)]])
    return rows.transpose(2, 0, 1)


def _compared(grey: Frame, middles: Spots, axes: npt.NDArray[np.float64]) -> list[Finder]:
    """Correlate every place with the ideal pattern under each of its ``axes``; keep the best."""
    cv2 = opencv()
    ideal, places = _ideal()
    spots = np.einsum("ntik,pk->ntpi", axes, places) + middles[:, None, None]
    flat = spots.astype(np.float32).reshape(-1, len(places), 2)
    seen = cv2.remap(grey, flat, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alike = _correlation(seen.astype(np.float32), ideal).reshape(axes.shape[:2])
    best = alike.argmax(axis=1)
    return [
        Finder(middle.astype(np.float32), axes[n, turn].astype(np.float32), float(alike[n, turn]))
        for n, (middle, turn) in enumerate(zip(middles, best, strict=True))
    ]


@cache
def _ideal() -> tuple[Points, Points]:
    """Return a finder pattern with its light margin, and where its samples lie in modules."""
    steps = np.arange(-4.0, 4.1)
    x, y = np.meshgrid(steps, steps)
    return pattern_light(x, y).ravel(), np.stack([x.ravel(), y.ravel()], 1).astype(np.float32)


def pattern_light(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Points:
    """Return 1 where an ideal finder pattern around (0, 0) is light, -1 where it is dark."""
    ring = np.maximum(np.abs(x), np.abs(y))
    light = np.where((ring > 3.5) | ((ring > 1.5) & (ring < 2.5)), 1, -1)
    return light.astype(np.float32)


def _correlation(seen: Points, ideal: Points) -> npt.NDArray[np.float32]:
    around = seen - seen.mean(axis=1, keepdims=True)
    pattern = ideal - ideal.mean()
    size = np.linalg.norm(around, axis=1) * np.linalg.norm(pattern)
    answer: npt.NDArray[np.float32] = (around @ pattern) / np.maximum(size, 1e-6)
    return answer
