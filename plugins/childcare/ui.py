"""The desk's place on the home screen, and the hall display behind its command."""

from plugins.childcare.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the desk, and the display that shows numbers only."""
    screens.add(
        "childcare", _desk, title=N_("Childcare desk"), catalogue=_, task=Task.RUN_CHILDCARE
    )
    screens.add(
        "childcare",
        _display,
        title=N_("Numbers for the hall"),
        catalogue=_,
        task=Task.SEE_COUNTS,
        name="childcare-display",
        listed=False,
    )


def _desk(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.childcare.desk_screen import ChildcareDeskScreen  # noqa: PLC0415 - when opened

    return ChildcareDeskScreen(kiosk)


def _display(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.childcare.display_screen import DisplayScreen  # noqa: PLC0415 - when opened

    return DisplayScreen(kiosk)
