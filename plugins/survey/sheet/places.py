"""Where everything of a sheet is, in millimetres from the page's top-left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from plugins.survey.definition import Definition, Key

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
MARKER_SIDE: Final = 10.0
MARKERS_PER_PAGE: Final = 6
FAMILY: Final = "APRILTAG_25h9"
MARKER_CENTRES: Final = (
    (13.0, 13.0),
    (197.0, 13.0),
    (13.0, 148.5),
    (197.0, 148.5),
    (13.0, 284.0),
    (197.0, 284.0),
)
"""Corners first and last, two at mid-sides: 8 mm from the edge, since printers cut 5."""
CORNERS: Final = (0, 1, 4, 5)
"""Which places of ``MARKER_CENTRES`` are corners."""


class Rect(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Rect":
        """Return it elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def rounded(self) -> list[float]:
        """Return it for a file."""
        return [round(side, 2) for side in self]


QR_PLACE: Final = Rect(169.0, 9.0, 18.0, 18.0)
SERIAL_PLACE: Final = Rect(166.0, 29.2, 22.0, 4.2)

Drawing = dict[str, Any]
"""One thing for the template to draw: ``text``, ``frame``, ``ring`` or ``line``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlace:
    """One option on paper."""

    key: Key
    code: str
    cell: Rect
    """Ink in it belongs to the option."""
    mark: Rect
    """The printed number or box."""
    label: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxPlace:
    """One box to write in."""

    key: Key
    kind: Literal["text", "number"]
    rect: Rect
    digits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """One side of a sheet."""

    page: int
    drawings: Sequence[Drawing]
    options: Sequence[OptionPlace]
    boxes: Sequence[BoxPlace]

    @property
    def key_names(self) -> Sequence[str]:
        """The names of the keys on it, in printed order, choices before boxes."""
        names = [each.key.name for each in self.options] + [each.key.name for each in self.boxes]
        return list(dict.fromkeys(names))

    @property
    def marker_ids(self) -> Sequence[int]:
        """The ids of its markers, in the order of ``MARKER_CENTRES``."""
        first = MARKERS_PER_PAGE * (self.page - 1)
        return range(first, first + MARKERS_PER_PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """A whole sheet, both sides."""

    definition: Definition
    print_id: str
    """Computed from everything that is printed, sheet codes apart."""
    pages: Sequence[PagePlan]

    def code_text(self, page: int, serial: str = "") -> str:
        """Return what the page code of a side says."""
        form = self.definition
        parts = ["VS1", form.id.upper(), form.version, str(page), self.print_id]
        return ":".join([*parts, serial] if serial else parts)
