"""The live camera: a sheet is read once when it lies still, and the next one after it moved."""

import hashlib
from typing import Any, Final

import msgspec

from plugins.survey.opencv import opencv
from plugins.survey.page_read import PageRead
from plugins.survey.reading.duplicates import DuplicateFinder
from plugins.survey.reading.lines import compose_line
from plugins.survey.reading.page_reading import read_page
from plugins.survey.reading.prepared import PreparedSheet
from venue_kiosk.api import Clock, Frame

_GLANCE_WIDTH: Final = 160
_MOVED: Final = 3.0
"""Mean difference of brightness between two small frames above which something moves."""
_STILL_FRAMES: Final = 3
_TRY_AGAIN: Final = 8
"""Frames after which a sheet that lies still but was not found is looked for again."""
_NO_SHEET: Final = frozenset({"too_few_markers", "no_page_code"})


class SheetWatch:
    """Looks at one frame after the other; keeps none."""

    def __init__(self, sheet: PreparedSheet, clock: Clock) -> None:
        self._sheet = sheet
        self._clock = clock
        self._duplicates = DuplicateFinder()
        self._last: Any = None
        self._still = 0
        self._is_done = False
        self._number = 0

    def look(self, frame: Frame) -> PageRead | None:
        """Return a page once it lies still; None while nothing new does."""
        cv2 = opencv()
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) if frame.ndim == 3 else frame
        self._glance(grey)
        waited = self._still - _STILL_FRAMES
        if self._is_done or waited < 0 or waited % _TRY_AGAIN:
            return None
        return self._read(grey)

    def _glance(self, grey: Any) -> None:
        """Count how long nothing has moved; a new sheet may come after a movement."""
        cv2 = opencv()
        height = max(1, round(grey.shape[0] * _GLANCE_WIDTH / grey.shape[1]))
        small = cv2.resize(grey, (_GLANCE_WIDTH, height), interpolation=cv2.INTER_AREA)
        moved = self._last is None or float(cv2.absdiff(small, self._last).mean()) > _MOVED
        self._last = small
        if moved:
            self._still, self._is_done = 0, False
        else:
            self._still += 1

    def _read(self, grey: Any) -> PageRead | None:
        began = self._clock.monotonic()
        finding = read_page(grey, self._sheet, with_picture=True)
        if finding.reason in _NO_SHEET:
            return None  # an empty desk, or a sheet that is not quite in the picture
        self._is_done = True
        self._number += 1
        reading = compose_line(
            finding,
            path=f"camera/{self._number:04}",
            index=0,
            sha256=hashlib.sha256(grey.tobytes()).hexdigest(),
            ms=round((self._clock.monotonic() - began) * 1000, 1),
        )
        known = self._duplicates.check(reading, finding.trace)
        sheet = reading.serial or (reading.path if len(self._sheet.pages) == 1 else None)
        whole = msgspec.structs.replace(reading, sheet=sheet, duplicate_of=known)
        if known is not None and not known.sure and whole.status != "rejected":
            whole = msgspec.structs.replace(whole, status="review", reason="possible_duplicate")
        return PageRead(whole, finding.picture, finding.trace)
