"""The notice plugin's place on the home screen."""

from plugins.notice.messages import _
from plugins.notice.screen import NoticeScreen
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the screen of notices."""
    screens.add("notice", NoticeScreen, title=N_("Notices"), catalogue=_, task=Task.PRINT_NOTICES)
