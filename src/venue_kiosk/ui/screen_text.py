"""Looking at a running screen and working it as hands do, for tests and the demo's autopilot."""

import asyncio
from typing import Any, Final

from textual import events
from textual.app import App
from textual.pilot import Pilot

from venue_kiosk.ui.long_work import LongWork
from venue_kiosk.ui.scan_capture import LATE_END, ScanCapture
from venue_kiosk.ui.textual_hacks import screen_lines
from venue_kiosk.ui.textual_hacks_input import key_of

_HAND_GAP: Final = 0.120
_TURNS: Final = 200
_GLANCE: Final = 0.010
_CHARACTERS: Final = {"space": " ", "enter": "\r", "tab": "\t"}


def screen_text(app: App[Any]) -> str:
    """Return the words on the screen now, one line per row, without trailing spaces."""
    lines = ("".join(segment.text for segment in line) for line in screen_lines(app))
    return "\n".join(line.rstrip() for line in lines)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until no key is held back for the scanner and every message is handled."""
    app = pilot.app
    await pilot.pause()
    while isinstance(app, ScanCapture) and app.holds_keys and app.is_running:
        await pilot.pause(0.01)
    await pilot.pause()


async def wait_for_work(pilot: Pilot[Any]) -> None:
    """Wait until no long work is in front and every message is handled."""
    while True:
        for _turn in range(_TURNS):  # workers that wait for people are never done
            await asyncio.sleep(0)
        await settle(pilot)
        if not isinstance(pilot.app.screen, LongWork):
            return
        await asyncio.sleep(_GLANCE)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys by name (``"f"``, ``"enter"``, ``"f1"``) at a person's speed, then settle.

    The keys carry a person's times; nothing waits for them.
    """
    await _send(pilot, [events.Key(key, _CHARACTERS.get(key)) for key in keys], gap=_HAND_GAP)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type ``text`` at a person's speed, then settle; Japanese too, one character at a time."""
    await _send(pilot, [events.Key(key_of(sign), sign) for sign in text], gap=_HAND_GAP)


async def scan(pilot: Pilot[Any], text: str, *, end: str = "enter", gap: float = 0.005) -> None:
    """Send ``text`` as a hand scanner would, ``end`` being its last key or empty; then settle.

    The scan lies far enough back that a key pressed next is not taken for its late Enter.
    """
    keys = [events.Key(key_of(sign), sign) for sign in text]
    keys += [events.Key(end, None)] if end else []
    await _send(pilot, keys, gap=gap, ago=2 * LATE_END)


async def _send(pilot: Pilot[Any], keys: list[events.Key], *, gap: float, ago: float = 0.0) -> None:
    ended = events.Key("f35", None).time - ago
    for number, key in enumerate(reversed(keys)):
        key.time = ended - number * gap
        key.set_sender(pilot.app)
    for key in keys:
        pilot.app.post_message(key)
    await settle(pilot)
