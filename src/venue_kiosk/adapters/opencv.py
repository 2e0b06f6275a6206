"""The one door to OpenCV: loaded at first use, silent, on one thread."""

import os
from functools import cache
from typing import Any, Final

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import _

MOST_PIXELS: Final = 100_000_000
"""Larger pictures are refused before they are unpacked."""


@cache
def opencv() -> Any:
    """Return the module ``cv2``.

    It writes nothing to standard error, which would tear the screen, and uses one thread: our
    pictures are small, and starting threads for them costs more than it saves.

    Raises:
        KioskError: it cannot be loaded.
    """
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(MOST_PIXELS)
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", "100000000")
    try:
        import cv2  # noqa: PLC0415 - takes a tenth of a second and 70 MB
    except ImportError:
        raise KioskError(
            _("The picture library OpenCV cannot be loaded."),
            _("Start the kiosk with ./kiosk, which installs what is missing."),
        ) from None
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    cv2.setNumThreads(1)
    return cv2
