"""The exchange session in the demo's day: a plan, an announcement, a table closed."""

import asyncio
from typing import Any, Final, cast

from textual.pilot import Pilot

from venue_kiosk.demo.day import DayReport
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.screen_text import press, settle

_GLANCE: Final = 0.05
_GLANCES: Final = 2_400


class ExchangePart:
    """A facilitator's day at the board."""

    handler = "H-05"
    start_at = "exchange"

    async def live(self, pilot: Pilot[Any], kiosk: OpenKiosk, report: DayReport) -> None:
        """Make a plan, announce it, take somebody off, close a table and repair."""
        self._pilot = pilot
        self._living = cast("Any", kiosk.plugin("exchange"))
        await report.timed("tables_planned", self._plan())
        await report.timed("tables_repaired", self._repair())
        room = self._living.book.room()
        seated = room.state.seating(1)
        report.counts["seated"] = len(seated)
        report.counts["tables"] = len(room.state.open_tables)
        if set(seated) != set(room.people) or self._living.repairs.is_needed(room):
            report.problems.append(_("The tables do not add up."))

    async def _plan(self) -> None:
        await press(self._pilot, "f2")
        await self._until(lambda: self._living.store.plan(self._living.book.session_no))
        await self._until(lambda: self._shows("BoardScreen"))
        await press(self._pilot, "f5")
        await press(self._pilot, "y")
        await self._until(lambda: self._living.book.room().current)

    async def _repair(self) -> None:
        """Mark one person as gone and, where there are tables enough, close one and repair."""
        await self._answer("enter", "1")
        await self._answer("", "5")
        await self._until(self._living.gone)
        await self._until(lambda: self._shows("BoardScreen"))
        if len(self._living.book.room().state.open_tables) < len(("one", "two", "three")):
            return
        await self._answer("f10", "3")
        await self._until(lambda: self._living.repairs.is_needed(self._living.book.room()))
        await self._until(lambda: self._shows("BoardScreen"))
        await press(self._pilot, "f6")
        for _turn in range(_GLANCES):
            if not self._living.repairs.is_needed(self._living.book.room()):
                return
            await press(self._pilot, "1")
            await asyncio.sleep(_GLANCE)

    async def _answer(self, key: str, choice: str) -> None:
        """Press a key, if there is one, and answer the question that it asks."""
        if key:
            await press(self._pilot, key)
        await self._until(lambda: self._shows("ChooseScreen"))
        await press(self._pilot, choice)

    def _shows(self, screen: str) -> bool:
        return type(self._pilot.app.screen).__name__ == screen

    async def _until(self, condition: Any) -> None:
        for _turn in range(_GLANCES):
            await settle(self._pilot)
            if condition():
                return
            await asyncio.sleep(_GLANCE)
