"""Locking a signed-in kiosk: by key, and by itself when nobody works at it."""

from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message

from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.session_lock import LockedBy, Unlocked
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.camera_worker import CodeSeen
from venue_kiosk.ui.lock import LockScreen
from venue_kiosk.ui.long_work import LongWork

_WORK = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
_GLANCE_S = 1.0


class SessionEnded(Message):
    """The manager ended the session behind the lock; it is to be closed, and asked anew."""


class LastScreen(Message):
    """The event is given back for good; from now on only ``screen`` is shown."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self.screen = screen


class Locking(BaseApp):
    """Mixin of an app with one session, whose screens may be locked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f11,ctrl+l", "lock", show=False, priority=True),
    ]

    def __init__(self, *, session: OpenKiosk | None, lock_after_s: float, **options: Any) -> None:
        super().__init__(**options)
        self._session = session
        """The opened kiosk, while somebody is signed in."""
        self._lock_after_s = lock_after_s
        self._worked_at = 0.0
        self._watches = False

    def may_quit(self) -> bool:
        """Refuse while locked, and while a screen does what must come to its end."""
        held = any(isinstance(each, BaseScreen) and each.holds_app for each in self.screen_stack)
        return not self.is_locked and not held

    def action_lock(self) -> None:
        """Lock now; work that runs is waited for."""
        self.lock("key")

    def lock(self, by: LockedBy) -> None:
        """Put the lock in front, unless it is there already or nobody is signed in."""
        session = self._session
        if self.is_locked or session is None or isinstance(self.screen, LongWork):
            return
        session.session_lock.lock(by)
        self.is_locked = True
        self.push_screen(LockScreen(session), self._unlocked)

    def watch_for_idleness(self) -> None:
        """Begin to look whether somebody works here."""
        self._worked_at = self._now()
        if not self._watches:
            self._watches = True
            self.set_interval(_GLANCE_S, self._lock_if_idle)

    async def on_event(self, event: events.Event) -> None:
        """Take every key, click and paste for work."""
        if isinstance(event, _WORK):
            self._worked_at = self._now()
        await super().on_event(event)

    @on(CodeSeen)
    def _code_under_camera(self) -> None:
        self._worked_at = self._now()

    def _lock_if_idle(self) -> None:
        screen = self.screen
        if isinstance(screen, LongWork) or getattr(screen, "STANDS_OPEN", False):
            self._worked_at = self._now()
        elif self._now() - self._worked_at >= self._lock_after_s:
            self.lock("idle")

    def _unlocked(self, unlocked: Unlocked | None) -> None:
        self.is_locked = False
        self._worked_at = self._now()
        if unlocked == "ended":
            self.post_message(SessionEnded())

    def _now(self) -> float:
        return 0.0 if self._session is None else self._session.clock.monotonic()
