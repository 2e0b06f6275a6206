"""The operation log as plugins see it."""

from collections.abc import Mapping

from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.services.joining import joined


class PluginAudit:
    """Adds lines for what a plugin did, each in a transaction of its own or the caller's."""

    def __init__(
        self, transactions: Transactions, log: AuditTrail, *, handler_id: str, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._log = log
        self._handler_id = handler_id
        self._clock = clock

    def record(self, act: str, *, n: Mapping[str, int] | None = None, why: str = "") -> None:
        """Add one line: a code, counts, a reason code; no names."""
        with joined(self._transactions):
            now = self._clock.now()
            self._log.append(self._handler_id, act, at=now, n=n, why=why or None)
