"""The plugin's door to OpenCV: loaded at first use, silent, on one thread."""

import os
from functools import cache
from typing import Any


@cache
def opencv() -> Any:
    """Return the module ``cv2``; a page is read on one thread, pages on all cores."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", "250000000")
    import cv2  # noqa: PLC0415 - takes a tenth of a second and 70 MB

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    cv2.setNumThreads(1)
    return cv2
