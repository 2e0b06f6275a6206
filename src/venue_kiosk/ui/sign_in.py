"""The sign-in screen: handler id and passphrase."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, Static

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import KioskError, VaultRolledBackError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.rollback import RollbackScreen
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint

_PAINT_S: Final = 0.05

AcceptRollback = Callable[[Credential, str], None]
"""Records why the manager goes on with older records."""


class EventLabel(Protocol):
    """What may be known of an event before anybody signed in."""

    @property
    def title(self) -> str:
        """The programme's title."""
        ...

    @property
    def sample(self) -> bool:
        """Whether the people in it are synthetic."""
        ...


class SignInScreen(BaseScreen):
    """Asks who works here; dismisses with the opened kiosk."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "app.quit", show=False)]

    def __init__(
        self,
        label: EventLabel,
        unlock: Callable[[Credential], OpenKiosk],
        accept_rollback: AcceptRollback | None = None,
    ) -> None:
        super().__init__()
        self._accept_rollback = accept_rollback
        self._label = label
        self._unlock = unlock

    def compose(self) -> ComposeResult:
        """Lay out the two fields."""
        with Vertical(id="sign-in"):
            yield Static(id="sign-in-title", markup=False)
            yield Label(id="sign-in-id-label")
            yield Input(id="sign-in-id", max_length=16)
            yield Label(id="sign-in-passphrase-label")
            yield Input(id="sign-in-passphrase", password=True, max_length=200)
            yield Static(id="sign-in-answer", markup=False)
        yield KeyBar(
            [
                KeyHint("Enter", N_("go on"), "go_on"),
                KeyHint("F9", N_("English / 日本語"), "app.other_language"),
                KeyHint("F10", N_("close the kiosk"), "app.quit"),
            ]
        )

    def on_mount(self) -> None:
        """Show the words and wait for the id."""
        self.retranslate()
        self.query_one("#sign-in-id").focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        title = self._label.title
        if self._label.sample:
            title = f"{_('SAMPLE DATA')} ・ {title}"
        self.query_one("#sign-in-title", Static).update(title)
        self.query_one("#sign-in-id-label", Label).update(_("Handler id"))
        self.query_one("#sign-in-passphrase-label", Label).update(_("Passphrase"))

    @on(Input.Submitted, "#sign-in-id")
    def _id_entered(self) -> None:
        self.query_one("#sign-in-passphrase").focus()

    @on(Input.Submitted, "#sign-in-passphrase")
    def _passphrase_entered(self) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """Try to open the event; deriving the key takes a moment."""
        handler_id = self.query_one("#sign-in-id", Input).value.strip().upper()
        passphrase = self.query_one("#sign-in-passphrase", Input).value
        if not handler_id or not passphrase:
            self._say(_("Enter your id and your passphrase."))
            return
        self._say(_("One moment, please."))
        self.query_one("#sign-in-passphrase", Input).value = ""
        self._open(Credential(handler_id, passphrase))

    @work(exclusive=True)
    async def _open(self, credential: Credential) -> None:
        # On the app's thread: the connection belongs to the thread that opens it. The moment
        # that the key costs is announced first and painted before.
        await asyncio.sleep(_PAINT_S)
        try:
            opened = await self._unlocked(credential)
        except KioskError as error:
            self._say(f"{error.message} {error.hint}".strip())
            self.query_one("#sign-in-passphrase").focus()
            return
        self.dismiss(opened)

    async def _unlocked(self, credential: Credential) -> OpenKiosk:
        """Open the event; the manager is asked first whether to go on with older records."""
        try:
            return self._unlock(credential)
        except VaultRolledBackError as error:
            if self._accept_rollback is None or not error.may_go_on:
                raise
            why = await self.app.push_screen_wait(RollbackScreen(error))
            if why is None:
                raise
        self._accept_rollback(credential, why)
        return self._unlock(credential)

    def _say(self, words: str) -> None:
        self.query_one("#sign-in-answer", Static).update(words)
