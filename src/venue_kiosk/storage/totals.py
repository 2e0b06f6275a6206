"""Counts over the attendee register and the check-ins; nothing of anybody."""

from collections.abc import Mapping, Sequence
from typing import Final

from venue_kiosk.storage.attendees import AttendeeRegister
from venue_kiosk.storage.database import Database

_APPLIED: Final = "channel <> 'walk_in'"
_SPLITS: Final = ("channel", "category", "decision")


class TotalsRegister:
    """Answers ``ports.TotalsStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def applications(self, split: str) -> Mapping[str, int]:
        """Return how many applications have each value of ``split``."""
        if split not in _SPLITS:
            raise ValueError(split)
        rows = self._db.query(
            f"SELECT {split}, COUNT(*) FROM core_attendees WHERE {_APPLIED} GROUP BY 1"
        )
        return dict(rows)

    def promoted(self) -> int:
        """Return how many came up from the waitlist."""
        return self._one(f"SELECT COUNT(*) FROM core_attendees WHERE promoted AND {_APPLIED}")

    def childcare_wanted(self, session_no: int) -> int:
        """Return how many accepted applicants of a session want childcare."""
        return AttendeeRegister(self._db).count_childcare_wanted(session_no)

    def organisations(self) -> int:
        """Return how many organisations have an accepted applicant."""
        return self._one(
            "SELECT COUNT(DISTINCT organisation_code) FROM core_attendees"
            " WHERE decision = 'accepted' AND organisation_code <> ''"
        )

    def present_by_category(self, session_no: int) -> Mapping[str, int]:
        """Return how many came to a session by why they may."""
        rows = self._db.query(
            "SELECT category, COUNT(*) FROM core_check_ins"
            " JOIN core_attendees USING (attendee_id)"
            " WHERE session_no = ? AND revoked_at IS NULL GROUP BY 1",
            (session_no,),
        )
        return dict(rows)

    def arrivals(self, session_no: int) -> Sequence[tuple[str, int]]:
        """Return how many came in each ten minutes, as ``13:0`` for 13:00 to 13:09."""
        rows = self._db.query(
            "SELECT substr(at, 12, 4), COUNT(*) FROM core_check_ins"
            " WHERE session_no = ? AND revoked_at IS NULL GROUP BY 1 ORDER BY 1",
            (session_no,),
        )
        return [(str(slot), int(n)) for slot, n in rows]

    def completed(self, sessions: int) -> int:
        """Return how many people came to every one of ``sessions``."""
        return self._one(
            "SELECT COUNT(*) FROM (SELECT attendee_id FROM core_check_ins"
            " WHERE revoked_at IS NULL GROUP BY 1 HAVING COUNT(DISTINCT session_no) >= ?)",
            sessions,
        )

    def log_lines(self) -> int:
        """Return how many lines the operation log has."""
        return self._one("SELECT COUNT(*) FROM core_audit")

    def _one(self, sql: str, *values: int) -> int:
        row = self._db.query_one(sql, values)
        return 0 if row is None else int(row[0])
