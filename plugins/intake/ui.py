"""The intake plugin's place on the home screen."""

from plugins.intake.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the screen of applications."""
    screens.add("intake", _screen, title=N_("Applications"), catalogue=_, task=Task.IMPORT)


def _screen(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.intake.screen import IntakeScreen  # noqa: PLC0415 - at its first opening

    return IntakeScreen(kiosk)
