"""Moves a guessed grid until the modules that every version-1 symbol has lie where they belong."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from venue_kiosk.adapters.code_readers.placing import CORNERS, Matrix
from venue_kiosk.adapters.code_readers.ticket_symbol import QUIET, SIZE, known_modules
from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import Frame

Values = npt.NDArray[np.float32]

CELL: Final = 4
"""Pixels of the rectified patch for each module."""
MARGIN: Final = 4
"""Modules of surroundings on each side of the patch."""
EDGE: Final = (SIZE + 2 * MARGIN) * CELL
PASSES: Final = ((1.0, 10), (0.5, 8), (0.3, 6))
"""From blurred to sharp: the blur in modules, and the steps taken at most."""
CONTRAST_WINDOW: Final = 5 * CELL + 1
STILL: Final = 3e-4
"""A step this small ends a pass."""

_TO_MODULES: Final = np.array(
    [[1 / CELL, 0, 0.5 / CELL - MARGIN], [0, 1 / CELL, 0.5 / CELL - MARGIN], [0, 0, 1]]
)
_TO_UNIT: Final = np.array([[1 / EDGE, 0, -0.5], [0, 1 / EDGE, -0.5], [0, 0, 1]])


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid after it was moved."""

    onto: Matrix
    likeness: float
    """Mean correlation of the three finder patterns' surroundings, 1 for the same."""


def aligned(grey: Frame, onto: Matrix, *, hopeless: float = 0.0) -> Placed:
    """Return the grid near ``onto`` that fits best, as a perspective map.

    Gives up after the first pass if it fits less than ``hopeless`` there.

    Image registration by least squares (Lucas and Kanade 1981) in its inverse compositional
    form (Baker and Matthews 2004), with less weight for what does not fit.
    """
    likeness = -1.0
    for blur, steps in PASSES:
        lens = onto @ _TO_MODULES
        shift, likeness = _registered(_patch(grey, lens, blur), _template(blur), steps)
        onto = lens @ shift @ np.linalg.inv(_TO_MODULES)
        onto = onto / onto[2, 2]
        if likeness < hopeless:
            break
    return Placed(onto, likeness)


