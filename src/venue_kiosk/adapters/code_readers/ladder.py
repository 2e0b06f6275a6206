"""The desk's reader: a fast decoder on every frame, and rescues that take turns when it fails."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, TypeAlias

import numpy as np

from venue_kiosk.adapters.code_readers.decoders import ZBAR, ZXING, Corners, Decoder, nothing
from venue_kiosk.adapters.code_readers.ticket_reader import (
    STILL,
    STREAM,
    Effort,
    Look,
    blurred_spots,
    large_squares,
    read_ticket,
    read_ticket_at,
    small_squares,
)
from venue_kiosk.adapters.code_readers.ticket_symbol import SIZE
from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import CodeReading, Frame

Rescue: TypeAlias = Callable[[Frame], Sequence[CodeReading]]
Change: TypeAlias = Callable[[Frame], Frame]

STREAM_EDGE: Final = 1280
"""Longest edge of a camera's frame; larger stills are looked at in this size too."""
LARGEST_EDGE: Final = 4096
"""Longest edge that rescues work on; they enlarge it twice."""
CROP_MARGIN: Final = 0.25
ENLARGE_BELOW: Final = 140.0
"""A located symbol with a shorter edge is enlarged three times, else twice."""
MOST_CROPS: Final = 8
LONGEST_CROP: Final = 700.0


class LadderReader:
    """Reads QR codes; keeps no picture, only whose turn it is.

    One reader serves one thread; every thread may have its own.
    """

    def __init__(self, first: Decoder | None, second: Decoder | None) -> None:
        self._first = first or nothing
        self._second = second
        self._turns = _turns(self._first, second)
        self._turn = 0

    def read(self, frame: Frame) -> Sequence[CodeReading]:
        """Return what is readable in one frame of a stream: one decoder and at most one rescue."""
        grey = grey_of(frame)
        if min(grey.shape) < SIZE:
            return []
        found = _first_look(self._first, grey, STREAM)
        if found:
            return found
        rescue = self._turns[self._turn]
        self._turn = (self._turn + 1) % len(self._turns)
        return rescue(grey)

    def read_still(self, frame: Frame) -> Sequence[CodeReading]:
        """Return what is readable in a single picture.

        Every code the first decoder reads or locates is returned; only where there is none, the
        rescues follow until one reads.
        """
        grey = grey_of(frame)
        if min(grey.shape) < SIZE:
            return []
        found = _first_look(self._first, grey, STILL)
        if found:
            return found
        for size, factor in _sizes(grey):
            for rescue in _rescues(self._first, self._second):
                found = rescue(size)
                if found:
                    return [_scaled(reading, factor) for reading in found]
        return []


def grey_of(frame: Frame) -> Frame:
    """Return ``frame`` in grey, contiguous."""
    if frame.ndim == 2:
        return np.ascontiguousarray(frame)
    cv2 = opencv()
    grey: Frame = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    return grey


def _sizes(grey: Frame) -> Iterator[tuple[Frame, float]]:
    """Yield the picture as large as a camera's frame, then larger, with the factor back."""
    longest = max(grey.shape)
    if longest > STREAM_EDGE:
        yield _fitted(grey, STREAM_EDGE)
    yield _fitted(grey, LARGEST_EDGE) if longest > LARGEST_EDGE else (grey, 1.0)


def _fitted(grey: Frame, edge: int) -> tuple[Frame, float]:
    cv2 = opencv()
    share = max(edge / max(grey.shape), SIZE / min(grey.shape))
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return small, 1 / share


def _first_look(decoder: Decoder, grey: Frame, effort: Effort) -> Sequence[CodeReading]:
    """Return what ``decoder`` reads, and what a closer look at located symbols adds."""
    looked = decoder(grey, ZXING)
    added = [
        reading
        for corners in looked.unread[:MOST_CROPS]
        for reading in _closer(decoder, grey, corners, effort)
    ]
    return [*looked.readings, *added] if added else looked.readings


def _closer(
    decoder: Decoder, grey: Frame, corners: Corners, effort: Effort
) -> Sequence[CodeReading]:
    """Cut a located symbol out and enlarge it; then take it for a ticket."""
    cut = _cut(grey, corners)
    if cut is None:
        return []
    crop, left, top, factor = cut
    for change in (_plain, _evened):
        found = decoder(change(crop), f"{ZXING}+crop").readings
        if found:
            return [
                replace(
                    one,
                    corners=tuple((x / factor + left, y / factor + top) for x, y in one.corners),
                )
                for one in found
            ]
    ticket = read_ticket_at(grey, corners, effort)
    return [ticket] if ticket else []


def _scaled(reading: CodeReading, factor: float) -> CodeReading:
    return replace(reading, corners=tuple((x * factor, y * factor) for x, y in reading.corners))


