"""The report plugin's place on the home screen."""

from plugins.report.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the screen of reports."""
    screens.add("report", _screen, title=N_("Reports"), catalogue=_, task=Task.SEE_LOG)


def _screen(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.report.screen import ReportScreen  # noqa: PLC0415 - at its first opening

    return ReportScreen(kiosk)
