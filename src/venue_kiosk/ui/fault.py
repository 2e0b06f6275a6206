"""What people see on a bug: plain words and the way on."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Button

from venue_kiosk.i18n import _
from venue_kiosk.ui.widgets.sentence import Sentence


class FaultScreen(Screen[None]):
    """Says that something went wrong and what to do; shows nothing of the fault itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "go_on", show=False)]

    def __init__(
        self, *, crash_file: Path | None, lasting: bool, on_close: Callable[[], None]
    ) -> None:
        """Prepare; ``on_close`` is called by this screen, for what broke may call nothing more."""
        super().__init__()
        self._crash_file = crash_file
        self._lasting = lasting
        self._on_close = on_close

    def compose(self) -> ComposeResult:
        """Lay out the words and the one way on, complete from the first moment."""
        with Vertical(id="fault"):
            for name, words in self._words().items():
                yield Sentence(words, id=name)
            yield Button(self._way_on(), id="fault-go-on")

    def retranslate(self) -> None:
        """Show every word again in the current language."""
        for name, words in self._words().items():
            self.query_one(f"#{name}", Sentence).update(words)
        self.query_one(Button).label = self._way_on()

    def _words(self) -> dict[str, str]:
        return {
            "fault-big": "■ " + _("Something went wrong"),
            "fault-second": _("What was saved is safe. Please call the manager."),
            "fault-staff": self._staff_words(),
        }

    def _way_on(self) -> str:
        return _("Close the kiosk") if self._lasting else _("Go on")

    def _staff_words(self) -> str:
        if self._crash_file is None:
            return _("No record of the fault could be written.")
        return _("A record without personal data: {file}", file=self._crash_file.name)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """Leave this screen: back to work, or out when the broken part answers no more."""
        self.dismiss()
        self._on_close()
