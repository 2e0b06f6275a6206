"""A sheet prepared for reading: its blank print, and which dot belongs to which cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import DOTS, HEIGHT, PAPER, WIDTH, Grey, Numbers, crop
from plugins.survey.sheet.places import PagePlan, Rect, SheetPlan

PRINT_HALO_MM: Final = 0.34
"""How far around print no ink is looked for: what registration and printing leave."""
_BLUR_STEP_MM: Final = 0.08
_MOST_SMALL: Final = 255


@dataclass(slots=True)
class PreparedPage:
    """One side of a sheet as the reader needs it."""

    plan: PagePlan
    blank: Grey
    """As printed, at ``DOTS`` per millimetre."""
    cells: Numbers
    """For each dot the number of the option whose cell it lies in, counted from 1, or 0."""
    _expected: dict[tuple[int, int], Grey] = field(default_factory=dict)

    def expected(self, blur_mm: float, wider_mm: float = 0.0) -> Grey:
        """Return the print with its halo, ``wider_mm`` wider, as blurred as the picture is."""
        step, reach = round(blur_mm / _BLUR_STEP_MM), round((PRINT_HALO_MM + wider_mm) * DOTS)
        if (step, reach) not in self._expected:
            self._expected[step, reach] = _with_halo(self.printed(blur_mm), reach)
        return self._expected[step, reach]

    def printed(self, blur_mm: float) -> Grey:
        """Return the print without a halo, as blurred as the picture is."""
        step = round(blur_mm / _BLUR_STEP_MM)
        if (step, 0) not in self._expected:
            blur = step * _BLUR_STEP_MM * DOTS
            soft = opencv().GaussianBlur(self.blank, (0, 0), blur) if blur else self.blank
            self._expected[step, 0] = soft
        return self._expected[step, 0]

    def print_of(self, place: int) -> Rect:
        """Return where the number and the words of an option are."""
        option = self.plan.options[place]
        x = min(option.mark.x, option.label.x)
        y = min(option.mark.y, option.label.y)
        right = max(option.mark.right, option.label.right)
        return Rect(x, y, right - x, max(option.mark.bottom, option.label.bottom) - y)


@dataclass(frozen=True, slots=True)
class PreparedSheet:
    """A whole sheet as the reader needs it."""

    plan: SheetPlan
    pages: Sequence[PreparedPage]


def prepare(plan: SheetPlan, blanks: Sequence[bytes]) -> PreparedSheet:
    """Return a sheet ready for reading; ``blanks`` are PNGs of its sides at ``DOTS``."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    pages = []
    for page, content in zip(plan.pages, blanks, strict=True):
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
        picture = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        blank = cv2.convertScaleAbs(picture, alpha=PAPER / 255)
        small = np.uint8 if len(page.options) < _MOST_SMALL else np.uint16
        cells = np.zeros((HEIGHT, WIDTH), small)
        for number, option in enumerate(page.options, 1):
            crop(cells, option.cell)[:] = number
        pages.append(PreparedPage(page, blank, cells))
    return PreparedSheet(plan, pages)


def _with_halo(printed: Grey, reach: int) -> Grey:
    cv2 = opencv()
    size = (2 * reach + 1, 2 * reach + 1)
    halo: Grey = cv2.erode(printed, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, size))
    return halo
