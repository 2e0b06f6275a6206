"""Where the ink of a page is, coarse and small, to know the same sheet again."""

import zlib
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.ink import InkMap
from plugins.survey.reading.pixels import DOTS, Numbers

_STEP: Final = 3
"""Dots of a page to one of the trace: half a millimetre."""
_COARSE: Final = 12
_SHAPE: Final = (297 * DOTS // _STEP, 210 * DOTS // _STEP)


def trace_of(ink: InkMap) -> bytes:
    """Return the trace of a page's ink."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    real = np.zeros(int(ink.strokes_at.max()) + 1, np.uint8)
    real[[stroke.label for stroke in ink.strokes]] = 255
    mask = real[ink.strokes_at]
    small = cv2.resize(mask, _SHAPE[::-1], interpolation=cv2.INTER_AREA) > 60
    return zlib.compress(np.packbits(small).tobytes(), 1)


def unpack(trace: bytes) -> Numbers:
    """Return a trace as a picture, 1 where ink is."""
    import numpy as np  # noqa: PLC0415 - as above

    bits = np.unpackbits(np.frombuffer(zlib.decompress(trace), np.uint8))
    return bits[: _SHAPE[0] * _SHAPE[1]].reshape(_SHAPE)


def agreement(one: Numbers, other: Numbers) -> float:
    """Return which share of each trace's ink lies on the other's, the lower of both."""
    return min(share_on(one, other), share_on(other, one))


def share_on(one: Numbers, other: Numbers) -> float:
    """Return which share of the ink of ``one`` lies on that of ``other``."""
    import numpy as np  # noqa: PLC0415 - as above

    there = opencv().dilate(other, np.ones((3, 3), np.uint8))
    return float((one & there).sum()) / max(1, int(one.sum()))


def coarsened(picture: Numbers) -> Numbers:
    """Return a short vector that is alike for like pages."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    size = (picture.shape[1] // _COARSE, picture.shape[0] // _COARSE)
    small = cv2.resize(picture.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 0.7).ravel()
    vector: Numbers = soft / max(1e-6, float(np.linalg.norm(soft)))
    return vector
