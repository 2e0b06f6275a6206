"""Files with personal data that leave the event folder: the erasure must know of them."""

from collections.abc import Mapping
from pathlib import Path

from venue_kiosk.domain.export import ExportedFile
from venue_kiosk.domain.handler import Handler
from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.ports.exports import ExportStore
from venue_kiosk.services.joining import joined


class Exports:
    """Remembers what one owner writes."""

    def __init__(
        self,
        store: ExportStore,
        *,
        owner: str,
        transactions: Transactions,
        audit: AuditTrail,
        handler: Handler,
        clock: Clock,
    ) -> None:
        self._store = store
        self._owner = owner
        self._transactions = transactions
        self._audit = audit
        self._handler = handler
        self._clock = clock

    def remember(self, files: Mapping[Path, str]) -> None:
        """Note files by their SHA-256 just before they get their names.

        At the erasure each is overwritten and removed if it still is what was written; what
        became of the others is asked of people.
        """
        found = [
            ExportedFile(owner=self._owner, path=str(path.absolute()), sha256=sha256)
            for path, sha256 in sorted(files.items())
        ]
        at = self._clock.now()
        with joined(self._transactions):
            self._store.record(found, at=at)
            counts = {"files": len(found)}
            self._audit.append(self._handler.handler_id, "files_written", at=at, n=counts)
