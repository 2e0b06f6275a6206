"""What the desk's dialogs have in common: a title, an answer line, keys, and a way back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from plugins.reception.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import BaseScreen, KeyBar, KeyHint, OpenKiosk, TopBar


class Dialog(BaseScreen):
    """A full screen that is dismissed with its result, or with nothing by Esc."""

    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f4", "back", show=False)]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self.kiosk = kiosk

    def title_words(self) -> str:
        """Return the dialog's title in the current language."""
        raise NotImplementedError

    def compose_parts(self) -> Sequence[Widget]:
        """Return the widgets between title and answer line."""
        raise NotImplementedError

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys beside the way back."""
        return ()

    def show_words(self) -> None:
        """Show the words of the parts in the current language."""

    def compose(self) -> ComposeResult:
        """Lay out title, parts, answer line and keys."""
        yield TopBar(self.kiosk)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(classes="dialog-title", markup=False)
            yield from self.compose_parts()
            yield Static(classes="dialog-answer", markup=False)
        yield KeyBar([*self.key_hints(), KeyHint("Esc", N_("back"), "back", _)])

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(".dialog-title", Static).update(self.title_words())
        self.show_words()

    def say(self, words: str) -> None:
        """Answer below the parts."""
        self.query_one(".dialog-answer", Static).update(words)

    def action_back(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
