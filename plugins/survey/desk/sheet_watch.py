"""The live camera: a sheet is read once when it lies still, and the next one after it moved."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from plugins.survey.opencv import opencv
from plugins.survey.page_read import PageRead
from plugins.survey.reading.duplicates import DuplicateFinder
from plugins.survey.reading.ink_trace import share_on, unpack
from plugins.survey.reading.lines import compose_line
from plugins.survey.reading.markers import FoundMarkers, find_markers
from plugins.survey.reading.page_reading import PageFinding, read_page
from plugins.survey.reading.page_task import PageResult
from plugins.survey.reading.pixels import Grey, Numbers
from plugins.survey.reading.prepared import PreparedSheet
from plugins.survey.sheet.places import CORNERS
from venue_kiosk.api import Clock, Frame

_GLANCE_WIDTH: Final = 160
_MOVED: Final = 3.0
"""Mean difference of brightness between two small frames above which something moves."""
_PART: Final = 8
_PART_MOVED: Final = 16.0
"""The same within one part of the picture: a hand that is leaving."""
_STILL_FRAMES: Final = 2
_TRY_AGAIN: Final = 3
"""Frames after which what lies still but could not be taken is looked at again."""
_PATIENCE: Final = 15
"""Frames after which somebody is told why: hands leave and cameras focus before that."""
_IN_PLACE: Final = 0.004
"""Share of the picture's width that markers move while hands pass over a sheet."""
_SAME: Final = 0.7
_LITTLE_INK: Final = 90
"""Dots of a trace without which nothing can be told from the ink."""
COVERED: Final = "covered"


@dataclass(frozen=True, slots=True)
class NotYet:
    """Something lies still that is not taken as it lies; it is looked at again all the time."""

    reason: str
    """In the words of the readings' contract, or ``COVERED``."""


@dataclass(frozen=True, slots=True)
class _Lying:
    """The sheet that was taken last, as long as it lies there."""

    page: int | None
    corners: Mapping[int, Numbers]
    ink: Numbers

    def lies_at(self, found: FoundMarkers, width: int) -> bool:
        """Tell whether what is found lies where this sheet lies: a hand may be over a part."""
        import numpy as np  # noqa: PLC0415 - only reading needs it

        common = self.corners.keys() & found.corners.keys()
        moved = [np.abs(self.corners[each] - found.corners[each]).max() for each in common]
        return self.page == found.page and bool(moved) and max(moved) <= _IN_PLACE * width

    def is_like(self, other: "_Lying") -> bool:
        """Tell whether ``other``, in the same place, is this sheet and not the next one."""
        if int(self.ink.sum()) < _LITTLE_INK:
            return True
        return max(share_on(self.ink, other.ink), share_on(other.ink, self.ink)) >= _SAME


class SheetWatch:
    """Looks at one frame after the other; keeps none."""

    def __init__(self, sheet: PreparedSheet, clock: Clock) -> None:
        self._sheet = sheet
        self._clock = clock
        self._duplicates = DuplicateFinder()
        self._last: Any = None
        self._lying: _Lying | None = None
        self._still = 0
        self._is_done = self._is_told = self._takes_all = False
        self._number = 0

    def look(self, frame: Frame) -> PageRead | NotYet | None:
        """Return a page once it lies still; None while there is nothing new to say."""
        cv2 = opencv()
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) if frame.ndim == 3 else frame
        self._glance(grey)
        waited = self._still - _STILL_FRAMES
        if self._is_done or waited < 0 or waited % _TRY_AGAIN:
            return None
        return self._read(grey)

    def take_as_it_is(self) -> None:
        """Take what lies there although a part of it is not seen: it may be torn off."""
        self._takes_all = True

    def _glance(self, grey: Grey) -> None:
        """Count how long nothing has moved; a new sheet may come after a movement."""
        cv2 = opencv()
        height = max(1, round(grey.shape[0] * _GLANCE_WIDTH / grey.shape[1]))
        small = cv2.resize(grey, (_GLANCE_WIDTH, height), interpolation=cv2.INTER_AREA)
        if self._last is None or _has_moved(small, self._last):
            self._still = 0
            self._is_done = self._is_told = self._takes_all = False
        else:
            self._still += 1
        self._last = small

    def _read(self, grey: Grey) -> PageRead | NotYet | None:
        began = self._clock.monotonic()
        found = find_markers(grey)
        if not found.corners:
            self._lying = None  # an empty table
            return None
        finding = read_page(grey, self._sheet, with_picture=True)
        trouble = _trouble(found, finding)
        is_there = self._lying is not None and self._lying.lies_at(found, grey.shape[1])
        if trouble and is_there:
            return None  # a hand rests on what was taken
        if trouble and not (self._takes_all and finding.status != "rejected"):
            return self._tell(trouble)
        self._is_done = True
        lies = _Lying(found.page, found.corners, unpack(finding.trace))
        if self._lying is not None and is_there and self._lying.is_like(lies):
            return None
        self._lying = lies
        return self._page(finding, grey, began)

    def _tell(self, trouble: str) -> NotYet | None:
        if self._is_told or self._still - _STILL_FRAMES < _PATIENCE:
            return None
        self._is_told = True
        return NotYet(trouble)

    def _page(self, finding: PageFinding, grey: Grey, began: float) -> PageRead:
        self._number += 1
        ms = round((self._clock.monotonic() - began) * 1000, 1)
        reading = compose_line(
            PageResult(0, finding, ms),
            path=f"camera/{self._number:04}",
            sha256=hashlib.sha256(grey.tobytes()).hexdigest(),
        )
        known = self._duplicates.check(reading, finding.trace)
        sheet = reading.serial or (reading.path if len(self._sheet.pages) == 1 else None)
        whole = msgspec.structs.replace(reading, sheet=sheet, duplicate_of=known)
        if known is not None and not known.sure:
            whole = msgspec.structs.replace(whole, status="review", reason="possible_duplicate")
        return PageRead(whole, finding.picture, finding.trace)


def _has_moved(small: Grey, last: Grey) -> bool:
    cv2 = opencv()
    change = cv2.absdiff(small, last)
    size = (small.shape[1] // _PART, max(1, small.shape[0] // _PART))
    parts = cv2.resize(change, size, interpolation=cv2.INTER_AREA)
    return float(change.mean()) > _MOVED or float(parts.max()) > _PART_MOVED


def _trouble(found: FoundMarkers, finding: PageFinding) -> str | None:
    """Return why a sheet is better looked at once more: a hand, an edge, the camera's focus."""
    if any(place not in found.corners for place in CORNERS):
        return COVERED
    if finding.status == "rejected":
        return finding.reason
    lost = any(answer.reason == "print_not_found" for answer in finding.answers.values())
    return COVERED if lost or finding.code is None else None
