"""One question as a block of drawings and cells that is never split over two pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from plugins.survey.sheet.places import BoxPlace, Drawing, OptionPlace

LINE: Final = 1.35
"""From one baseline to the next, in type sizes."""
_MIDDLE: Final = 0.38
"""From the middle of a Japanese line to its baseline, in type sizes."""


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
