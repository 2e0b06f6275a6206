"""The lock: an opaque screen in front of everything, until somebody proves who they are."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, Static

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.camera_worker import CodeSeen
from venue_kiosk.ui.scan_capture import CodeScanned, ImeSuspected, ScannersMixed
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_EVERY_S: Final = 1.0


class LockScreen(BaseScreen):
    """Hides whatever stood there; dismisses with what the lock's service answered."""

    AUTO_FOCUS = "#lock-passphrase"

    def __init__(self, session: OpenKiosk) -> None:
        """Prepare; the plugins' counts stay visible, such as open childcare calls."""
        super().__init__()
        self._lock = session.session_lock
        self._host = session.host
        self._answer = ""

    def compose(self) -> ComposeResult:
        """Lay out the words and the two fields."""
        with Vertical(id="lock"):
            yield Static(id="lock-title", markup=False)
            yield Sentence(id="lock-words")
            yield Label(id="lock-id-label")
            yield Input(self._lock.owner, id="lock-id", max_length=16)
            yield Label(id="lock-passphrase-label")
            yield Input(id="lock-passphrase", password=True, max_length=200)
            yield Sentence(id="lock-answer")
            yield Static(id="lock-status", markup=False)
        yield KeyBar([KeyHint("Enter", N_("unlock"), "unlock")])

    def on_mount(self) -> None:
        """Show the words, and how the event stands from now on."""
        self.retranslate()
        self.set_interval(_EVERY_S, self._count_again)

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#lock-title", Static).update("■ " + _("Locked"))
        self.query_one("#lock-words", Sentence).update(
            _("{who} goes on here with the passphrase.", who=self._lock.owner)
        )
        self.query_one("#lock-id-label", Label).update(_("Handler id"))
        self.query_one("#lock-passphrase-label", Label).update(_("Passphrase"))
        self.query_one("#lock-answer", Sentence).update(self._answer)
        self._count_again()

    def _count_again(self) -> None:
        self.query_one("#lock-status", Static).update(
            "\n".join(line.text for line in self._host.status_lines())
        )

    @on(CodeSeen)
    @on(CodeScanned)
    @on(ImeSuspected)
    @on(ScannersMixed)
    def _scanned(self) -> None:
        """Tell whoever shows a code that nothing was taken in."""
        self._say(_("Locked: this code was not taken in. Please wait for the staff."))

    @on(Input.Submitted, "#lock-id")
    def _id_entered(self) -> None:
        self.query_one("#lock-passphrase").focus()

    @on(Input.Submitted, "#lock-passphrase")
    def _passphrase_entered(self) -> None:
        self.action_unlock()

    def action_unlock(self) -> None:
        """Try the passphrase."""
        field = self.query_one("#lock-passphrase", Input)
        passphrase, field.value = field.value, ""
        handler_id = self.query_one("#lock-id", Input).value.strip().upper()
        if not handler_id or not passphrase:
            self._say(_("Enter your id and your passphrase."))
            return
        try:
            self.dismiss(self._lock.unlock(handler_id, passphrase))
        except KioskError as error:
            self._say(f"{error.message} {error.hint}".strip())

    def _say(self, words: str) -> None:
        self._answer = words
        self.query_one("#lock-answer", Sentence).update(words)
