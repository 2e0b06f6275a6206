"""What every step of the closing may ask."""

from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.pair_asking import PairAsking


class ClosingAsking(PairAsking):
    """Asks in a worker and answers in one sentence."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
