"""The notice plugin's place on the home screen."""

from plugins.notice.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the screen of notices."""
    screens.add("notice", _screen, title=N_("Notices"), catalogue=_, task=Task.PRINT_NOTICES)


def _screen(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.notice.screen import NoticeScreen  # noqa: PLC0415 - at its first opening

    return NoticeScreen(kiosk)
