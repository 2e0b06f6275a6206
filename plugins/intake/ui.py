"""The intake plugin's place on the home screen."""

from plugins.intake.messages import _
from plugins.intake.screen import IntakeScreen
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the screen of applications."""
    screens.add("intake", IntakeScreen, title=N_("Applications"), catalogue=_, task=Task.IMPORT)
