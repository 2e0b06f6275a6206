"""The first line of every screen: which event, which lane, who, and whether it is sample data."""

from textual.widgets import Static

from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk


class TopBar(Static):
    """Names the event and the lane; the time is the venue's."""

    def __init__(self, kiosk: OpenKiosk, title: str = "") -> None:
        super().__init__(markup=False)
        self._kiosk = kiosk
        self._title = title

    def on_mount(self) -> None:
        """Show the words and keep the minute."""
        self.retranslate()
        self.set_interval(10, self.retranslate)

    def show_title(self, title: str) -> None:
        """Name the screen."""
        self._title = title
        self.retranslate()

    def retranslate(self) -> None:
        """Show the words in the current language."""
        kiosk = self._kiosk
        now = kiosk.clock.now().strftime("%H:%M")
        parts = [
            _("SAMPLE DATA") if kiosk.programme.sample else "",
            _("Lane {lane}", lane=kiosk.lane),
            kiosk.handler.handler_id,
            now,
            self._title or kiosk.programme.title,
        ]
        self.set_class(kiosk.programme.sample, "-sample")
        self.update(" ・ ".join(part for part in parts if part))
