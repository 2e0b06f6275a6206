"""What kind of stroke a mark is: rings, ticks, crosses, fills, and lines that strike out."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.number_shade import NumberShade
from plugins.survey.reading.pixels import DOTS, DOTS_PER_MM2, Grey, Numbers
from plugins.survey.sheet.places import OptionPlace, Rect

_BAND_MM: Final = 1.3
"""Above and below the number's middle, where a line that strikes it out lies."""
_SLOPE_DOTS: Final = 5
_GAP_EDGES_MM: Final = 0.95
"""What the halo of print takes of the gap between number and words."""
_CLEAR_SHARE: Final = 0.2
_LONG_LABEL_MM: Final = 6.0
_TWO_LINES_MM: Final = 6.5
TOUCHED: Final = 0.12
"""Share of a number's white that is gone when a stroke crosses it."""
_WIDE_MM: Final = 14.0
_FILL_SIDE_MM: Final = 2.8
_SOLID_MM: Final = 1.3
_THIRD_MM2: Final = 0.2
_FULL: Final = 0.48
"""Share of its hull that a scribble or fill covers."""
_BLACKENED: Final = 0.42
"""Of the white of a number so much is gone when it is blackened, not ringed with a thick pen."""
_RING_INSIDE_MM2: Final = 1.3
"""Ink within a ring that is more than the ring's own end: something was crossed out."""
_RIM_MM: Final = 0.5
"""How uneven a ring may be, beside the width of its line."""
_CORNERS: Final = 4
_PAD: Final = 6
_AROUND: Final = 2
_BODY_MM: Final = 2.5
"""What is narrower, outside a ring, sticks out of it."""
_ARM_MM2: Final = 0.2
_ARMS: Final = 2
"""A ring's own end sticks out of it once; a line through it, twice."""


class Shape(Enum):
    """What a mark looks like."""

    RING = "ring"
    STROKES = "strokes"
    CROSS = "cross"
    FILL = "fill"
    STRUCK = "struck"
    """A line all along the words."""
    LEVEL = "level"
    """A level line through the gap between number and words."""
    RING_AND_MORE = "ring and more"


@dataclass(frozen=True, slots=True)
class MarkShape:
    """The look of one option's ink."""

    shape: Shape
    hull_mm2: float
    around_mm: float
    """Length of its hull's edge."""


def describe(ink: Grey, option: OptionPlace, number: NumberShade) -> MarkShape:
    """Return what the ink of one option looks like.

    Args:
        ink: 1 where its strokes are, in its cell and the same width around.
        option: the option.
        number: how much darker its number is than printed, as shares of what its ink is.
    """
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    ys, xs = np.nonzero(ink)
    if not len(ys):
        return MarkShape(Shape.STROKES, 0.0, 0.0)
    hull = cv2.convexHull(np.stack([xs, ys], axis=1).astype(np.int32))
    hull_area = max(1.0, float(cv2.contourArea(hull)))
    share = len(ys) / hull_area
    is_ring = number.whole < _BLACKENED and _is_closed(ink)
    shape = Shape.STROKES
    if _is_through_words(ink, option):
        shape = Shape.STRUCK
    elif _is_level_in_gap(ink, option):
        shape = Shape.LEVEL
    elif number.core > TOUCHED and _is_wide(hull):
        shape = Shape.RING_AND_MORE  # around all of the option, and something on the number too
    elif is_ring:
        inside = _inside(ink, hull)
        is_more = inside > _RING_INSIDE_MM2 or _arms(ink) >= _ARMS
        shape = Shape.RING_AND_MORE if is_more else Shape.RING
    elif share > _FULL and _narrow_side(hull) > _FILL_SIDE_MM and _thickness(ink) > _SOLID_MM:
        shape = Shape.FILL
    elif _is_cross(ink, xs, ys):
        shape = Shape.CROSS
    edge = float(cv2.arcLength(hull, closed=True))
    return MarkShape(shape, hull_area / DOTS_PER_MM2, edge / DOTS)


def _narrow_side(hull: Numbers) -> float:
    """Return the shorter side, in mm, of the narrowest box around a hull."""
    _centre, sides, _angle = opencv().minAreaRect(hull)
    return float(min(sides)) / DOTS


def _is_wide(hull: Numbers) -> bool:
    """Tell whether the ink goes around all of an option, not its number alone."""
    width = float(hull[:, 0, 0].max() - hull[:, 0, 0].min()) / DOTS
    return width > _WIDE_MM


def _thickness(ink: Grey) -> float:
    """Return how thick, in mm, the thickest part of the ink is."""
    cv2 = opencv()
    return 2 * float(cv2.distanceTransform(ink, cv2.DIST_L2, 3).max()) / DOTS


def _is_closed(ink: Grey) -> bool:
    """Tell whether strokes close, or nearly close, around something: a ring."""
    return int((_flooded(ink) == 0).sum()) > 5 * DOTS_PER_MM2


