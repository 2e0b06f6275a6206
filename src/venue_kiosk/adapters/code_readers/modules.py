"""Reads how light each module of a placed symbol is, and takes blur back out of it."""

from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from venue_kiosk.adapters.code_readers.placing import Matrix
from venue_kiosk.adapters.code_readers.ticket_symbol import QUIET, SIZE, Grid, known_modules
from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import Frame

RING: Final = 2
"""Modules of surroundings sampled on each side."""
ACROSS: Final = SIZE + 2 * RING
TAPS: Final = 9
"""Samples, half a module apart, in each direction that decide one module: two modules around."""
RIDGE: Final = 3.0
"""Holds the equaliser's weights small, so that noise is not amplified without need."""
GAMMA: Final = 2.2


def light_of_modules(grey: Frame, onto: Matrix) -> Iterator[Grid]:
    """Yield readings of the (21, 21) modules: light above 0, dark below, far from 0 surer.

    First each module against its close surroundings, which a reflection spoils least; then
    twice what an equaliser makes of it, which undoes defocus and movement, once with contrast
    evened out against shadows.
    """
    cv2 = opencv()
    halves = _sampled(grey, onto)
    whole = np.ascontiguousarray(halves[::2, ::2])
    yield _inner(whole - cv2.GaussianBlur(whole, (0, 0), 1))
    high = halves - cv2.GaussianBlur(halves, (0, 0), 8)
    even = np.sqrt(cv2.GaussianBlur(high * high, (0, 0), 8)) + 0.1 * high.std() + 1e-6
    yield _inner(_equalised(high / even))
    yield _inner(_equalised(high / (high.std() + 1e-6)))


def _inner(grid: Grid) -> Grid:
    return np.ascontiguousarray(grid[RING:-RING, RING:-RING], dtype=np.float32)


def _sampled(grey: Frame, onto: Matrix) -> Grid:
    """Return the linear light at module middles and half-way between, (2 n, 2 n)."""
    cv2 = opencv()
    spots = cv2.perspectiveTransform(_spots(), onto).astype(np.float32)
    edge = 4 * ACROSS
    seen = cv2.remap(
        grey, spots.reshape(edge, edge, 2), None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    light = _linear()[seen].reshape(2 * ACROSS, 2, 2 * ACROSS, 2)
    mean: Grid = light.mean(axis=(1, 3), dtype=np.float32)
    return mean


@cache
def _spots() -> npt.NDArray[np.float64]:
    """Return where to sample, in modules: four spots close around every half step."""
    steps = np.arange(2 * ACROSS) / 2 - RING + 0.5
    close = (steps[:, None] + np.array([-0.12, 0.12])).ravel()
    x, y = np.meshgrid(close, close)
    return np.stack([x, y], 2).reshape(1, -1, 2)


@cache
def _linear() -> Grid:
    return ((np.arange(256) / 255) ** GAMMA).astype(np.float32)


def _equalised(halves: Grid) -> Grid:
    """Return every module as the weighted sum of the samples around it.

    The weights are those that reproduce the known modules best (least squares with a ridge):
    the finder patterns tell how this very picture is blurred.
    """
    cv2 = opencv()
    reach = TAPS // 2
    padded = np.pad(halves, reach, mode="edge")
    span = 2 * ACROSS
    shifted = [
        padded[row : row + span : 2, column : column + span : 2].ravel()
        for row in range(TAPS)
        for column in range(TAPS)
    ]
    samples = np.stack([*shifted, np.ones(ACROSS * ACROSS, np.float32)], axis=1)
    known = np.pad(known_modules(), RING - QUIET, constant_values=1).astype(np.float32).ravel()
    taught, right = samples[known != 0], known[known != 0]
    # OpenCV's product: numpy's starts threads for it, which costs thirty times as much
    square = cv2.gemm(taught, taught, 1, None, 0, flags=cv2.GEMM_1_T)
    square += RIDGE * np.eye(len(square), dtype=np.float32)
    goal = (taught.T @ right)[:, None]
    weights = cv2.solve(square, goal, flags=cv2.DECOMP_CHOLESKY)[1]
    answer: Grid = (samples @ weights[:, 0]).reshape(ACROSS, ACROSS)
    return answer
