"""The shapes people draw: rings, ticks, crosses, fills, lines that strike out, handwriting."""

from collections.abc import Sequence
from typing import Final

from venue_kiosk.demo.paper.pens import Chance, Points

Rect = Sequence[float]
"""x, y, width, height in mm."""
_STEPS: Final = 48


def ring(x: float, y: float, rx: float, ry: float, chance: Chance) -> list[Points]:
    """Return an oval that hardly ever closes exactly."""
    import numpy as np  # noqa: PLC0415 - only this needs it

    start = chance.uniform(-2.4, -0.7)
    sweep = 2 * np.pi + chance.uniform(-0.25, 0.7)
    turn = np.linspace(start, start + sweep, _STEPS)
    drift = np.linspace(0, chance.uniform(-0.12, 0.12), _STEPS)
    return [np.stack([x + rx * np.cos(turn) * (1 + drift), y + ry * np.sin(turn) * (1 + drift)], 1)]


def line(x0: float, y0: float, x1: float, y1: float) -> Points:
    """Return a straight stroke."""
    import numpy as np  # noqa: PLC0415 - as above

    return np.stack([np.linspace(x0, x1, 16), np.linspace(y0, y1, 16)], 1)


def tick(x: float, y: float, size: float, chance: Chance) -> list[Points]:
    """Return ✓ with its corner near a place."""
    import numpy as np  # noqa: PLC0415 - as above

    short, long = size * chance.uniform(0.35, 0.55), size * chance.uniform(0.9, 1.5)
    down = line(x - short, y - short * 0.7, x, y + short * 0.3)
    up = line(x, y + short * 0.3, x + long * 0.75, y - long * 0.8)
    return [np.concatenate([down, up])]


def cross(x: float, y: float, size: float, chance: Chance) -> list[Points]:
    """Return ×."""
    a, b = size * chance.uniform(0.8, 1.2), size * chance.uniform(0.8, 1.2)
    return [line(x - a, y - b, x + a, y + b), line(x + b, y - a, x - b, y + a)]


def slash(x: float, y: float, size: float, chance: Chance) -> list[Points]:
    """Return one slanting stroke through a place."""
    a = size * chance.uniform(0.7, 1.0)
    return [line(x - a * 0.7, y + a, x + a * 0.7, y - a)]


def fill(x: float, y: float, size: float, chance: Chance) -> list[Points]:
    """Return a zigzag that blackens a place."""
    import numpy as np  # noqa: PLC0415 - as above

    rows = np.linspace(-size, size, 22)
    side = np.where(np.arange(22) % 2 == 0, -1.0, 1.0)
    wide = np.sqrt(np.maximum(size**2 * 1.15 - rows**2, 0.05)) * chance.uniform(0.85, 1.1)
    return [np.stack([x + side * wide, y + rows], 1)]


def double_line(rect: Rect, chance: Chance) -> list[Points]:
    """Return two level lines through a rectangle: 二重線."""
    x, y, width, height = rect
    middle, apart = y + height / 2, chance.uniform(0.7, 1.1)
    slope = chance.uniform(-0.4, 0.4)
    return [
        line(x - 1, middle + way * apart / 2, x + width + 1, middle + way * apart / 2 + slope)
        for way in (-1, 1)
    ]


def scribble(rect: Rect, chance: Chance) -> list[Points]:
    """Return a loop that crosses a rectangle out."""
    import numpy as np  # noqa: PLC0415 - as above

    x, y, width, height = rect
    turns = chance.uniform(3.0, 5.0)
    t = np.linspace(0, 1, 160)
    return [
        np.stack(
            [
                x + width * t + 0.6 * np.cos(2 * np.pi * turns * t),
                y + height / 2 + height * 0.55 * np.sin(2 * np.pi * turns * t),
            ],
            1,
        )
    ]


def handwriting(rect: Rect, chance: Chance) -> list[Points]:
    """Return strokes that look like a few characters in a line."""
    x, y, width, height = rect
    size = chance.uniform(4.0, 6.5)
    strokes = []
    at = x + chance.uniform(1, 6)
    row = y + min(height - size - 1, chance.uniform(1, 8))
    for _character in range(int(chance.integers(3, 14))):
        if at + size > x + width:
            break
        for _stroke in range(int(chance.integers(2, 6))):
            ends = chance.uniform(0, size, 4)
            strokes.append(line(at + ends[0], row + ends[1], at + ends[2], row + ends[3]))
        at += size * 1.15
    return strokes
