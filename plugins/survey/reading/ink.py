"""What is on a page that was not printed: strokes, and whose cells they lie in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import DOTS, DOTS_PER_MM2, PAPER, Grey, Numbers
from plugins.survey.reading.prepared import PreparedPage

_LEAST_CONTRAST: Final = 20
"""Levels of 255 that ink is darker than what is expected there."""
_NOISE_SIGMAS: Final = 4.5
_FAINT_CONTRAST: Final = 7.0
"""Levels that a smoothed shade is darker: pencil that was hardly pressed."""
_NOISY: Final = 6.0
_NOISE_BLUR: Final = 1.1
_BLACKENED: Final = PAPER - 25
_LEAST_AREA_MM2: Final = 0.12
"""Smaller specks are dust."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One connected piece of ink."""

    area: float
    """In mm²."""
    left: float
    top: float
    width: float
    height: float
    """Its bounding box in mm."""
    darkness: float
    """How much darker than paper on average, up to 1."""
    shares: Sequence[tuple[int, float]]
    """Option (its place in the plan) and area in that option's cell, most first."""
    label: int
    """Its number in ``InkMap.strokes_at``."""

    @property
    def outside(self) -> float:
        """Area in no cell."""
        return self.area - sum(area for _place, area in self.shares)


@dataclass(frozen=True, slots=True)
class InkMap:
    """All ink of a page."""

    strokes: Sequence[Stroke]
    strokes_at: Numbers
    """For each dot the number of the stroke it belongs to, or 0."""
    faint: Sequence[float]
    """For each option the area, in mm², that is a shade darker than it should be."""
    noise: float
    """Standard deviation of blank paper, in levels of 255."""


def find_ink(
    aligned: Grey,
    page: PreparedPage,
    blur_mm: float,
    *,
    wider_mm: float = 0.0,
    is_one_bit: bool = False,
) -> InkMap:
    """Return the ink of a page whose cells lie under their print."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    expected = page.expected(blur_mm, wider_mm)
    if is_one_bit:  # grey edges of print have become black as well
        expected = np.where(expected < _BLACKENED, 0, expected).astype(np.uint8)
    noise = _noise(aligned, expected)
    if noise > _NOISY:
        aligned = cv2.GaussianBlur(aligned, (0, 0), _NOISE_BLUR)
        noise = _noise(aligned, expected)
    darker = cv2.subtract(expected, aligned)
    limit = max(_LEAST_CONTRAST, round(_NOISE_SIGMAS * noise))
    _limit, mask = cv2.threshold(darker, limit - 1, 1, cv2.THRESH_BINARY)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    _blank_markers(mask)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] >= _LEAST_AREA_MM2 * DOTS_PER_MM2)
    kept = kept[kept > 0]
    strokes = _strokes(labels, stats, kept, darker, page)
    return InkMap(strokes, labels, _faint(aligned, expected, labels, page), noise)


def _noise(aligned: Grey, expected: Grey) -> float:
    """Return the spread of dots where nothing is printed; ink is too little to matter."""
    import numpy as np  # noqa: PLC0415 - as above

    rows = slice(40 * DOTS, 260 * DOTS, 5)
    blank = expected[rows, 22 * DOTS : 188 * DOTS : 5] > PAPER - 5
    dots = aligned[rows, 22 * DOTS : 188 * DOTS : 5][blank]
    if not len(dots):
        return 0.0
    middle = np.median(dots)
    return float(1.4826 * np.median(np.abs(dots.astype(np.int16) - middle)))


def _blank_markers(mask: Grey) -> None:
    """Take the outer strips with the markers and the page code out: nothing is asked there."""
    side = round(20.5 * DOTS)
    mask[:, :side] = 0
    mask[:, -side:] = 0
    mask[: round(29.5 * DOTS)] = 0
    mask[round(281 * DOTS) :] = 0


def _strokes(
    labels: Numbers, stats: Numbers, kept: Numbers, darker: Grey, page: PreparedPage
) -> list[Stroke]:
    import numpy as np  # noqa: PLC0415 - as above

    count, options = len(stats), len(page.plan.options) + 1
    ys, xs = np.nonzero(labels)
    of = labels[ys, xs]
    shares = np.bincount(
        of.astype(np.int64) * options + page.cells[ys, xs], minlength=count * options
    ).reshape(count, options)
    sums = np.bincount(of, weights=darker[ys, xs], minlength=count)
    found = []
    for number in kept.tolist():
        left, top, width, height, area = (int(each) for each in stats[number])
        cells = [(int(n) - 1, shares[number, n] / DOTS_PER_MM2)
                 for n in np.flatnonzero(shares[number]) if n]  # fmt: skip
        found.append(
            Stroke(
                area=area / DOTS_PER_MM2,
                left=left / DOTS,
                top=top / DOTS,
                width=width / DOTS,
                height=height / DOTS,
                darkness=float(sums[number]) / area / 255,
                shares=sorted(cells, key=lambda each: -each[1]),
                label=number,
            )
        )
    return found


def _faint(aligned: Grey, expected: Grey, labels: Numbers, page: PreparedPage) -> list[float]:
    """Return for each option how much of its cell is shaded without being a stroke."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    soft = cv2.subtract(cv2.blur(expected, (7, 7)), cv2.blur(aligned, (7, 7)))
    near_strokes = cv2.dilate((labels > 0).astype(np.uint8), np.ones((9, 9), np.uint8))
    shaded = (soft > _FAINT_CONTRAST) & (near_strokes == 0)
    found = np.bincount(page.cells[shaded], minlength=len(page.plan.options) + 1)
    return [float(dots) / DOTS_PER_MM2 for dots in found[1:]]
