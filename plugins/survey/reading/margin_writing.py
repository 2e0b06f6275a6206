"""Handwriting outside the answer places: who writes there may have written a name."""

from collections.abc import Sequence
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.ink import InkMap
from plugins.survey.reading.pixels import DOTS, HEIGHT, PAPER, WIDTH, Grey, Numbers
from plugins.survey.reading.prepared import PreparedPage
from plugins.survey.sheet.places import (
    MARKER_CENTRES,
    MARKER_SIDE,
    QR_PLACE,
    SERIAL_PLACE,
    Rect,
)

_HALF: Final = 2
"""Dots of a flattened page to one here: writing is large."""
_FINE: Final = DOTS // _HALF
_EDGE_MM: Final = 4.0
"""Beside the paper's edge are shadows, and the table."""
_HALO_MM: Final = 0.9
_AROUND_MM: Final = 3.0
"""Around markers, codes and boxes nothing is taken for writing outside of them."""
_CONTRAST: Final = 24
_NOISE_SIGMAS: Final = 5.0
_PEN_CONTRAST: Final = 38
"""Levels of 255 that a pen's line is darker on average; what shines through is paler."""
_LEAST_MM2: Final = 0.25
_PEN_MM: Final = 3.2
"""Wider strokes are stains, holes and shadows."""
_LONGEST_MM: Final = 45.0
"""Longer ones are folds and edges."""
_ANSWER_SHARE: Final = 0.12
"""Ink with more of it in a cell belongs to an answer."""
_WORD_GAP_MM: Final = 3.0
_WORD_MM: Final = 10.0
_LETTER_MM: Final = 3.0
_LEAST_STROKES: Final = 3
_TURNS: Final = 4.5
"""Times as long as it is wide is a stroke with which several letters were written."""


def find_margin_writing(aligned: Grey, page: PreparedPage, ink: InkMap, blur: float) -> Rect | None:
    """Return where handwriting outside all cells and boxes is; None where there is none."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    darker, mask = _dark(aligned, page, ink, blur)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA]
    answered = np.bincount(labels[_answers(page) & mask > 0], minlength=len(stats))
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    maybe = (area >= _LEAST_MM2 * _FINE**2) & (longest <= _LONGEST_MM * _FINE)
    maybe &= answered <= _ANSWER_SHARE * area
    kept = np.zeros(len(stats), np.uint8)
    for number in np.flatnonzero(maybe).tolist():
        left, top, width, height, _area = (int(each) for each in stats[number])
        part = slice(top, top + height), slice(left, left + width)
        kept[number] = number > 0 and _is_pen(labels[part] == number, darker[part])
    return _around(_words(kept[labels])) if kept.any() else None


def _is_pen(own: Numbers, darker: Grey) -> bool:
    """Tell whether a connected piece of ink is as dark and as thin as what a pen leaves."""
    import numpy as np  # noqa: PLC0415 - as above

    if float(darker[own].mean()) < _PEN_CONTRAST:
        return False
    cv2 = opencv()
    thick = cv2.distanceTransform(np.pad(own.astype(np.uint8), 1), cv2.DIST_L2, 3)
    return float(thick.max()) * 2 / _FINE <= _PEN_MM


def _dark(aligned: Grey, page: PreparedPage, ink: InkMap, blur: float) -> tuple[Grey, Grey]:
    """Return how much darker the page is than its print can make it, and 1 where it is."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    size = (WIDTH // _HALF, HEIGHT // _HALF)
    reach = 2 * round(_HALO_MM * _FINE) + 1
    printed = cv2.resize(page.printed(blur), size, interpolation=cv2.INTER_AREA)
    expected = cv2.erode(printed, np.ones((reach, reach), np.uint8))
    darker = cv2.subtract(expected, cv2.resize(aligned, size, interpolation=cv2.INTER_AREA))
    limit = max(_CONTRAST, round(_NOISE_SIGMAS * ink.noise))
    _limit, mask = cv2.threshold(darker, limit - 1, 1, cv2.THRESH_BINARY)
    mask[expected < PAPER // 2] = 0
    _blank(mask)
    return darker, mask


def _blank(mask: Grey) -> None:
    """Take out the paper's edge, markers and codes."""
    half = MARKER_SIDE / 2
    markers = [Rect(x - half, y - half, MARKER_SIDE, MARKER_SIDE) for x, y in MARKER_CENTRES]
    for rect in (*markers, QR_PLACE, SERIAL_PLACE):
        _part(mask, rect)[:] = 0
    edge = round(_EDGE_MM * _FINE)
    mask[:edge] = mask[-edge:] = 0
    mask[:, :edge] = mask[:, -edge:] = 0


def _answers(page: PreparedPage) -> Grey:
    """Return 1 where answers are given: cells, and around boxes to write in."""
    import numpy as np  # noqa: PLC0415 - as above

    places = (page.cells[::_HALF, ::_HALF] > 0).astype(np.uint8)
    for box in page.plan.boxes:
        _part(places, box.rect)[:] = 1
    return places


def _part(picture: Grey, rect: Rect) -> Grey:
    left, top = (max(0, round((side - _AROUND_MM) * _FINE)) for side in (rect.x, rect.y))
    right, bottom = (round((side + _AROUND_MM) * _FINE) for side in (rect.right, rect.bottom))
    return picture[top:bottom, left:right]


def _words(strokes: Grey) -> Sequence[Numbers]:
    """Return the dots of each group of strokes that is like a word."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    reach = round(_WORD_GAP_MM * _FINE) | 1
    groups = cv2.dilate(strokes, np.ones((reach, reach), np.uint8))
    count, labels = cv2.connectedComponents(groups)
    _count, single = cv2.connectedComponents(strokes, connectivity=8)
    found = []
    for number in range(1, count):
        dots = np.argwhere((labels == number) & (strokes > 0))
        members = len(np.unique(single[dots[:, 0], dots[:, 1]]))
        if _is_word(dots, members):
            found.append(dots)
    return found


def _is_word(dots: Numbers, members: int) -> bool:
    """Tell whether dots are several letters side by side, not a line, a ring or a speck."""
    import numpy as np  # noqa: PLC0415 - as above

    spread = dots.max(axis=0) - dots.min(axis=0) + 1
    centred = dots - dots.mean(axis=0)
    across = np.sqrt(max(0.0, float(np.linalg.eigvalsh(np.cov(centred.T))[0]))) * 4
    if spread.max() < _WORD_MM * _FINE or across < _LETTER_MM * _FINE:
        return False
    length = len(dots) / _FINE  # of a pen of one dot, in mm
    return members >= _LEAST_STROKES or length > _TURNS * float(spread.max()) / _FINE


def _around(words: Sequence[Numbers]) -> Rect | None:
    import numpy as np  # noqa: PLC0415 - as above

    if not words:
        return None
    dots = np.concatenate(words)
    (top, left), (bottom, right) = dots.min(axis=0) / _FINE, (dots.max(axis=0) + 1) / _FINE
    return Rect(float(left), float(top), float(right - left), float(bottom - top))
