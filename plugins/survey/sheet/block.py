"""One question as a block of drawings and cells that is never split over two pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from plugins.survey.sheet.places import BoxPlace, Drawing, OptionPlace

LINE: Final = 1.35
"""From one baseline to the next, in type sizes."""
_MIDDLE: Final = 0.38
"""From the middle of a Japanese line to its baseline, in type sizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """How large everything is set, in millimetres."""

    text: float
    label: float
    number: float
    row: float
    """Least height of an answer cell."""
    gap: float
    """Between two questions."""
    unbroken: float = 1.0
    """How much room is spent on labels in one line, from 0 to 1."""


_SIZES: Final = (
    TypeScale(text=5.0, label=4.7, number=5.2, row=12.0, gap=5.0),
    TypeScale(text=4.7, label=4.4, number=4.9, row=11.2, gap=4.2),
    TypeScale(text=4.4, label=4.2, number=4.7, row=10.6, gap=3.4),
    TypeScale(text=4.2, label=3.9, number=4.5, row=10.2, gap=2.8),
    TypeScale(text=4.1, label=3.7, number=4.3, row=9.8, gap=2.2),
)
SCALES: Final = tuple(
    replace(size, unbroken=unbroken)
    for size, weights in zip(_SIZES, ((1.0,), *[(1.0, 0.5, 0.1)] * 4), strict=True)
    for unbroken in weights
)
"""From large to small; the first that fits is taken: readers are in their seventies."""


@dataclass(slots=True)
class Block:
    """Drawings and places, from the block's own top-left corner."""

    height: float = 0.0
    drawings: list[Drawing] = field(default_factory=list)
    options: list[OptionPlace] = field(default_factory=list)
    boxes: list[BoxPlace] = field(default_factory=list)

    def write(self, text: str, x: float, middle: float, *, size: float, bold: bool = False) -> None:
        """Set one line around its middle height."""
        self.write_at(text, x, middle + _MIDDLE * size, size=size, bold=bold)

    def write_at(
        self, text: str, x: float, baseline: float, *, size: float, bold: bool = False
    ) -> None:
        """Set one line on its baseline."""
        drawing: Drawing = {"kind": "text", "x": x, "y": baseline, "size": size, "text": text}
        self.drawings.append({**drawing, "bold": True} if bold else drawing)

    def frame(self, x: float, y: float, width: float, height: float, *, grey: int = 25) -> None:
        """Draw a frame; ``grey`` 0 is black, 100 white."""
        self.drawings.append(
            {"kind": "frame", "x": x, "y": y, "width": width, "height": height, "stroke": 0.3}
            | {"grey": grey}
        )

    def line(self, x: float, y: float, dx: float, dy: float, *, grey: int) -> None:
        """Draw a thin line."""
        self.drawings.append(
            {"kind": "line", "x": x, "y": y, "dx": dx, "dy": dy, "stroke": 0.2, "grey": grey}
        )

    def add(self, other: "Block", dx: float, dy: float) -> None:
        """Take over another block at a place; the height stays as it is."""
        self.drawings += moved(other.drawings, dx, dy)
        self.options += [
            replace(
                each,
                cell=each.cell.moved(dx, dy),
                mark=each.mark.moved(dx, dy),
                label=each.label.moved(dx, dy),
            )
            for each in other.options
        ]
        self.boxes += [replace(each, rect=each.rect.moved(dx, dy)) for each in other.boxes]


def moved(drawings: Iterable[Drawing], dx: float, dy: float) -> list[Drawing]:
    """Return drawings elsewhere."""
    return [{**each, "x": each["x"] + dx, "y": each["y"] + dy} for each in drawings]
