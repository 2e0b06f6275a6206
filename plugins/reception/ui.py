"""The desk's place on the home screen."""

from plugins.reception.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the desk."""
    screens.add("reception", _screen, title=N_("Reception"), catalogue=_, task=Task.CHECK_IN)


def _screen(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.reception.desk_screen import DeskScreen  # noqa: PLC0415 - at its first opening

    return DeskScreen(kiosk)
