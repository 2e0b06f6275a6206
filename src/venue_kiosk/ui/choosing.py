"""Questions over a screen with a few numbered answers, and who is standing there."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from venue_kiosk.domain.credential import Credential
from venue_kiosk.i18n import N_, _
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.questions import Words
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_MOST_BY_NUMBER: Final = 9


class ChooseScreen(BaseDialog[int | None]):
    """A few numbered lines; the number answers at once, Enter takes the line that is marked."""

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
            yield OptionList(classes="choice", markup=False)
            yield KeyBar(
                [
                    KeyHint("1-9", N_("choose"), "take(1)"),
                    KeyHint("Enter", N_("take the marked line"), "take(0)"),
                    KeyHint("Esc", N_("back"), "leave"),
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
        if not self.is_mounted:  # a key may come before the lines stand there
            return
        options = self.query_one(OptionList)
        index = number - 1 if number else options.highlighted
        if index is not None and index < options.option_count:
            self.dismiss(index)

    def action_leave(self) -> None:
        """Go back with nothing."""
        if self.is_mounted:
            self.dismiss(None)


class CredentialScreen(BaseDialog[Credential | None]):
    """Asks a person for id and passphrase; dismisses with them, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: Words) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out question, fields and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield Label(id="person-id-label", classes="field-label", markup=False)
            yield Input(id="person-id", max_length=16)
            yield Label(id="person-passphrase-label", classes="field-label", markup=False)
            yield Input(id="person-passphrase", password=True, max_length=200)
            yield KeyBar(
                [KeyHint("Enter", N_("go on"), "go_on"), KeyHint("Esc", N_("back"), "leave")]
            )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one("#person-id").focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(Sentence).update(self._question())
        self.query_one("#person-id-label", Label).update(_("Handler id"))
        self.query_one("#person-passphrase-label", Label).update(_("Passphrase"))

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go to the next field, then back with both."""
        person = self.query_one("#person-id", Input)
        passphrase = self.query_one("#person-passphrase", Input)
        if person.value.strip() and passphrase.value:
            self.dismiss(Credential(person.value.strip().upper(), passphrase.value))
        else:
            (passphrase if person.value.strip() else person).focus()

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)
