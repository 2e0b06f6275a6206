"""Childcare in the demo's day: children come, are called, and go against their printed stubs."""

from pathlib import Path
from typing import Any, Final, cast

from textual.pilot import Pilot

from venue_kiosk.bootstrap.devices import open_code_reader, read_pictures
from venue_kiosk.demo.day import DayReport
from venue_kiosk.demo.event import DemoEvent
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.screen_text import press, scan, type_text, wait_for_work

_CHILDREN: Final = 4
_CARERS: Final = "4"
_BAND: Final = "3"
"""The key of an age band that four carers are enough for."""


class ChildcarePart:
    """A carer's day on numbers alone."""

    handler = "H-06"
    start_at = "childcare"

    def __init__(self, event: DemoEvent) -> None:
        self._event = event

    async def live(self, pilot: Pilot[Any], kiosk: OpenKiosk, report: DayReport) -> None:
        """Do what a day brings at the childcare desk."""
        self._pilot = pilot
        self._living = cast("Any", kiosk.plugin("childcare"))
        await report.timed("tags", self._prepare())
        await report.timed("children_in", self._take_in())
        most = report.counts["children_in"] = self._inside()
        await report.timed("children_out", self._let_go())
        report.counts["children_out"] = most - self._inside()
        if most != _CHILDREN or self._inside():
            report.problems.append(_("The children do not add up."))

    async def _prepare(self) -> None:
        """Print the tags and let carers come."""
        await press(self._pilot, "f12")
        await press(self._pilot, "7")
        await wait_for_work(self._pilot)
        await self._answer("f10", "1")
        await self._type(_CARERS)

    async def _take_in(self) -> None:
        for tag_no in range(1, _CHILDREN + 1):
            await self._answer("f2", _BAND)
            if self._living.room().children < tag_no:
                await press(self._pilot, "1")  # where the place comes from
            await press(self._pilot, "f3")
            await self._type(str(tag_no))
            await press(self._pilot, "1")

    async def _let_go(self) -> None:
        """Call every number, then hand over against what its printed stub says."""
        stubs = self._printed_stubs()
        for tag_no in range(1, _CHILDREN + 1):
            await press(self._pilot, "f5")
            await self._type(str(tag_no))
        for tag_no in range(1, _CHILDREN + 1):
            await scan(self._pilot, stubs[tag_no - 1])
            await self._type(str(tag_no))
            await self._answer("1", "1")

    def _printed_stubs(self) -> list[str]:
        """Read the sheets of tags as the desk's camera would; the codes rise with the numbers."""
        pdf = Path(f"{self._event.folder}-childcare") / "tags.pdf"
        reader = open_code_reader()
        return sorted(
            found.text for page in read_pictures(pdf) for found in reader.read_still(page)
        )

    def _inside(self) -> int:
        return cast("int", self._living.room().children)

    async def _answer(self, *keys: str) -> None:
        for key in keys:
            await press(self._pilot, key)

    async def _type(self, text: str) -> None:
        await type_text(self._pilot, text)
        await press(self._pilot, "enter")
