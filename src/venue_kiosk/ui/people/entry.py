"""The list of handlers' place on the home screen."""

from typing import Any

from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenEntry


def _screen(kiosk: OpenKiosk) -> Any:
    from venue_kiosk.ui.people.screen import PeopleScreen  # noqa: PLC0415 - at its opening

    return PeopleScreen(kiosk)


PEOPLE_ENTRY = ScreenEntry(
    plugin="core",
    title=N_("List of handlers"),
    catalogue=_,
    task=Task.SEE_LOG,
    make=_screen,
    name="people",
    listed=True,
)