def _patch(grey: Frame, lens: Matrix, blur: float) -> Values:
    """Rectify the symbol and stretch its contrast everywhere alike, against shadow and glare."""
    cv2 = opencv()
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(
        grey, lens, (EDGE, EDGE), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    flat = cv2.GaussianBlur(flat.astype(np.float32), (0, 0), 0.7 * blur * CELL)
    window = np.ones((CONTRAST_WINDOW, CONTRAST_WINDOW), np.uint8)
    highest = cv2.blur(cv2.dilate(flat, window), window.shape)
    lowest = cv2.blur(cv2.erode(flat, window), window.shape)
    span = highest - lowest
    stretched: Values = (flat - (highest + lowest) / 2) / (span + 0.1 * span.mean() + 1e-3)
    return stretched


@dataclass(frozen=True, slots=True)
class _Template:
    """Samples of the known modules, those of each finder pattern together."""

    places: Values
    """(n, 2) pixels of the patch."""
    light: Values
    """(n,) ideal values."""
    slopes: Values
    """(n, 8) change of the value with each parameter of a perspective map."""
    parts: tuple[slice, ...]
    """Which samples belong to which finder pattern: each may lie in a light of its own."""


@cache
def _template(blur: float) -> _Template:
    cv2 = opencv()
    known = known_modules().astype(np.float32)
    cell = np.ones((CELL, CELL), np.float32)
    around = (MARGIN - QUIET) * CELL
    ideal = np.pad(np.kron(known, cell), around, constant_values=1)
    sure = np.pad(np.kron(np.abs(known), cell), around).astype(np.uint8)
    ideal = cv2.GaussianBlur(ideal, (0, 0), blur * CELL)
    y, x = np.nonzero(cv2.erode(sure, np.ones((3, 3), np.uint8)))
    every_other = (x + y) % 2 == 0
    places = np.stack([x[every_other], y[every_other]], 1).astype(np.float32)
    middles = (np.array(CORNERS) + MARGIN) * CELL
    nearest = np.linalg.norm(places[:, None] - middles, axis=2).argmin(axis=1)
    order = np.argsort(nearest, kind="stable")
    cuts = np.searchsorted(nearest[order], [0, 1, 2, 3])
    x, y = places[order].astype(int).T
    parts = tuple(slice(start, end) for start, end in pairwise(cuts))
    return _Template(places[order], ideal[y, x], _slopes(ideal, x, y), parts)


def _slopes(ideal: Values, x: npt.NDArray[np.intp], y: npt.NDArray[np.intp]) -> Values:
    cv2 = opencv()
    across = cv2.Sobel(ideal, cv2.CV_32F, 1, 0, scale=1 / 8)[y, x] * EDGE
    down = cv2.Sobel(ideal, cv2.CV_32F, 0, 1, scale=1 / 8)[y, x] * EDGE
    u, v = x / EDGE - 0.5, y / EDGE - 0.5
    toward = across * u + down * v
    columns = (across * u, across * v, across, down * u, down * v, down, -toward * u, -toward * v)
    return np.stack(columns, 1).astype(np.float32)


def _registered(patch: Values, template: _Template, steps: int) -> tuple[Matrix, float]:
    """Return the small map, in pixels of the patch, that lays the template on the patch best."""
    cv2 = opencv()
    back = np.linalg.inv(_TO_UNIT)
    shift = np.eye(3)
    best = (shift, -1.0)
    for _step in range(steps):
        spots = cv2.perspectiveTransform(template.places[None], shift)
        seen = cv2.remap(patch, spots, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[0]
        wrong, weight, likeness = _misfit(seen, template)
        if likeness > best[1]:
            best = (shift, likeness)
        weighted = template.slopes * weight[:, None]
        square = weighted.T @ template.slopes + 1e-2 * np.eye(8)
        move = np.linalg.solve(square, weighted.T @ wrong)
        change = np.eye(3) + np.append(move, 0).reshape(3, 3)
        shift = shift @ back @ np.linalg.inv(change) @ _TO_UNIT
        shift = shift / shift[2, 2]
        if np.abs(move).max() < STILL:
            break
    return best


def _misfit(seen: Values, template: _Template) -> tuple[Values, Values, float]:
    """Return what is wrong with each sample, how much it counts, and the mean correlation."""
    wrong, weight = np.empty_like(seen), np.zeros_like(seen)
    likeness = 0.0
    for part in template.parts:
        gain, offset, trust = _exposure(seen[part], template.light[part])
        gain = max(gain, 1e-3)
        wrong[part] = (seen[part] - offset) / gain - template.light[part]
        weight[part] = trust * gain**2
        likeness += _correlation(seen[part], template.light[part]) / len(template.parts)
    return wrong, weight / max(float(weight.max()), 1e-9), likeness


def _exposure(seen: Values, ideal: Values) -> tuple[float, float, Values]:
    """Fit contrast and brightness, twice, the second time with less weight for what is off."""
    trust = np.ones_like(seen)
    gain = offset = 0.0
    for _again in range(2):
        total = trust.sum()
        middle, ideal_middle = (trust @ seen) / total, (trust @ ideal) / total
        across = trust @ ((seen - middle) * (ideal - ideal_middle))
        gain = float(across / (trust @ (ideal - ideal_middle) ** 2))
        offset = float(middle - gain * ideal_middle)
        rest = np.abs(seen - offset - gain * ideal)
        usual = float(np.partition(rest, len(rest) // 2)[len(rest) // 2])
        trust = (1 / (1 + (rest / (1.5 * usual + 3e-3)) ** 2)).astype(np.float32)
    return gain, offset, trust


def _correlation(one: Values, other: Values) -> float:
    first, second = one - one.mean(), other - other.mean()
    return float(first @ second / max(float(np.sqrt((first @ first) * (second @ second))), 1e-6))
