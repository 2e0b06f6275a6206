"""The board's place on the home screen, and the hall display behind its command."""

from plugins.exchange.messages import _
from venue_kiosk.api import N_, Task, hookimpl
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, ScreenList


@hookimpl
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the board, and the display that shows numbers only."""
    screens.add(
        "exchange", _board, title=N_("Exchange session"), catalogue=_, task=Task.RUN_EXCHANGE
    )
    screens.add(
        "exchange",
        _hall,
        title=N_("Tables for the hall"),
        catalogue=_,
        task=Task.RUN_EXCHANGE,
        name="exchange-display",
        listed=False,
    )


def _board(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.exchange.board_screen import BoardScreen  # noqa: PLC0415 - when opened

    return BoardScreen(kiosk)


def _hall(kiosk: OpenKiosk) -> BaseScreen:
    from plugins.exchange.hall_screen import HallScreen  # noqa: PLC0415 - when opened

    return HallScreen(kiosk)
