"""The kiosk's app: sign-in first, then the home screen with the plugins' screens."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType

from venue_kiosk.config import DeskConfig
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import current_language
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import find_screens
from venue_kiosk.ports import PictureTerminal
from venue_kiosk.ui.audit_entry import AUDIT_ENTRY
from venue_kiosk.ui.closing.entry import CLOSING_ENTRY
from venue_kiosk.ui.home import HomeScreen, OtherPerson
from venue_kiosk.ui.language import switch_language
from venue_kiosk.ui.locking import LastScreen, Locking, SessionEnded
from venue_kiosk.ui.people.entry import PEOPLE_ENTRY
from venue_kiosk.ui.sign_in import AcceptRollback, CardCamera, EventLabel, SignInScreen
from venue_kiosk.ui.sound import SoundBox
from venue_kiosk.ui.too_small import TooSmallScreen, is_too_small

Unlock = Callable[[Credential], OpenKiosk]
"""Opens the event; called in a worker thread, and again in the app's own."""


class KioskApp(Locking):
    """One event on one terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "other_language", show=False, priority=True),
    ]

    def __init__(
        self,
        label: EventLabel,
        unlock: Unlock,
        *,
        desk: DeskConfig,
        opened: OpenKiosk | None = None,
        start_at: str | None = None,
        accept_rollback: AcceptRollback | None = None,
        card_camera: CardCamera | None = None,
        **options: Any,
    ) -> None:
        """Prepare; with ``opened`` nobody needs to sign in, ``start_at`` names a screen."""
        super().__init__(session=opened, lock_after_s=desk.lock_after_s, **options)
        self._label = label
        self._unlock = unlock
        self._start_at = start_at
        self._accept_rollback = accept_rollback
        self._card_camera = card_camera
        self.picture_terminal: PictureTerminal | None = None
        """How the terminal draws pictures dot by dot; None for half blocks."""
        self.sounds = SoundBox(strike=self.bell, after=self.set_timer)
        self.sounds.on = desk.sound

    @property
    def opened(self) -> OpenKiosk:
        """The opened kiosk, once somebody has signed in."""
        assert self._session is not None
        return self._session

    def on_mount(self) -> None:
        """Show the first screen."""
        if self._session is None:
            self._ask_who()
        else:
            self._enter(self._session)

    def _ask_who(self) -> None:
        self.push_screen(
            SignInScreen(
                self._label, self._unlock, self._accept_rollback, card_camera=self._card_camera
            ),
            self._enter,
        )

    @on(SessionEnded)
    def _ask_anew(self) -> None:
        """Close the vault and ask who works here now."""
        self._leave_session()
        self._ask_who()

    @on(OtherPerson)
    def _switch_session(self, message: OtherPerson) -> None:
        """Go on with another handler, who signed in on this opened kiosk."""
        self._leave_session()
        self._enter(message.opened)

    @on(LastScreen)
    def _show_last(self, message: LastScreen) -> None:
        """Touch the event no more: no lock, no screen of its own, no crash file in its folder."""
        self._leave_session()
        self._fault_folder = None
        self.push_screen(message.screen)

    def _leave_session(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._close_session()

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _enter(self, opened: OpenKiosk | None) -> None:
        if opened is None:
            self.exit()
            return
        self._session = opened
        self.watch_for_idleness()
        found = [*find_screens(opened.host), CLOSING_ENTRY, AUDIT_ENTRY, PEOPLE_ENTRY]
        entries = [each for each in found if opened.handler.may(each.task)]
        listed = [each for each in entries if each.listed]
        self.push_screen(HomeScreen(opened, listed))
        first = next((each for each in entries if each.name == self._start_at), None)
        # What everybody may open, such as the report of an incident, is nobody's only work, nor is
        # the list of handlers.
        own = [
            each for each in listed if each.task is not Task.SEE_COUNTS and each is not PEOPLE_ENTRY
        ]
        if first is None and len(own) == 1:
            first = own[0]
        if first is not None:
            self.push_screen(first.make(opened))

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window instead of showing a broken screen."""
        small = is_too_small(event.size.width, event.size.height)
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    def on_unmount(self) -> None:
        """Close the vault, however the app ends."""
        self._close_session()

    def action_other_language(self) -> None:
        """Switch between Japanese and English, but not behind a lock."""
        if not self.is_locked:
            switch_language(self, "en" if current_language() == "ja" else "ja")


def sounds_of(app: App[Any]) -> SoundBox:
    """Return the kiosk's sounds."""
    assert isinstance(app, KioskApp)
    return app.sounds
