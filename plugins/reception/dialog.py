"""What the desk's dialogs have in common: title, answer, keys, Enter from field to field."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label

from plugins.reception.choice import Choice
from plugins.reception.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import (
    AskingScreen,
    CodeScanned,
    ImeSuspected,
    KeyBar,
    KeyHint,
    OpenKiosk,
    ScannersMixed,
    Sentence,
    TopBar,
)


class Dialog(AskingScreen):
    """A full screen that is dismissed with its result, or with nothing by Esc."""

    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "back", show=False),
        Binding("f10,ctrl+s", "finish", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)

    @abstractmethod
    def title_words(self) -> str:
        """Return the dialog's title in the current language."""

    @abstractmethod
    def compose_parts(self) -> Sequence[Widget]:
        """Return the widgets between title and answer."""

    def compose_below(self) -> Sequence[Widget]:
        """Return the widgets below the answer."""
        return ()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys beside the way back."""
        return ()

    def show_words(self) -> None:
        """Show the words of the parts in the current language."""

    def begin(self) -> None:
        """Wait for the first field; called once everything stands."""

    def action_finish(self) -> None:
        """Do what the dialog is for; what Enter does in the last field."""

    def take_scan(self, payload: str) -> None:  # noqa: ARG002 - for those who override it
        """Answer a scan that came while the dialog was open."""
        self.say(lambda: _("△ Not checked in. Finish here or press Esc, then scan once more."))

    def compose(self) -> ComposeResult:
        """Lay out title, parts, answer and keys."""
        yield TopBar(self.kiosk)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Sentence(classes="dialog-title")
            yield from self.compose_parts()
            yield Sentence(classes="answer")
            yield from self.compose_below()
        yield KeyBar([*self.key_hints(), KeyHint("Esc", N_("back"), "back", _)])

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(".dialog-title", Sentence).update(self.title_words())
        self.show_words()
        super().retranslate()

    def action_back(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Choice.Entered)
    def _field_entered(self) -> None:
        if self.focused is self.focus_chain[-1]:
            self.action_finish()
        else:
            self.focus_next()

    @on(CodeScanned)
    def _scanned(self, message: CodeScanned) -> None:
        self.take_scan(message.text)

    @on(ImeSuspected)
    def _input_method_is_on(self) -> None:
        self.say(
            lambda: _("Switch the keyboard to half-width. The number on the notice is not lost.")
        )

    @on(ScannersMixed)
    def _scanners_were_mixed(self) -> None:
        self.say(lambda: _("Two scanners sent at the same moment. Nothing was recorded."))


def form_line(label: str, *parts: Widget) -> Horizontal:
    """Return one line of a form; ``label`` is the id of the label."""
    return Horizontal(Label(id=label), *parts, classes="field")
