"""The general QR decoders, each behind the same small face: zxing-cpp, and zbar where it is."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np

from venue_kiosk.ports import CodeReading, Frame

Corners: TypeAlias = tuple[tuple[float, float], ...]

ZXING: Final = "zxing-cpp"
ZBAR: Final = "pyzbar"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a decoder found in one picture."""

    readings: Sequence[CodeReading]
    unread: Sequence[Corners]
    """Where symbols are that it located but could not correct."""


Decoder: TypeAlias = Callable[[Frame, str], Looked]
"""Looks at a grey picture; the second argument is the name to put on what it reads."""


@cache
def zxing() -> Decoder | None:
    """Return zxing-cpp, or ``None`` where it cannot be loaded."""
    try:
        import zxingcpp  # noqa: PLC0415 - loaded with the first picture, not with the program
    except ImportError:
        return None
    # Model 2 alone: the whole family includes Micro QR, whose smallest has no correction and
    # is "read" in clutter
    settings = {
        "formats": zxingcpp.BarcodeFormat.QRCodeModel2,
        "text_mode": zxingcpp.TextMode.Plain,
        "return_errors": True,
    }

    def look(grey: Frame, name: str) -> Looked:
        found = zxingcpp.read_barcodes(grey, **settings)
        return Looked(
            [CodeReading(one.text, name, _zxing_corners(one)) for one in found if one.valid],
            [_zxing_corners(one) for one in found if not one.valid],
        )

    return look


def _zxing_corners(found: Any) -> Corners:
    place = found.position
    ordered = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return tuple((float(point.x), float(point.y)) for point in ordered)


@cache
def zbar() -> Decoder | None:
    """Return zbar through pyzbar, or ``None`` where the library is not installed.

    Not on Windows: the library that pyzbar brings there ends the process on some codes.
    """
    if sys.platform == "win32":
        return None
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - searches the system for its library
    except (ImportError, OSError, ValueError):
        return None
    only_qr = [pyzbar.ZBarSymbol.QRCODE]

    def look(grey: Frame, name: str) -> Looked:
        try:
            found = pyzbar.decode(np.ascontiguousarray(grey), symbols=only_qr)
        except (ValueError, pyzbar.PyZbarError):
            # symbols that are parts of a larger text have an orientation pyzbar does not know
            return Looked((), ())
        return Looked(
            [
                CodeReading(one.data.decode("ascii"), name, _zbar_corners(one))
                for one in found
                if one.data and one.data.isascii()
            ],
            (),
        )

    return look


def _zbar_corners(found: Any) -> Corners:
    if len(found.polygon) != 4:
        return ()
    return tuple((float(point.x), float(point.y)) for point in reversed(found.polygon))


def nothing(_grey: Frame, _name: str) -> Looked:
    """Stand in for a decoder that is not installed."""
    return Looked((), ())
