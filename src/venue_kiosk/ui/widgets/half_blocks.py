"""A camera frame drawn with half blocks: two pixels to a cell, 16 levels to a colour."""

from functools import lru_cache
from typing import Final

import numpy as np
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from venue_kiosk.ports import Frame

_HALF: Final = "▀"
_LEVELS_SHIFT: Final = 4
_FRAME_COLOUR: Final = (0, 13, 15)
"""Of the aiming corners, in levels of blue, green and red."""
_AIM_SHARE: Final = 0.7
_ARM_SHARE: Final = 0.25


def fit(frame: Frame, width: int, height: int, *, grey: bool, mirror: bool) -> Frame:
    """Return ``frame`` as (height, width, 3) in 16 levels, its middle, never stretched."""
    import cv2  # noqa: PLC0415 - 0.2 s and 60 MB that a kiosk without a camera does not need

    if frame.ndim == 2:
        frame = cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
    tall, wide = frame.shape[:2]
    used_wide = min(wide, max(1, tall * width // height))
    used_tall = min(tall, max(1, wide * height // width))
    top, left = (tall - used_tall) // 2, (wide - used_wide) // 2
    middle = frame[top : top + used_tall, left : left + used_wide]
    small = cv2.resize(middle, (width, height), interpolation=cv2.INTER_AREA)
    if grey:
        small = np.repeat(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)[:, :, None], 3, axis=2)
    if mirror:
        small = small[:, ::-1]
    return np.ascontiguousarray(small >> _LEVELS_SHIFT)


def aim(pixels: Frame) -> None:
    """Draw four corners around the middle of ``pixels``, in place."""
    height, width = pixels.shape[:2]
    side = int(min(height, width) * _AIM_SHARE)
    arm = max(2, int(side * _ARM_SHARE))
    top, left = (height - side) // 2, (width - side) // 2
    ends_y, ends_x = (top, top + side - 1), (left, left + side - 1)
    for y, down in zip(ends_y, (slice(top, top + arm), slice(top + side - arm, top + side)),
                       strict=True):  # fmt: skip
        for x, across in zip(
            ends_x, (slice(left, left + arm), slice(left + side - arm, left + side)), strict=True
        ):
            pixels[y, across] = _FRAME_COLOUR
            pixels[down, x] = _FRAME_COLOUR


def half_block_strip(upper: Frame, lower: Frame) -> Strip:
    """Return one line of half blocks from two rows of pixels; equal neighbours share a segment."""
    pairs = np.concatenate((upper, lower), axis=1).astype(np.int32)
    keys = (pairs << np.arange(20, -4, -4)).sum(axis=1)
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts = [0, *edges.tolist()]
    ends = [*edges.tolist(), len(keys)]
    segments = [
        Segment(_HALF * (end - start), _style(int(keys[start])))
        for start, end in zip(starts, ends, strict=True)
    ]
    return Strip(segments, len(keys))


@lru_cache(maxsize=8192)
def _style(key: int) -> Style:
    blue, green, red, below_blue, below_green, below_red = (
        (key >> shift & 0xF) * 17 for shift in range(20, -4, -4)
    )
    return Style.from_color(
        Color.from_rgb(red, green, blue), Color.from_rgb(below_red, below_green, below_blue)
    )
