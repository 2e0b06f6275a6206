"""The survey's place on the home screen."""

from plugins.survey.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the counting of sheets."""
    screens.add("survey", _menu, title=N_("Survey sheets"), catalogue=_, task=Task.COUNT_SURVEY)


def _menu(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.survey.living import Survey  # noqa: PLC0415 - when opened
    from plugins.survey.screens.menu_screen import MenuScreen  # noqa: PLC0415 - as above

    living = kiosk.plugin("survey")
    assert isinstance(living, Survey)
    return MenuScreen(kiosk, living)
