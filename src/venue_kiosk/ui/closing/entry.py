"""The closing's place on the home screen; it depends on no plugin."""

from typing import Any

from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenEntry


def _screen(kiosk: OpenKiosk) -> Any:
    from venue_kiosk.ui.closing.screen import ClosingScreen  # noqa: PLC0415 - at its opening

    return ClosingScreen(kiosk)


CLOSING_ENTRY = ScreenEntry(
    plugin="core",
    title=N_("Close the event"),
    catalogue=_,
    task=Task.CLOSE,
    make=_screen,
    name="closing",
    listed=True,
)
