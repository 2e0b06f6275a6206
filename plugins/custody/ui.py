"""Custody's place on the home screen."""

from plugins.custody.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add opening and custody for the manager, and the key for incidents for everybody."""
    screens.add(
        "custody",
        _screen,
        title=N_("Opening and custody"),
        catalogue=_,
        task=Task.KEEP_CUSTODY,
    )
    screens.add(
        "custody",
        _incident,
        title=N_("This may be an incident"),
        catalogue=_,
        task=Task.SEE_COUNTS,
        name="incident",
    )


def _screen(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.custody.screen import CustodyScreen  # noqa: PLC0415 - at its first opening

    return CustodyScreen(kiosk)


def _incident(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.custody.incident_screen import IncidentScreen  # noqa: PLC0415 - at its opening

    return IncidentScreen(kiosk)
