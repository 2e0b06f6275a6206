"""Grey pictures as terminals draw them dot by dot: sixels, and kitty's graphics protocol."""

import base64
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from venue_kiosk.ports import Frame, PictureTerminal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_BAND: Final = 6
"""Dots down that one sixel has."""
_LEVELS: Final = 16
_CHUNK: Final = 4096
_MOST: Final = 960
"""Dots across and down of one picture: xterm leaves out what has more than 1,000."""


def paint(terminal: PictureTerminal, grey: Frame, *, row: int, column: int, number: int) -> str:
    """Return what draws a picture with its corner at a cell, 1 being the first, cursor kept.

    Pictures that are seen together have different numbers from 1.
    """
    if terminal.kind == "kitty":
        return f"\x1b7\x1b[{row};{column}H{to_kitty(grey, number)}\x1b8"
    drawn = [
        f"\x1b[{row + down};{column + across}H{to_sixels(tile)}"
        for tile, down, across in _tiles(grey, terminal)
    ]
    return "".join(["\x1b7", *drawn, "\x1b8"])


def wipe(terminal: PictureTerminal) -> str:
    """Return what takes all pictures away where cells written over them do not."""
    return "\x1b_Ga=d,d=A,q=2\x1b\\" if terminal.kind == "kitty" else ""


def to_sixels(grey: Frame) -> str:
    """Return a picture in 16 levels of grey as sixels; rows that fill no sixel are left out."""
    import numpy as np  # noqa: PLC0415 - only who looks at pictures waits for it

    tall = grey.shape[0] // _BAND * _BAND
    levels: Frame = np.right_shift(grey[:tall], 4).astype(np.uint8)
    head = f'\x1bP0;1;0q"1;1;{grey.shape[1]};{tall}'
    colours = (n * 100 // (_LEVELS - 1) for n in range(_LEVELS))
    head += "".join(f"#{n};2;{each};{each};{each}" for n, each in enumerate(colours))
    bands = (_band(levels[top : top + _BAND]) for top in range(0, tall, _BAND))
    return head + "-".join(bands) + "\x1b\\"


def to_kitty(grey: Frame, number: int) -> str:
    """Return a picture for kitty's protocol: a PNG in chunks, the cursor left where it is."""
    import cv2  # noqa: PLC0415 - only who looks at pictures waits for it

    _done, png = cv2.imencode(".png", grey)
    text = base64.standard_b64encode(png.tobytes()).decode()
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    parts = []
    for place, chunk in enumerate(chunks):
        first = f"a=T,f=100,C=1,q=2,i={number}," if place == 0 else ""
        parts.append(f"\x1b_G{first}m={int(place < len(chunks) - 1)};{chunk}\x1b\\")
    return "".join(parts)


def _tiles(grey: Frame, terminal: PictureTerminal) -> Iterator[tuple[Frame, int, int]]:
    """Yield parts of a picture, each with the cells it is below and right of the first."""
    wide = _MOST // terminal.cell_width * terminal.cell_width
    whole = math.lcm(_BAND, terminal.cell_height)
    tall = _MOST // whole * whole
    for top in range(0, grey.shape[0], tall):
        for left in range(0, grey.shape[1], wide):
            tile = grey[top : top + tall, left : left + wide]
            yield tile, top // terminal.cell_height, left // terminal.cell_width


def _band(rows: Frame) -> str:
    import numpy as np  # noqa: PLC0415 - as above

    weights = (1 << np.arange(_BAND, dtype=np.uint8))[:, None]
    drawn = []
    for level in np.unique(rows):
        signs = ((rows == level) * weights).sum(axis=0) + 63
        drawn.append(f"#{level}{_runs(signs)}")
    return "$".join(drawn)


def _runs(signs: "npt.NDArray[np.intp]") -> str:
    import numpy as np  # noqa: PLC0415 - as above

    begins = np.flatnonzero(np.diff(signs, prepend=-1))
    lengths = np.diff(begins, append=len(signs))
    return "".join(
        f"!{n}{chr(sign)}" if n > 3 else chr(sign) * n
        for n, sign in zip(lengths.tolist(), signs[begins].tolist(), strict=True)
    )
