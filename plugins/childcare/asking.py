"""Questions over the desk: choose one of a few, show a stub, prove who you are."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from plugins.childcare.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import AskScreen, BaseDialog, CodeScanned, KeyBar, KeyHint, Sentence, Words

_MOST_BY_NUMBER = 9


class ChooseScreen(BaseDialog[int | None]):
    """A few numbered lines; the number answers at once, Enter takes the line that is marked."""

    CSS_PATH = "childcare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, _MOST_BY_NUMBER + 1)),
    ]

    def __init__(self, question: Words, lines: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._question = question
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Lay out question, lines and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield OptionList(classes="choice")
            yield KeyBar(
                [
                    KeyHint("1-9", N_("choose"), "take(1)", _),
                    KeyHint("Enter", N_("take the marked line"), "take(0)", _),
                    KeyHint("Esc", N_("back"), "leave", _),
                ]
            )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(Sentence).update(self._question())
        options = self.query_one(OptionList)
        marked = options.highlighted or 0
        options.clear_options()
        options.add_options([f"{n}  {words}" for n, words in enumerate(self._lines(), 1)])
        options.highlighted = marked

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_take(self, number: int) -> None:
        """Answer with a line; 0 means the marked one."""
        options = self.query_one(OptionList)
        index = number - 1 if number else options.highlighted
        if index is not None and index < options.option_count:
            self.dismiss(index)

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)


class StubScreen(AskScreen):
    """Asks for a stub: scanned, or its four digits typed."""

    @on(CodeScanned)
    def _scanned(self, message: CodeScanned) -> None:
        message.stop()
        self.dismiss(message.text)


class SecondPersonScreen(BaseDialog[tuple[str, str] | None]):
    """Asks another person for id and passphrase; neither is kept."""

    CSS_PATH = "childcare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: Words) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out question, fields and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield Label(id="second-id-label", classes="second-field", markup=False)
            yield Input(id="second-id", max_length=16)
            yield Label(id="second-passphrase-label", classes="second-field", markup=False)
            yield Input(id="second-passphrase", password=True, max_length=200)
            yield KeyBar(
                [
                    KeyHint("Enter", N_("go on"), "go_on", _),
                    KeyHint("Esc", N_("back"), "leave", _),
                ]
            )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one("#second-id").focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(Sentence).update(self._question())
        self.query_one("#second-id-label", Label).update(_("Id of the second person"))
        self.query_one("#second-passphrase-label", Label).update(_("Passphrase"))

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go to the next field, then back with both."""
        handler_id = self.query_one("#second-id", Input)
        passphrase = self.query_one("#second-passphrase", Input)
        if handler_id.value.strip() and passphrase.value:
            self.dismiss((handler_id.value.strip().upper(), passphrase.value))
        else:
            (passphrase if handler_id.value.strip() else handler_id).focus()

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)
