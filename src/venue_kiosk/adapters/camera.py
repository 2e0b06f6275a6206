"""Frames from a camera, a video, a picture or a local stream, through OpenCV's one real path."""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.errors import NotNowError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Frame, FrameSource

SIZE: Final = (1280, 720)
FINE: Final = (1920, 1080)
"""An A4 page fills the smaller size at 87 dots an inch: too coarse to be read."""
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_TIME_OUT_MS: Final = 3_000
_PATIENCE_S: Final = 2.0
"""A camera may drop pictures for so long before it counts as unplugged."""
_PAUSE_S: Final = 0.02
"""Between two looks at a camera that gave nothing."""
_BLACK_BELOW: Final = 3.0
_BLACK_S: Final = 3.0


def open_camera(
    where: int | str, *, loop: bool = False, most_per_second: float = inf, fine: bool = False
) -> FrameSource:
    """Open a camera by number, or a video, picture or loopback stream by path or address.

    A file ends after its last picture, or begins again with ``loop``. What gives more pictures
    than ``most_per_second`` is thinned if it is live, so that none is shown late, and played at
    that pace if it is a file. With ``fine``, a camera is asked for ``FINE`` pictures; one that
    has none gives the nearest size.

    Raises:
        UsageError: the address leads to another machine.
        NotNowError: there is no such camera or file, or it gives no picture.
    """
    text = str(where).strip()
    size = FINE if fine else SIZE
    if text.isdecimal():
        return _Source(
            _open_device(int(text), text, size), pace=_Pace(most_per_second, is_live=True)
        )
    if text.startswith("/dev/"):
        return _Source(_open_device(text, text, size), pace=_Pace(most_per_second, is_live=True))
    if "://" in text:
        return _Source(_open_stream(text), pace=_Pace(most_per_second, is_live=True))
    again = partial(_open_file, Path(text)) if loop else None
    pace = _Pace(most_per_second, is_live=False)
    return _Source(_open_file(Path(text)), pace=pace, again=again)


class _Source:
    """One opened capture; ``frames`` is called once."""

    def __init__(
        self, capture: Any, *, pace: "_Pace", again: Callable[[], Any] | None = None
    ) -> None:
        self._capture = capture
        self._pace = pace
        self._is_live = pace.is_live
        self._again = again
        self._closed = False

    def frames(self) -> Iterator[Frame]:
        """Yield frames until the file ends or ``close`` is called.

        Raises:
            NotNowError: a live source gives no more pictures, or only black ones.
        """
        try:
            yield from self._read_all()
        finally:
            self._capture.release()

    def close(self) -> None:
        """Stop after the frame that is being read; the capture is released by its reader."""
        self._closed = True

    def _read_all(self) -> Iterator[Frame]:
        last_seen = lit_at = time.monotonic()
        is_fresh = False
        while not self._closed:
            got = self._capture.grab()
            now = time.monotonic()
            if got:
                last_seen, is_fresh = now, True
                frame = self._retrieve(now)
                if frame is None:
                    continue
                lit_at = now if not self._is_live or _is_lit(frame) else lit_at
                if now - lit_at > _BLACK_S:
                    raise NotNowError(
                        _("The camera sees only black."), _("Open its cover, or turn on the light.")
                    )
                yield frame
            elif not self._is_live:
                if not (is_fresh and self._rewind()):
                    return
                is_fresh = False
            elif now - last_seen <= _PATIENCE_S:
                time.sleep(_PAUSE_S)
            elif not self._closed:
                raise NotNowError(
                    _("The camera gives no more pictures."), _("Check the cable of the camera.")
                )

    def _retrieve(self, now: float) -> "Frame | None":
        """Return the picture just grabbed when its turn has come; a live one is else left out."""
        wait = self._pace.wait(now)
        if self._is_live and wait > 0:
            return None
        while wait > 0 and not self._closed:
            time.sleep(min(wait, _PAUSE_S))
            wait = self._pace.wait(time.monotonic())
        self._pace.took(time.monotonic())
        got, frame = self._capture.retrieve()
        return frame if got else None

    def _rewind(self) -> bool:
        """Open a file once more; a single picture knows no other way back to its beginning."""
        if self._again is None:
            return False
        self._capture.release()
        self._capture = self._again()
        return True


class _Pace:
    """At most so many pictures a second, evenly."""

    def __init__(self, most_per_second: float, *, is_live: bool) -> None:
        self.is_live = is_live
        self._period = 1.0 / most_per_second
        self._due = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until the next picture is due; a camera's own jitter is allowed."""
        return self._due - self._period / 4 - now if self.is_live else self._due - now

    def took(self, now: float) -> None:
        """Count a picture."""
        is_late = now - self._due > self._period
        self._due = (now if is_late else self._due) + self._period


def _is_lit(frame: Frame) -> bool:
    sample = frame[::16, ::16]
    return float(sample.mean()) >= _BLACK_BELOW


def _open_device(device: int | str, name: str, size: tuple[int, int]) -> Any:
    cv2 = opencv()
    # Named, because OpenCV otherwise tries every way there is, which takes seconds.
    named = {"darwin": cv2.CAP_AVFOUNDATION, "win32": cv2.CAP_DSHOW}
    capture = cv2.VideoCapture(device, named.get(sys.platform, cv2.CAP_V4L2))
    if not capture.isOpened():
        raise NotNowError(
            _("Camera {n} cannot be opened.", n=name),
            _("Is it plugged in, and not used by another program? Hand scanner and numbers work."),
        )
    # Without MJPG many webcams give pictures of this size only five times a second.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def _open_stream(address: str) -> Any:
    if urlsplit(address).hostname not in _LOOPBACK:
        raise UsageError(
            _("A camera on another machine is not allowed."),
            _("Use a camera of this laptop: its number or its path."),
        )
    cv2 = opencv()
    limits = [
        *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIME_OUT_MS),
        *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIME_OUT_MS),
    ]
    capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)
    if not capture.isOpened():
        raise NotNowError(
            _("The camera stream cannot be opened."), _("Start the program that gives it.")
        )
    return capture


def _open_file(path: Path) -> Any:
    if "%" not in path.name and not path.exists():
        raise NotNowError(
            _("There is no camera or file {path}.", path=path), _("Check the camera in kiosk.toml.")
        )
    capture = opencv().VideoCapture(str(path))
    if not capture.isOpened():
        raise NotNowError(
            _("{file} is neither a camera nor a video.", file=path.name),
            _("Check the camera in kiosk.toml."),
        )
    return capture
