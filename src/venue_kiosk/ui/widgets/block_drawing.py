"""Signs and numbers drawn large from half blocks, to be seen from where a guest stands."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import hypot
from typing import Final

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

FEWEST_ROWS: Final = 5
"""A sign of fewer rows is no shape any more."""

_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_GAP: Final = 3
_STROKE: Final = 0.34
_SLANT: Final = 0.894
"""Sine of the angle between a triangle's side and the vertical axis through it, for height 2."""

Bitmap = Sequence[str]
"""Rows of square pixels, ``#`` for ink."""

_CODE: Final[Bitmap] = (
    "#####..#####",
    "#...#..#...#",
    "#.#.#..#.#.#",
    "#...#..#...#",
    "#####..#####",
    "............",
    "..#.##.#.##.",
    "#####..##..#",
    "#...#.#..#.#",
    "#.#.#..##.#.",
    "#...#.#.#..#",
    "#####...##.#",
)
"""What everybody takes for a QR code; none can read it."""

_DIGITS: Final = dict(
    zip(
        "0123456789",
        (
            "####.##.##.####",
            ".#.##..#..#.###",
            "###..#####..###",
            "###..####..####",
            "#.##.####..#..#",
            "####..###..####",
            "####..####.####",
            "###..#..#..#..#",
            "####.#####.####",
            "####.####..####",
        ),
        strict=True,
    )
)
_DIGIT_WIDE: Final = 3
_DIGIT_TALL: Final = 5


class BlockDrawing(Widget):
    """One drawing, as large as it is made; invisible while it is empty."""

    DEFAULT_CSS = "BlockDrawing { width: auto; height: auto; }"

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._lines: Sequence[str] = ()

    def draw(self, lines: Sequence[str]) -> None:
        """Show other lines, all of one width."""
        self._lines = lines
        self.display = bool(lines)
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the width of the drawing."""
        return len(self._lines[0]) if self._lines else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return its height."""
        return len(self._lines)

    def render(self) -> Text:
        """Return the lines."""
        return Text("\n".join(self._lines), no_wrap=True, overflow="ignore", end="")


@lru_cache(maxsize=64)
def draw_sign(sign: str, rows: int) -> Sequence[str]:
    """Return a sign of the verdict in ``rows`` lines, twice as many cells wide.

    No sign at all is drawn as a QR code: that is what the desk waits for.
    """
    pixels = 2 * rows
    inside = _SHAPES.get(sign)
    if inside is None:
        return _blocks(_centred(_scaled(_CODE, pixels // len(_CODE)), pixels))
    return _blocks(
        [
            "".join("#" if inside(_middle(x, pixels), _middle(y, pixels)) else "." for x in across)
            for y in range(pixels)
            for across in [range(pixels)]
        ]
    )


def draw_number(digits: str, rows: int) -> list[str]:
    """Return ``digits`` drawn in at most ``rows`` lines."""
    if not digits:
        return []
    scale = max(1, 2 * rows // _DIGIT_TALL)
    gap = "." * scale
    shapes = [_scaled(_digit(each), scale) for each in digits]
    return _blocks([gap.join(row) for row in zip(*shapes, strict=True)])


def side_by_side(drawings: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return drawings beside each other; the first ones are left out where they do not fit."""
    drawn = [drawing for drawing in drawings if drawing]
    while len(drawn) > 1 and sum(len(each[0]) + _GAP for each in drawn) - _GAP > width:
        drawn = drawn[1:]
    tallest = max(map(len, drawn), default=0)
    padded = [_in_middle(drawing, tallest) for drawing in drawn]
    return [(" " * _GAP).join(lines) for lines in zip(*padded, strict=True)]


def _in_middle(drawing: Sequence[str], rows: int) -> list[str]:
    above = (rows - len(drawing)) // 2
    empty = " " * len(drawing[0])
    return [empty] * above + list(drawing) + [empty] * (rows - len(drawing) - above)


def _digit(digit: str) -> Bitmap:
    pixels = _DIGITS[digit]
    return [pixels[at : at + _DIGIT_WIDE] for at in range(0, len(pixels), _DIGIT_WIDE)]


def _ring(x: float, y: float) -> bool:
    return 1 - _STROKE <= hypot(x, y) <= 1


def _triangle(x: float, y: float) -> bool:
    from_side = ((y + 1) / 2 - abs(x)) * _SLANT
    return from_side >= 0 and (from_side < _STROKE * 0.8 or 1 - y < _STROKE)


def _square(x: float, y: float) -> bool:
    return max(abs(x), abs(y)) <= 0.9


def _question(x: float, y: float) -> bool:
    from_bow = hypot(x, y + 0.45)
    bow = 0.22 <= from_bow <= 0.56 and (y <= -0.45 or x > 0)
    neck = abs(x) <= 0.17 and 0.0 <= y <= 0.4
    return bow or neck or (abs(x) <= 0.2 and 0.65 <= y <= 1)


def _letter_i(x: float, y: float) -> bool:
    dot = abs(x) <= 0.22 and -1 <= y <= -0.6
    stem = abs(x) <= 0.22 and -0.3 <= y <= 1
    foot = abs(x) <= 0.56 and 0.72 <= y <= 1
    shoulder = -0.56 <= x <= 0 and -0.3 <= y <= -0.02
    return dot or stem or foot or shoulder


_SHAPES: Final[dict[str, Callable[[float, float], bool]]] = {
    "○": _ring,
    "△": _triangle,
    "■": _square,
    "？": _question,
    "i": _letter_i,
}
"""Whether a point of the square from -1 to 1 is ink; y grows downwards."""


def _middle(pixel: int, pixels: int) -> float:
    """Return where the middle of a pixel is, from -1 to 1."""
    return (2 * pixel + 1) / pixels - 1


def _scaled(bitmap: Bitmap, scale: int) -> Bitmap:
    wide = ["".join(pixel * scale for pixel in row) for row in bitmap]
    return [row for row in wide for _ in range(scale)]


def _centred(bitmap: Bitmap, pixels: int) -> Bitmap:
    """Return ``bitmap`` in the middle of a square; nothing at all where it does not fit."""
    spare = pixels - len(bitmap)
    if not bitmap or spare < 0:
        return []
    above, empty = spare // 4 * 2, "." * pixels
    rows = [row.center(pixels, ".") for row in bitmap]
    return [empty] * above + rows + [empty] * (spare - above)


def _blocks(bitmap: Bitmap) -> list[str]:
    """Return two rows of pixels as one line of cells."""
    if not bitmap:
        return []
    rows = [*bitmap, *(["." * len(bitmap[0])] if len(bitmap) % 2 else [])]
    return [
        "".join(
            _BLOCKS[(over == "#", under == "#")] for over, under in zip(upper, lower, strict=True)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
