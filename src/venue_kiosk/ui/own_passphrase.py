"""Choosing one's own passphrase, with the former one."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label

from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.questions import problem_words
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_FIELDS: Final = ("own-id", "own-former", "own-new", "own-again")


class OwnPassphraseScreen(BaseDialog[bool]):
    """Asks id, former and new passphrase; anybody may, the witness too. Says whether it is done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._answer = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Vertical(classes="question"):
            yield Label(id="own-id-label", markup=False)
            yield Input(self._kiosk.handler.handler_id, id="own-id", max_length=16)
            for name in _FIELDS[1:]:
                yield Label(id=f"{name}-label", markup=False)
                yield Input(password=True, id=name, max_length=200)
            yield Sentence(id="own-answer")
            yield KeyBar(
                [KeyHint("Enter", N_("go on"), "go_on"), KeyHint("Esc", N_("back"), "leave")]
            )

    def on_mount(self) -> None:
        """Show the words and wait for the former passphrase."""
        self.retranslate()
        self.query_one("#own-former").focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        labels = (
            _("Handler id"),
            _("Passphrase until now"),
            _("New passphrase: four unrelated words, for example"),
            _("The new one once more"),
        )
        for name, words in zip(_FIELDS, labels, strict=True):
            self.query_one(f"#{name}-label", Label).update(words)
        self.query_one("#own-answer", Sentence).update(self._answer)

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go to the next empty field, then change it."""
        empty = [name for name in _FIELDS if not self._value(name)]
        if empty:
            self.query_one(f"#{empty[0]}").focus()
            return
        try:
            self._change()
        except KioskError as error:
            self._answer = f"■ {problem_words(error)}"
            self.retranslate()
            return
        self.dismiss(result=True)

    def action_leave(self) -> None:
        """Go back and leave everything as it is."""
        self.dismiss(result=False)

    def _change(self) -> None:
        who, former, words, again = (self._value(name) for name in _FIELDS)
        if words != again:
            raise UsageError(_("The two are not the same."), _("Nothing was changed. Try again."))
        self._kiosk.people.choose(who.strip().upper(), former, words)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value
