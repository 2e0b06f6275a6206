"""The demo's day without anybody: its parts, what they counted, and whether it adds up."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from textual.pilot import Pilot

from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.demo.event import DemoEvent
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.app import KioskApp

_SIZE: Final = (80, 24)


@dataclass
class DayReport:
    """What the parts of the day did so far."""

    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    """Words of the summary beside counts, such as the verdict of the erasure."""

    async def timed(self, name: str, work: Awaitable[None]) -> None:
        """Do ``work`` and keep how long it took."""
        started = time.perf_counter()
        await work
        self.seconds[name] = round(time.perf_counter() - started, 2)


class Part(Protocol):
    """One handler's work at one screen."""

    handler: str
    start_at: str

    async def live(self, pilot: Pilot[Any], kiosk: OpenKiosk, report: DayReport) -> None:
        """Do it with the keys that people have."""
        ...


def drive_the_day(
    parts: list[Part],
    sit_down: Callable[[Part], KioskApp],
    event: DemoEvent,
    *,
    close: Callable[[DayReport], Awaitable[None]],
    answer: StreamAnswer,
) -> int:
    """Let one part after the other work on its own screens; return 0 when all of it adds up."""
    report = DayReport()
    for part in parts:
        _drive(sit_down(part), part, report)
    asyncio.run(_closed(close, report))
    summary = _compose_summary(event, report)
    if answer.wants_json:
        answer.give(summary)
    else:
        for name, value in summary.items():
            answer.say(f"{name}: {value}")
    return 0 if summary["verdict"] == "ok" else 1


async def _closed(close: Callable[[DayReport], Awaitable[None]], report: DayReport) -> None:
    await close(report)


def _drive(app: KioskApp, part: Part, report: DayReport) -> None:
    async def live(pilot: Pilot[Any]) -> None:
        try:
            await part.live(pilot, app.opened, report)
        finally:
            app.exit()

    app.run(headless=True, size=_SIZE, auto_pilot=live)


def _compose_summary(event: DemoEvent, report: DayReport) -> dict[str, Any]:
    return {
        "verdict": "failed" if report.problems or not report.counts else "ok",
        "problems": report.problems,
        **report.answers,
        "sample": True,
        "event": str(event.folder),
        "notices": str(event.notices),
        "counts": {**event.counts, **report.counts},
        "seconds": {**event.seconds, **report.seconds},
    }