def _flooded(ink: Grey) -> Grey:
    """Return ink whose gaps are closed as 1, what it encloses as 0, all around it as 2."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    padded = cv2.copyMakeBorder(ink, _PAD, _PAD, _PAD, _PAD, cv2.BORDER_CONSTANT, value=0)
    flooded = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    cv2.floodFill(flooded, None, (0, 0), 2)
    inner: Grey = flooded[_PAD:-_PAD, _PAD:-_PAD]
    return inner


def _arms(ink: Grey) -> int:
    """Return how often ink sticks out of a ring."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    full = (_flooded(ink) != _AROUND).astype(np.uint8)
    side = round(_BODY_MM * DOTS)
    round_one = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    body = cv2.morphologyEx(full, cv2.MORPH_OPEN, round_one, borderType=cv2.BORDER_CONSTANT,
                            borderValue=0)  # fmt: skip
    out = ink & ~cv2.dilate(body, np.ones((3, 3), np.uint8))
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(out, connectivity=8)
    return int((stats[1:, cv2.CC_STAT_AREA] >= _ARM_MM2 * DOTS_PER_MM2).sum())


def _inside(ink: Grey, hull: Numbers) -> float:
    """Return the area of ink, in mm², well inside the hull of a ring."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    full = np.zeros_like(ink)
    cv2.fillConvexPoly(full, hull, 1)
    rim = 2 * round((_thickness(ink) + _RIM_MM) * DOTS) + 1
    core = cv2.erode(
        full, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (rim, rim)),
        borderType=cv2.BORDER_CONSTANT, borderValue=0,
    )  # fmt: skip
    return float((ink & core).sum()) / DOTS_PER_MM2


def _is_level_in_gap(ink: Grey, option: OptionPlace) -> bool:
    """Tell whether a level line passes the gap between number and words.

    A ring crosses the gap upright and a tick aslant.
    """
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    cell, mark, label = option.cell, option.mark, option.label
    middle = mark.y + mark.height / 2
    gap = Rect(mark.right, middle - _BAND_MM, label.x - mark.right, 2 * _BAND_MM)
    band = _part(ink, cell, gap)
    level = cv2.dilate(band, np.ones((_SLOPE_DOTS, 1), np.uint8))
    level = cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    run = max(3, round((gap.width - _GAP_EDGES_MM) * DOTS))
    level = cv2.erode(level, np.ones((1, run), np.uint8), borderType=cv2.BORDER_CONSTANT,
                      borderValue=0)  # fmt: skip
    return bool(level.any()) and not _is_clear_beside_number(ink, cell, mark)


def _is_through_words(ink: Grey, option: OptionPlace) -> bool:
    """Tell whether there is ink all along the words of an option."""
    import numpy as np  # noqa: PLC0415 - as above

    label = option.label
    edge = label.height * (0.3 if label.height < _TWO_LINES_MM else 0.15)
    core = Rect(label.x, label.y + edge, label.width, label.height - 2 * edge)
    thirds = np.array_split(_part(ink, option.cell, core), 3, axis=1)
    return label.width > _LONG_LABEL_MM and all(
        third.sum() > _THIRD_MM2 * DOTS_PER_MM2 for third in thirds
    )


def _is_clear_beside_number(ink: Grey, cell: Rect, mark: Rect) -> bool:
    """Tell whether nothing is drawn close to the number on both sides, as inside a ring."""
    top, height = mark.y + mark.height / 2 - 0.9, 1.8
    left = Rect(mark.x - 0.75, top, 0.35, height)
    right = Rect(mark.right + 0.4, top, 0.35, height)
    return all(_part(ink, cell, side).mean() < _CLEAR_SHARE for side in (left, right))


def _part(ink: Grey, cell: Rect, rect: Rect) -> Grey:
    """Return a part of the picture of a cell, which reaches beyond the cell on all sides."""
    margin = float(ink.shape[0] / DOTS - cell.height) / 2
    left, top = cell.x - margin, cell.y - margin
    rows = slice(max(0, round((rect.y - top) * DOTS)), max(1, round((rect.bottom - top) * DOTS)))
    columns = slice(
        max(0, round((rect.x - left) * DOTS)), max(1, round((rect.right - left) * DOTS))
    )
    return ink[rows, columns]


def _is_cross(ink: Grey, xs: Numbers, ys: Numbers) -> bool:
    """Tell whether two strokes cross from corner to corner."""
    import numpy as np  # noqa: PLC0415 - as above

    left, top, right, bottom = xs.min(), ys.min(), xs.max() + 1, ys.max() + 1
    if min(right - left, bottom - top) < 2 * DOTS:
        return False
    box = ink[top:bottom, left:right]
    parts = [
        [bool(cell.any()) for cell in np.array_split(row, 3, axis=1)]
        for row in np.array_split(box, 3, axis=0)
    ]
    corners = parts[0][0] + parts[0][2] + parts[2][0] + parts[2][2]
    return parts[1][1] and corners == _CORNERS
