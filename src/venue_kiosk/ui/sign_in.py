"""The sign-in screen: handler id and passphrase."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.key_card import QR_PREFIX, looks_like_card
from venue_kiosk.errors import KioskError, SignInError, VaultRolledBackError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.camera_worker import CameraWorker, CodeSeen
from venue_kiosk.ui.questions import Words
from venue_kiosk.ui.rollback import RollbackScreen
from venue_kiosk.ui.scan_capture import CodeScanned
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_PAINT_S: Final = 0.05

CardCamera = Callable[[Widget], CameraWorker | None]
"""Makes what watches for a key card and posts to the widget; nothing without a camera."""
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

    @property
    def key_card(self) -> bool:
        """Whether signing in needs the event key card too."""
        ...


class SignInScreen(BaseScreen):
    """Asks who works here; dismisses with the opened kiosk."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "app.quit", show=False)]

    def __init__(
        self,
        label: EventLabel,
        unlock: Callable[[Credential], OpenKiosk],
        accept_rollback: AcceptRollback | None = None,
        *,
        card_camera: CardCamera | None = None,
    ) -> None:
        super().__init__()
        self._card_camera = card_camera
        self._camera: CameraWorker | None = None
        self._card = ""
        self._accept_rollback = accept_rollback
        self._label = label
        self._unlock = unlock
        self._answer: Words = str

    def compose(self) -> ComposeResult:
        """Lay out the two fields."""
        with Vertical(id="sign-in"):
            yield Static(id="sign-in-title", markup=False)
            yield Label(id="sign-in-id-label")
            yield Input(id="sign-in-id", max_length=16)
            yield Label(id="sign-in-passphrase-label")
            yield Input(id="sign-in-passphrase", password=True, max_length=200)
            if self._label.key_card:
                yield Label(id="sign-in-card-label")
                yield Input(id="sign-in-card", max_length=120)
            yield Sentence(id="sign-in-answer")
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
        if self._label.key_card and self._card_camera is not None:
            self._camera = self._card_camera(self)
        if self._camera is not None:
            self.call_after_refresh(self._camera.start)

    def on_unmount(self) -> None:
        """Let the camera go: the desk needs it."""
        if self._camera is not None:
            self._camera.stop()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        title = self._label.title
        if self._label.sample:
            title = f"{_('SAMPLE DATA')} ・ {title}"
        self.query_one("#sign-in-title", Static).update(title)
        self.query_one("#sign-in-id-label", Label).update(_("Handler id"))
        self.query_one("#sign-in-passphrase-label", Label).update(_("Passphrase"))
        if self._label.key_card:
            words = _("Event key card: hold it to the camera, or type its four rows")
            self.query_one("#sign-in-card-label", Label).update(words)
        self.query_one("#sign-in-answer", Sentence).update(self._answer())

    @on(Input.Submitted, "#sign-in-id")
    def _id_entered(self) -> None:
        self.query_one("#sign-in-passphrase").focus()

    @on(Input.Submitted, "#sign-in-passphrase")
    def _passphrase_entered(self) -> None:
        field = self.query_one("#sign-in-passphrase", Input)
        typed, prefix, scanned = field.value.partition(QR_PREFIX)
        if prefix and self._label.key_card:  # a scanner types where the cursor stands
            field.value = typed
            self._take_card(prefix + scanned)
        elif self._needs_card:
            self.query_one("#sign-in-card").focus()
        else:
            self.action_go_on()

    @on(Input.Submitted, "#sign-in-card")
    def _card_entered(self) -> None:
        self.action_go_on()

    @on(CodeSeen)
    @on(CodeScanned)
    def _code_came(self, message: CodeSeen | CodeScanned) -> None:
        """Take the card; what it holds is never shown."""
        if not looks_like_card(message.text):
            self._say(lambda: _("This is not an event key card."))
        elif self._label.key_card:
            self._take_card(message.text)

    def _take_card(self, card: str) -> None:
        self._card = card
        self.query_one("#sign-in-card", Input).value = ""
        self._say(lambda: _("✓ The event key card was read."))

    @property
    def _needs_card(self) -> bool:
        typed = self._label.key_card and self.query_one("#sign-in-card", Input).value.strip()
        return self._label.key_card and not (self._card or typed)

    def action_go_on(self) -> None:
        """Try to open the event; deriving the key takes a moment."""
        handler_id = self.query_one("#sign-in-id", Input).value.strip().upper()
        passphrase = self.query_one("#sign-in-passphrase", Input).value
        if not handler_id or not passphrase:
            self._say(lambda: _("Enter your id and your passphrase."))
            return
        if self._needs_card:
            self._say(lambda: _("This event also needs its event key card."))
            self.query_one("#sign-in-card").focus()
            return
        card = self._card
        if self._label.key_card:
            card = self.query_one("#sign-in-card", Input).value.strip() or card
        self._say(lambda: _("One moment, please."))
        self.query_one("#sign-in-passphrase", Input).value = ""
        self._open(Credential(handler_id, passphrase, card=card))

    @work(exclusive=True)
    async def _open(self, credential: Credential) -> None:
        # On the app's thread: the connection belongs to the thread that opens it. The moment
        # that the key costs is announced first and painted before.
        await asyncio.sleep(_PAINT_S)
        try:
            opened = await self._unlocked(credential)
        except KioskError as error:
            self._say_problem(error, credential)
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

    def _say_problem(self, error: KioskError, credential: Credential) -> None:
        lines = [f"■ {error.message}", error.hint]
        if isinstance(error, SignInError) and not credential.passphrase.isascii():
            lines.append(_("Was Japanese input on? A passphrase of letters needs it off."))
        self._say("\n".join(line for line in lines if line).strip)

    def _say(self, words: Words) -> None:
        self._answer = words
        self.query_one("#sign-in-answer", Sentence).update(words())
