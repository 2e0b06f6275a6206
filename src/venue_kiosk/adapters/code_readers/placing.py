"""Guesses where a version-1 symbol lies, from one finder pattern that is surely there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from venue_kiosk.adapters.code_readers.finders import Finder, pattern_light
from venue_kiosk.adapters.code_readers.ticket_symbol import SIZE
from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import Frame

Matrix = npt.NDArray[np.float64]
"""(3, 3): from modules (x, y from the symbol's upper left corner) to pixels."""

REACH: Final = SIZE - 7
"""Modules between the middles of two finder patterns of one symbol."""
SLACK: Final = 4
"""How far from its place, in modules, perspective may have moved a pattern."""
CELL: Final = 3
"""Pixels of the straightened surroundings for each module."""
HALF: Final = REACH + SLACK + 5
CORNERS: Final = ((3.5, 3.5), (SIZE - 3.5, 3.5), (3.5, SIZE - 3.5))
"""Middles of the three finder patterns, in modules."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a symbol may lie."""

    onto: Matrix
    likeness: float
    """Sum of the two other patterns' correlations, at most 2."""


def guesses(grey: Frame, found: Sequence[Finder], *, each: int) -> list[Guess]:
    """Return the likeliest places for symbols that own one of ``found``, best first.

    ``each`` is how many are kept for every finder pattern; places that agree are given once.
    """
    ranked = sorted(
        (guess for finder in found for guess in _around(grey, finder)[:each]),
        key=lambda guess: -guess.likeness,
    )
    apart: list[Guess] = []
    for guess in ranked:
        if not any(_same_place(guess, other) for other in apart):
            apart.append(guess)
    return apart


def outline(onto: Matrix) -> npt.NDArray[np.float64]:
    """Return the symbol's four corners in pixels, clockwise from its own upper left, (4, 2)."""
    square = np.array([[[0, 0], [SIZE, 0], [SIZE, SIZE], [0, SIZE]]], np.float64)
    corners: npt.NDArray[np.float64] = opencv().perspectiveTransform(square, onto)[0]
    return corners


def _same_place(one: Guess, other: Guess) -> bool:
    first, second = outline(one.onto), outline(other.onto)
    module = float(np.linalg.norm(first[2] - first[0])) / (SIZE * 2**0.5)
    return bool(np.abs(first - second).max() < 1.5 * module)


def _around(grey: Frame, finder: Finder) -> list[Guess]:
    """Return all twelve ways to take ``finder`` for a corner of a symbol, best first."""
    peaks = _peaks(_likeness_map(grey, finder))
    ways = []
    for role in CORNERS:
        others = [corner for corner in CORNERS if corner != role]
        for quarter in range(4):
            turn = np.linalg.matrix_power(np.array([[0, -1], [1, 0]]), quarter)
            steps = [np.rint(turn @ np.subtract(other, role)).astype(int) for other in others]
            met = [peaks[int(step[0]), int(step[1])] for step in steps]
            ways.append(
                Guess(
                    _through(finder, [role, *others], [met[0][1], met[1][1]]), met[0][0] + met[1][0]
                )
            )
    return sorted(ways, key=lambda guess: -guess.likeness)


def _through(finder: Finder, modules: Sequence[Spot], spots: Sequence[Spot]) -> Matrix:
    """Return the affine map that puts three patterns' middles where they were seen."""
    pixels = np.array([(0.0, 0.0), *spots]) @ finder.axes.T + finder.middle
    affine = opencv().getAffineTransform(np.array(modules, np.float32), pixels.astype(np.float32))
    return np.vstack([affine, [0, 0, 1]])


def _likeness_map(grey: Frame, finder: Finder) -> npt.NDArray[np.float32]:
    """Straighten the surroundings and correlate every place in them with a finder pattern."""
    cv2 = opencv()
    start = finder.middle + finder.axes @ np.full(2, 0.5 / CELL - HALF)
    lens = np.column_stack([finder.axes / CELL, start]).astype(np.float64)
    edge = 2 * HALF * CELL
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    near = cv2.warpAffine(grey, lens, (edge, edge), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    near = cv2.GaussianBlur(near, (3, 3), 0)
    alike: npt.NDArray[np.float32] = cv2.matchTemplate(near, _stencil(), cv2.TM_CCOEFF_NORMED)
    return alike


@cache
def _stencil() -> Frame:
    steps = (np.arange(9 * CELL) + 0.5) / CELL - 4.5
    light = pattern_light(*np.meshgrid(steps, steps))
    stencil: Frame = opencv().GaussianBlur(
        np.where(light > 0, 255, 0).astype(np.uint8), (0, 0), 0.4 * CELL
    )
    return stencil


def _peaks(alike: npt.NDArray[np.float32]) -> dict[tuple[int, int], tuple[float, Spot]]:
    """Return, for the eight places a partner may have, the best likeness and where it is."""
    return {
        (x, y): _peak(alike, x, y) for x in (-REACH, 0, REACH) for y in (-REACH, 0, REACH) if x or y
    }


def _peak(alike: npt.NDArray[np.float32], x: int, y: int) -> tuple[float, Spot]:
    left, top = (round((middle + HALF - 4.5 - SLACK) * CELL) for middle in (x, y))
    window = alike[top : top + 2 * SLACK * CELL + 1, left : left + 2 * SLACK * CELL + 1]
    row, column = divmod(int(window.argmax()), window.shape[1])
    spot = ((left + column) / CELL + 4.5 - HALF, (top + row) / CELL + 4.5 - HALF)
    return float(window[row, column]), spot
