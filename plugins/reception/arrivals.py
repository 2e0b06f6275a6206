"""One line of live counts: present, accepted, capacity, and arrivals by the minute."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual.widgets import Static

from plugins.reception.messages import _
from venue_kiosk.api import AdmissionDesk, Clock, KioskError

_BARS: Final = " ▁▂▃▄▅▆▇█"
_MINUTES: Final = 20
_SECONDS: Final = 5


class ArrivalsLine(Static):
    """Counts again after every verdict and every few seconds, for the other lanes' sake."""

    def __init__(self, desk: AdmissionDesk, clock: Clock) -> None:
        super().__init__(markup=False)
        self._desk = desk
        self._clock = clock

    def on_mount(self) -> None:
        """Begin to count."""
        self.set_interval(_SECONDS, self.count_again)

    def on_resize(self) -> None:
        """Show as many minutes as there is room for."""
        self.count_again()

    def retranslate(self) -> None:
        """Show the words in the current language."""
        self.count_again()

    def count_again(self) -> None:
        """Show a recount, or that the vault does not answer just now."""
        try:
            self.update(self._words())
        except KioskError as error:
            self.update(f" {error.message}")

    def _words(self) -> str:
        counts = self._desk.counts()
        by_minute = self._by_minute()
        words = _(
            "Present {present} / accepted {accepted} / capacity {capacity}",
            present=counts.present,
            accepted=counts.accepted,
            capacity=counts.capacity,
        )
        this_minute = _("this minute {n}", n=by_minute[-1])
        words = f" {words}　{this_minute} "
        room = max(0, self.size.width - cell_len(words))
        return words + sparkline(by_minute[-room:] if room else [])

    def _by_minute(self) -> list[int]:
        now = self._clock.now().replace(second=0, microsecond=0)
        minutes = [now - dt.timedelta(minutes=n) for n in range(_MINUTES - 1, -1, -1)]
        arrivals = dict(self._desk.per_minute(minutes[0]))
        return [arrivals.get(minute.replace(tzinfo=None), 0) for minute in minutes]


def sparkline(values: Sequence[int]) -> str:
    """Return one bar for each value; the highest is full, nought is blank."""
    highest = max(values, default=0)
    if highest == 0:
        return ""
    return "".join(_BARS[-(-value * (len(_BARS) - 1) // highest)] for value in values)
