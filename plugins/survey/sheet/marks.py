"""The square markers and the page code as rows of modules, ``1`` for dark."""

from collections.abc import Sequence
from functools import cache

from plugins.survey.opencv import opencv
from plugins.survey.sheet.places import FAMILY


@cache
def marker_rows(number: int) -> Sequence[str]:
    """Return one marker with its dark border."""
    cv2 = opencv()
    family = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, f"DICT_{FAMILY}"))
    side = family.markerSize + 2
    picture = cv2.aruco.generateImageMarker(family, number, side, borderBits=1)
    return ["".join("01"[int(dot == 0)] for dot in row) for row in picture]


def qr_rows(text: str) -> Sequence[str]:
    """Return a page code, error level Q, without its quiet zone."""
    import qrcode  # noqa: PLC0415 - only printing needs it
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415 - as above

    symbol = qrcode.QRCode(None, ERROR_CORRECT_Q, border=0)
    symbol.add_data(text)
    symbol.make(fit=True)
    return ["".join("01"[bool(dark)] for dark in row) for row in symbol.modules]
