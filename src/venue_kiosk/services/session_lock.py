"""A session that waits behind a lock: who may open it again, and what the log says of it."""

from collections.abc import Callable
from typing import Literal

from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.errors import KioskError, NotPermittedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.services.joining import joined

LockedBy = Literal["key", "idle"]
Unlocked = Literal["resumed", "ended"]
"""``ended``: the manager opened somebody else's lock, whose session is over."""


class SessionLock:
    """The lock of one handler's session."""

    def __init__(
        self,
        handler: Handler,
        verify: Callable[[str, str], Handler],
        *,
        transactions: Transactions,
        audit: AuditTrail,
        clock: Clock,
        lane: str,
    ) -> None:
        self._handler = handler
        self._verify = verify
        self._transactions = transactions
        self._audit = audit
        self._clock = clock
        self._lane = lane

    @property
    def owner(self) -> str:
        """Id of the handler whose session it is."""
        return self._handler.handler_id

    def lock(self, by: LockedBy) -> None:
        """Record that the session waits from now on."""
        self._record(self.owner, "session_locked", why=by)

    def unlock(self, handler_id: str, passphrase: str) -> Unlocked:
        """Prove who stands there: the session's own handler goes on, the manager ends it.

        Raises:
            SignInError: the passphrase is wrong.
            NotPermittedError: it is somebody else, and not the manager.
        """
        try:
            proven = self._verify(handler_id, passphrase)
        except KioskError:
            self._record(self.owner, "session_not_unlocked")
            raise
        if proven.handler_id == self.owner:
            self._record(self.owner, "session_unlocked")
            return "resumed"
        if proven.role is not HandlerRole.HANDLING_MANAGER:
            self._record(proven.handler_id, "session_not_unlocked")
            raise NotPermittedError(
                _("This kiosk was locked by {who}.", who=self.owner),
                _("Ask {who} to unlock it, or the handling manager to end it.", who=self.owner),
            )
        self._record(proven.handler_id, "session_ended")
        return "ended"

    def _record(self, who: str, act: str, *, why: str | None = None) -> None:
        with joined(self._transactions):
            self._audit.append(who, act, at=self._clock.now(), why=why, lane=self._lane)