def _cut(grey: Frame, corners: Corners) -> tuple[Frame, int, int, int] | None:
    """Return the enlarged surroundings of ``corners``, their left and top, and the factor."""
    x, y = np.array(corners).T
    edge = float(max(x.max() - x.min(), y.max() - y.min()))
    if not 8 <= edge <= LONGEST_CROP:
        return None
    rim = CROP_MARGIN * edge
    left, top = max(int(x.min() - rim), 0), max(int(y.min() - rim), 0)
    part = grey[top : int(y.max() + rim) + 1, left : int(x.max() + rim) + 1]
    factor = 3 if edge < ENLARGE_BELOW else 2
    cv2 = opencv()
    large = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return large, left, top, factor


def _turns(first: Decoder, second: Decoder | None) -> Sequence[Rescue]:
    """Return the rescues of a stream, one a frame; what reads most has most turns."""
    spots, small, large = (
        _tickets(look, STREAM) for look in (blurred_spots, small_squares, large_squares)
    )
    general = [
        _after(first, f"{ZXING}+smooth", _smooth5),
        _after(first, f"{ZXING}+bright", _brightened),
    ]
    if second is not None:
        general.append(_after(second, f"{ZBAR}+smooth", _smooth3))
    return [turn for one in general for turn in (spots, small, spots, large, one)]


@cache
def _rescues(first: Decoder, second: Decoder | None) -> Sequence[Rescue]:
    """Return all there is, the cheaper first."""
    small = [
        _after(first, ZXING, _plain),
        _after(first, f"{ZXING}+smooth", _smooth3),
        _after(first, f"{ZXING}+smooth", _smooth5),
        _after(first, f"{ZXING}+dark", _darkened),
        _after(first, f"{ZXING}+bright", _brightened),
        _after(first, f"{ZXING}+even", _evened),
        _after(first, f"{ZXING}+sharp", _sharpened),
        *(_tickets(look, STILL) for look in (small_squares, large_squares, blurred_spots)),
        _after(first, f"{ZXING}+large", _doubled, 2),
        _after(first, f"{ZXING}+large", _doubled_smooth, 2),
        _after(first, f"{ZXING}+sharp", _doubled_sharp, 2),
    ]
    if second is not None:
        small += [
            _after(second, ZBAR, _plain),
            _after(second, f"{ZBAR}+smooth", _smooth3),
            _after(second, f"{ZBAR}+large", _doubled, 2),
            _after(second, f"{ZBAR}+small", _halved, 0.5),
        ]
    return small


def _after(decoder: Decoder, name: str, change: Change, factor: float = 1) -> Rescue:
    """Return the rescue that reads a changed picture, ``factor`` times as large."""

    def rescue(grey: Frame) -> Sequence[CodeReading]:
        found = decoder(change(grey), name).readings
        return found if factor == 1 else [_scaled(reading, 1 / factor) for reading in found]

    return rescue


def _tickets(look: Look, effort: Effort) -> Rescue:
    def rescue(grey: Frame) -> Sequence[CodeReading]:
        found = read_ticket(grey, look, effort)
        return [found] if found else []

    return rescue


def _plain(grey: Frame) -> Frame:
    return grey


def _smooth3(grey: Frame) -> Frame:
    smooth: Frame = opencv().GaussianBlur(grey, (3, 3), 0)
    return smooth


def _smooth5(grey: Frame) -> Frame:
    smooth: Frame = opencv().GaussianBlur(grey, (5, 5), 0)
    return smooth


def _darkened(grey: Frame) -> Frame:
    dark: Frame = opencv().LUT(grey, _curve(2.0))
    return dark


def _brightened(grey: Frame) -> Frame:
    bright: Frame = opencv().LUT(_smooth3(grey), _curve(0.5))
    return bright


@cache
def _curve(exponent: float) -> Frame:
    return (255 * (np.arange(256) / 255) ** exponent + 0.5).astype(np.uint8)


def _sharpened(grey: Frame) -> Frame:
    cv2 = opencv()
    sharp: Frame = cv2.addWeighted(grey, 3.5, cv2.GaussianBlur(grey, (0, 0), 4), -2.5, 0)
    return sharp


def _evened(grey: Frame) -> Frame:
    even: Frame = opencv().createCLAHE(4.0, (8, 8)).apply(grey)
    return even


def _doubled(grey: Frame) -> Frame:
    cv2 = opencv()
    large: Frame = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return large


def _doubled_smooth(grey: Frame) -> Frame:
    return _smooth5(_doubled(grey))


def _doubled_sharp(grey: Frame) -> Frame:
    cv2 = opencv()
    large = _doubled(grey)
    sharp: Frame = cv2.addWeighted(large, 2.5, cv2.GaussianBlur(large, (0, 0), 3), -1.5, 0)
    return sharp


def _halved(grey: Frame) -> Frame:
    cv2 = opencv()
    small: Frame = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return small
