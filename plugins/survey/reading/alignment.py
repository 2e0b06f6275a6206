"""Moving each answer cell under its print: paper is never as flat as its markers say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import DOTS, HEIGHT, WIDTH, Grey, Numbers, crop, slices
from plugins.survey.reading.prepared import PreparedPage

_NEAR_MM: Final = 1.2
_FAR_MM: Final = 3.2
_GOOD: Final = 0.6
"""Match of a cell with its print that needs no second look; 1 is perfect."""
LEAST_MATCH: Final = 0.35
"""Below it a cell's print was found only if it lies as its neighbours do."""
_SURE_MATCH: Final = 0.75
_NO_MATCH: Final = 0.18
_STRAY_HIDDEN_MM: Final = 0.35
_STRAY_MM: Final = 0.8
"""A cell that moved so differently from its neighbours was not found either."""
_NEIGHBOURHOOD_MM: Final = 45.0
_MOVES_ENOUGH_MM: Final = 0.2
_GRID: Final = 60
"""Dots between two points of the coarse field of shifts."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the cells of a page lie against the print."""

    picture: Grey
    """The page with every cell under its print."""
    shifts: Numbers
    """For each option how far, in mm, its print was from its place."""
    matches: Numbers
    """For each option how well it was found, up to 1."""
    unevenness: float
    """How much neighbours differ, in mm, at the worst tenth of the cells."""
    lost: Sequence[bool]
    """Which options' print was not found."""


def align(flat: Grey, page: PreparedPage) -> Alignment:
    """Return the page with every cell moved under its print."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    count = len(page.plan.options)
    if not count:
        empty = np.zeros((0, 2))
        return Alignment(flat, empty, np.zeros(0), 0.0, [])
    found = [_find(flat, page, place) for place in range(count)]
    shifts = np.array([shift for shift, _match in found]) / DOTS
    matches = np.array([match for _shift, match in found])
    centres = np.array(
        [(o.cell.x + o.cell.width / 2, o.cell.y + o.cell.height / 2) for o in page.plan.options]
    )
    smooth, stray = _smoothed(centres, shifts, matches)
    hidden = (matches < LEAST_MATCH) & (stray > _STRAY_HIDDEN_MM)
    astray = (stray > _STRAY_MM) & (matches < _SURE_MATCH)
    lost = (matches < _NO_MATCH) | astray | hidden
    kept = np.where(lost[:, None], smooth, shifts)
    good = stray[matches >= LEAST_MATCH]
    unevenness = float(np.quantile(good, 0.9)) if len(good) else 9.0
    return Alignment(_moved(flat, centres, kept), kept, matches, unevenness, lost.tolist())


def _find(flat: Grey, page: PreparedPage, place: int) -> tuple[tuple[int, int], float]:
    """Return a print's shift in dots and how well it matches there."""
    rect = page.print_of(place)
    wanted = crop(page.blank, rect, 0.8)
    shift, match = _search(flat, wanted, slices(rect, 0.8), _NEAR_MM)
    if match < _GOOD or max(map(abs, shift)) >= round(_NEAR_MM * DOTS):
        shift, match = _search(flat, wanted, slices(rect, 0.8), _FAR_MM)
    return shift, match


def _search(
    flat: Grey, wanted: Grey, at: tuple[slice, slice], reach_mm: float
) -> tuple[tuple[int, int], float]:
    """Search on a copy of half the size, then around the best place at full size."""
    cv2 = opencv()
    reach = 2 * round(reach_mm * DOTS / 2)
    rows, columns = at
    top, left = max(0, rows.start - reach), max(0, columns.start - reach)
    around = flat[top : rows.stop + reach, left : columns.stop + reach]
    half = 0.5
    small = cv2.resize(around, None, fx=half, fy=half, interpolation=cv2.INTER_AREA)
    small_wanted = cv2.resize(wanted, None, fx=half, fy=half, interpolation=cv2.INTER_AREA)
    match = cv2.matchTemplate(small, small_wanted, cv2.TM_CCOEFF_NORMED)
    _least, _most, _where, (x, y) = cv2.minMaxLoc(match)
    x0, y0 = max(0, 2 * x - 2), max(0, 2 * y - 2)
    height, width = wanted.shape
    fine = around[y0 : y0 + height + 4, x0 : x0 + width + 4]
    match = cv2.matchTemplate(fine, wanted, cv2.TM_CCOEFF_NORMED)
    _least, best, _where, (dx, dy) = cv2.minMaxLoc(match)
    return (left + x0 + dx - columns.start, top + y0 + dy - rows.start), float(best)


def _smoothed(centres: Numbers, shifts: Numbers, matches: Numbers) -> tuple[Numbers, Numbers]:
    """Return what the neighbours of each cell say of its shift, and how far it is from that."""
    import numpy as np  # noqa: PLC0415 - as above

    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    smooth = np.zeros_like(shifts)
    for place in range(len(shifts)):
        near = (apart[place] < _NEIGHBOURHOOD_MM) & (matches >= LEAST_MATCH)
        near[place] = False
        if near.sum() < 3:  # too few to trust any of them
            near = matches >= LEAST_MATCH
        if near.any():
            smooth[place] = np.median(shifts[near], axis=0)
    return smooth, np.linalg.norm(shifts - smooth, axis=1)


def _moved(flat: Grey, centres: Numbers, shifts: Numbers) -> Grey:
    """Move every part of the page by what the cells around it moved."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    if np.abs(shifts).max() <= _MOVES_ENOUGH_MM:
        return flat
    ys, xs = np.mgrid[0 : HEIGHT + _GRID : _GRID, 0 : WIDTH + _GRID : _GRID].astype(np.float32)
    points = np.stack([xs.ravel(), ys.ravel()], axis=1) / DOTS
    apart = np.linalg.norm(points[:, None] - centres[None], axis=2)
    weights = 1.0 / (apart + 2.0) ** 3
    field = (weights @ shifts) / weights.sum(axis=1, keepdims=True)
    size = (xs.shape[1] * _GRID, xs.shape[0] * _GRID)
    maps = []
    for axis, base in ((0, np.arange(WIDTH)[None, :]), (1, np.arange(HEIGHT)[:, None])):
        coarse = field[:, axis].reshape(xs.shape).astype(np.float32) * DOTS
        fine = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
        half = _GRID // 2
        maps.append((fine[half : half + HEIGHT, half : half + WIDTH] + base).astype(np.float32))
    moved: Grey = cv2.remap(
        flat, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return moved
