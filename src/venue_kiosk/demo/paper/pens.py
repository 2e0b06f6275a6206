"""Pens on paper: strokes with a hand's wobble, drawn on a picture of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from venue_kiosk.adapters.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

Points: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
"""Places in mm along a stroke."""
Chance: TypeAlias = "np.random.Generator"
_FINE: Final = 8
"""Fractional bits of OpenCV's drawing."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What somebody writes with."""

    name: str
    width_mm: float
    darkness: float
    """Of its line, from 0 (nothing) to 1 (black)."""
    grain: float = 0.0
    """How unevenly it writes, as a pencil does."""


PENS: Final = (
    Pen("ball pen", 0.4, 0.85),
    Pen("gel pen", 0.55, 0.95),
    Pen("blue ball pen", 0.4, 0.62),
    Pen("red pen", 0.5, 0.5),
    Pen("pencil", 0.5, 0.55, 0.35),
    Pen("light pencil", 0.45, 0.27, 0.4),
    Pen("felt pen", 1.1, 0.9),
    Pen("thick marker", 2.0, 0.95),
)


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody holds a pen."""

    pen: Pen
    wobble_mm: float
    size: float
    """How large they draw, about 1."""


class Page:
    """One side of a sheet that is being written on."""

    def __init__(self, picture: Any, dots_per_mm: float) -> None:
        """Write on a copy of ``picture``, grey."""
        self.picture = picture.copy()
        self.scale = dots_per_mm

    def draw(self, hand: Hand, strokes: Sequence[Points], chance: Chance) -> None:
        """Draw strokes with a hand's wobble."""
        import numpy as np  # noqa: PLC0415 - only this needs it

        cv2 = opencv()
        wobbled = [_wobbled(stroke, hand.wobble_mm, chance) for stroke in strokes]
        everything = np.concatenate(wobbled) * self.scale
        pad = hand.pen.width_mm * self.scale + 4
        left, top = np.maximum(np.floor(everything.min(0) - pad), 0).astype(int)
        right, bottom = np.ceil(everything.max(0) + pad).astype(int)
        part = self.picture[top:bottom, left:right]
        if not part.size:
            return
        layer = np.zeros(part.shape, np.uint8)
        for stroke in wobbled:
            dots = ((stroke * self.scale - (left, top)) * 2**_FINE).round().astype(np.int32)
            thick = max(1, round(hand.pen.width_mm * self.scale * chance.uniform(0.85, 1.15)))
            cv2.polylines(layer, [dots], isClosed=False, color=255, thickness=thick,
                          lineType=cv2.LINE_AA, shift=_FINE)  # fmt: skip
        share = layer.astype(np.float32) / 255 * hand.pen.darkness
        if hand.pen.grain:
            coarse = chance.normal(
                0, hand.pen.grain, (part.shape[0] // 2 + 1, part.shape[1] // 2 + 1)
            )
            grain = cv2.resize(coarse.astype(np.float32), part.shape[::-1])
            share = np.clip(share * (1 + grain), 0, 1)
        part[:] = (part * (1 - share)).astype(np.uint8)


def _wobbled(stroke: Points, wobble: float, chance: Chance) -> Points:
    import numpy as np  # noqa: PLC0415 - as above

    knots = max(3, len(stroke) // 6)
    noise = chance.normal(0, wobble, (knots, 2))
    at = np.linspace(0, knots - 1, len(stroke))
    return stroke + np.stack([np.interp(at, range(knots), noise[:, a]) for a in (0, 1)], axis=1)
