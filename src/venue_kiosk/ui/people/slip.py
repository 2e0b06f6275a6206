"""A passphrase, shown this once, to be copied onto its owner's slip."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from venue_kiosk.i18n import N_, _
from venue_kiosk.services.people import Issued
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence


class SlipScreen(BaseDialog[None]):
    """Stands until somebody says that it is written down; Enter alone does not end it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y,f8", "written", show=False)]

    def __init__(self, issued: Sequence[Issued]) -> None:
        super().__init__()
        self._issued = issued

    def compose(self) -> ComposeResult:
        """Lay out the words and the passphrases."""
        with Vertical(classes="question"):
            yield Sentence(id="slip-words")
            yield Static(id="slip-passphrases", markup=False)
            yield Sentence(id="slip-hint")
            yield KeyBar([KeyHint("Y", N_("it is written down"), "written", also="F8")])

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        lines = [f"{each.handler_id}   {each.passphrase}" for each in self._issued]
        self.query_one("#slip-words", Sentence).update(
            _("Copy each passphrase onto its owner's slip. It is shown this once.")
        )
        self.query_one("#slip-passphrases", Static).update("\n".join(lines))
        self.query_one("#slip-hint", Sentence).update(
            _("Turn the screen away from visitors. The spaces belong to it; no Japanese input.")
        )

    def action_written(self) -> None:
        """Forget it."""
        self.dismiss(None)
