"""Reception in the demo's day: hands, eyes and a check that everything adds up at the end."""

import asyncio
import time
from typing import Any, Final

from textual.pilot import Pilot

from venue_kiosk.demo.day import DayReport
from venue_kiosk.demo.event import RECEPTION, DemoEvent
from venue_kiosk.domain.attendee import Application, Attendee, Category, Channel
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.screen_text import press, screen_text, type_text

_WALK_INS: Final = 2
_PATIENCE_S: Final = 20.0
"""Without a new check-in for so long, the camera has shown everybody it can."""
_LOOK_S: Final = 0.2


class ReceptionPart:
    """People come by camera, number, name and on foot."""

    handler = RECEPTION
    start_at = "reception"

    def __init__(self, event: DemoEvent, *, coming: int) -> None:
        self._event = event
        self._coming = coming

    async def live(self, pilot: Pilot[Any], kiosk: OpenKiosk, report: DayReport) -> None:
        """Do what a day brings at reception."""
        self._report = report
        self._counts = report.counts
        await report.timed("camera", self._by_camera(kiosk))
        await report.timed("number", self._by_number(pilot, kiosk))
        await report.timed("name", self._by_name(pilot, kiosk))
        await report.timed("walk_ins", self._on_foot(kiosk))
        await report.timed("undo", self._undo(pilot, kiosk))
        self._check(kiosk)

    async def _by_camera(self, kiosk: OpenKiosk) -> None:
        """Wait while the camera shows notices."""
        before, idle_since = -1, time.perf_counter()
        while True:
            present = kiosk.desk.counts().present
            if present != before:
                before, idle_since = present, time.perf_counter()
            quiet = time.perf_counter() - idle_since
            if present >= self._coming or (present and quiet > 2) or quiet > _PATIENCE_S:
                break
            await asyncio.sleep(_LOOK_S)
        self._counts["by_camera"] = before
        if before < self._coming * 0.95:
            self._report.problems.append(_("The camera read too few notices."))

    async def _by_number(self, pilot: Pilot[Any], kiosk: OpenKiosk) -> None:
        """Type a reception number twice: once to come in, once by mistake."""
        before = kiosk.desk.counts().present
        person = self._next(kiosk)
        if person is None:
            return
        number = person.reception_no
        for _twice in range(2):
            await type_text(pilot, number.replace("-", ""))
            await press(pilot, "enter")
        self._counts["by_number"] = kiosk.desk.counts().present - before

    async def _by_name(self, pilot: Pilot[Any], kiosk: OpenKiosk) -> None:
        """Find somebody by name, as a volunteer would."""
        before = kiosk.desk.counts().present
        person = self._next(kiosk)
        if person is None:
            return
        await press(pilot, "f")
        await type_text(pilot, (person.furigana or person.name).replace("　", " "))
        for key in ("tab", "1", "y"):
            await press(pilot, key)
        self._counts["by_name"] = kiosk.desk.counts().present - before
        if "○" not in screen_text(pilot.app):
            await press(pilot, "escape")

    async def _on_foot(self, kiosk: OpenKiosk) -> None:
        """Take in walk-ins."""
        before = kiosk.desk.counts().walk_ins
        for number in range(min(_WALK_INS, kiosk.applications.free_for_walk_ins())):
            person = kiosk.applications.register_walk_in(_walk_in(number))
            kiosk.desk.check_in_attendee(person.attendee_id)
        self._counts["walk_ins"] = kiosk.desk.counts().walk_ins - before

    async def _undo(self, pilot: Pilot[Any], kiosk: OpenKiosk) -> None:
        """Take the latest check-in back."""
        before = kiosk.desk.counts().present
        for key in ("u", "f10"):
            await press(pilot, key)
        self._counts["revoked"] = before - kiosk.desk.counts().present

    def _next(self, kiosk: OpenKiosk) -> Attendee | None:
        """Return somebody with a place who has not come yet."""
        return next(
            (a for a in self._event.expected if kiosk.desk.open_check_in(a.reception_no) is None),
            None,
        )

    def _check(self, kiosk: OpenKiosk) -> None:
        """Compare the counts with what was done."""
        counts = kiosk.desk.counts()
        by_way = ("by_camera", "by_number", "by_name", "walk_ins")
        came = sum(self._counts.get(way, 0) for way in by_way) - self._counts.get("revoked", 0)
        self._counts["present"] = counts.present
        self._counts["accepted"] = counts.accepted
        self._counts["capacity"] = counts.capacity
        if came != counts.present:
            self._report.problems.append(_("The counts do not agree with what was done."))


def _walk_in(number: int) -> Application:
    return Application(
        channel=Channel.WALK_IN,
        name=f"見本　当日{number + 1}",
        phone=f"0301000{number:03d}",
        category=Category.ZAIJU,
        childcare_wanted=False,
    )
