"""Check-ins and scans in the vault."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from venue_kiosk.domain.admission import Counts
from venue_kiosk.domain.attendee import Attendee, CheckIn
from venue_kiosk.domain.reasons import OkForced, encode_reason, parse_reason
from venue_kiosk.ports import Scan
from venue_kiosk.storage.database import Database

_CHECK_IN: Final = "check_in_id, attendee_id, session_no, at, lane, handler_id, forced, revoked_at"
_HAS_PLACE: Final = (
    "(decision = 'accepted' AND channel IN ('hagaki', 'fax', 'web')"
    " AND (preferred_sessions = '' OR instr(preferred_sessions, :session) > 0))"
)
_MINUTE: Final = len("2026-11-24T13:05")


class CheckInRegister:
    """Who arrived when; every write runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def scan(self, nonce: str) -> Scan | None:
        """Return the scan recorded under a nonce."""
        row = self._db.query_one(
            "SELECT nonce, at, lane, handler_id, session_no, attendee_id, reason, check_in_id"
            " FROM core_scans WHERE nonce = ?",
            (nonce,),
        )
        return (
            None
            if row is None
            else Scan(
                nonce=row[0],
                at=dt.datetime.fromisoformat(row[1]),
                lane=row[2],
                handler_id=row[3],
                session_no=row[4],
                attendee_id=row[5],
                reason=parse_reason(row[6]),
                check_in_id=row[7],
            )
        )

    def open_check_in(self, attendee_id: int, session_no: int) -> CheckIn | None:
        """Return the person's check-in for the session that is not revoked."""
        row = self._db.query_one(
            f"SELECT {_CHECK_IN} FROM core_check_ins"
            " WHERE attendee_id = ? AND session_no = ? AND revoked_at IS NULL",
            (attendee_id, session_no),
        )
        return None if row is None else _check_in(row)

    def get(self, check_in_id: int) -> CheckIn:
        """Return one check-in, revoked or not; KeyError when there is none."""
        row = self._db.query_one(
            f"SELECT {_CHECK_IN} FROM core_check_ins WHERE check_in_id = ?",
            (check_in_id,),
        )
        if row is None:
            raise KeyError(check_in_id)
        return _check_in(row)

    def record_scan(self, scan: Scan) -> None:
        """Record what a scan ended with."""
        self._db.execute(
            "INSERT INTO core_scans (nonce, at, lane, handler_id, session_no, attendee_id, reason,"
            " check_in_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                scan.nonce,
                scan.at.isoformat(),
                scan.lane,
                scan.handler_id,
                scan.session_no,
                scan.attendee_id,
                encode_reason(scan.reason),
                scan.check_in_id,
            ),
        )

    def record_check_in(self, scan: Scan, attendee: Attendee, session_no: int) -> CheckIn:
        """Record a check-in and the scan that led to it; returns it with its number."""
        forced = isinstance(scan.reason, OkForced)
        [(last,)] = self._db.query("SELECT coalesce(max(check_in_id), 0) FROM core_check_ins")
        check_in_id = last + 1
        self._db.execute(
            "INSERT INTO core_check_ins (check_in_id, attendee_id, session_no, at, lane,"
            " handler_id, nonce, forced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                check_in_id,
                attendee.attendee_id,
                session_no,
                scan.at.isoformat(),
                scan.lane,
                scan.handler_id,
                scan.nonce,
                forced,
            ),
        )
        check_in = self.get(check_in_id)
        self.record_scan(
            Scan(
                nonce=scan.nonce,
                at=scan.at,
                lane=scan.lane,
                handler_id=scan.handler_id,
                session_no=session_no,
                attendee_id=attendee.attendee_id,
                reason=scan.reason,
                check_in_id=check_in_id,
            )
        )
        return check_in

    def revoke(self, check_in_id: int, *, at: dt.datetime, handler_id: str, why: str) -> bool:
        """Mark an open check-in as revoked; False when it was not open."""
        changed = self._db.execute(
            "UPDATE core_check_ins SET revoked_at = ?, revoked_by = ?, revoke_reason = ?"
            " WHERE check_in_id = ? AND revoked_at IS NULL",
            (at.isoformat(), handler_id, why, check_in_id),
        )
        return changed == 1

    def counts(self, session_no: int, capacity: int) -> Counts:
        """Return a recount of the session."""
        [(present, walk_ins, accepted_present)] = self._db.query(
            "SELECT COUNT(*), coalesce(SUM(channel = 'walk_in'), 0),"
            f" coalesce(SUM({_HAS_PLACE}), 0)"
            " FROM core_check_ins JOIN core_attendees USING (attendee_id)"
            " WHERE session_no = :session_no AND revoked_at IS NULL",
            {"session_no": session_no, "session": f",{session_no},"},
        )
        [(accepted,)] = self._db.query(
            f"SELECT COUNT(*) FROM core_attendees WHERE {_HAS_PLACE}",
            {"session": f",{session_no},"},
        )
        return Counts(
            present=present,
            walk_ins=walk_ins,
            accepted=accepted,
            accepted_present=accepted_present,
            capacity=capacity,
        )

    def per_minute(self, session_no: int, since: dt.datetime) -> Sequence[tuple[dt.datetime, int]]:
        """Return arrivals by minute since a time, oldest first."""
        rows = self._db.query(
            "SELECT substr(at, 1, ?), COUNT(*) FROM core_check_ins"
            " WHERE session_no = ? AND at >= ? AND revoked_at IS NULL GROUP BY 1 ORDER BY 1",
            (_MINUTE, session_no, since.isoformat()),
        )
        return [(dt.datetime.fromisoformat(minute), count) for minute, count in rows]


def _check_in(row: Sequence[Any]) -> CheckIn:
    return CheckIn(
        check_in_id=row[0],
        attendee_id=row[1],
        session_no=row[2],
        at=dt.datetime.fromisoformat(row[3]),
        lane=row[4],
        handler_id=row[5],
        forced=bool(row[6]),
        revoked_at=None if row[7] is None else dt.datetime.fromisoformat(row[7]),
    )
