"""Stays, queue, totals, stubs and the record of every act; no row says anything of a person."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from plugins.childcare.room import OPEN_STATES, Stay, StayState
from plugins.childcare.stubs import Stub
from venue_kiosk.api import MigrationSet, PluginTables

_OPEN: Final = ", ".join(f"'{state}'" for state in OPEN_STATES)
_STAY: Final = "stay_id, session_no, tag_no, issue, state, arrived_at, called_at, calls"

MIGRATIONS: Final = MigrationSet(
    "childcare",
    (
        (
            "desk",
            """
            CREATE TABLE childcare_stays (
                stay_id INTEGER PRIMARY KEY,
                session_no INTEGER NOT NULL,
                tag_no INTEGER NOT NULL,
                issue INTEGER NOT NULL,
                state TEXT NOT NULL
                    CHECK (state IN ('arrived', 'in_room', 'called', 'out', 'declined')),
                reserved INTEGER NOT NULL,
                forced INTEGER NOT NULL,
                arrived_at TEXT NOT NULL,
                called_at TEXT,
                calls INTEGER NOT NULL DEFAULT 0,
                ended_at TEXT
            ) STRICT;
            CREATE UNIQUE INDEX childcare_stays_once ON childcare_stays (tag_no)
                WHERE state IN ('arrived', 'in_room', 'called');
            CREATE TABLE childcare_queue (
                session_no INTEGER NOT NULL,
                slip_no INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'served', 'gone')),
                at TEXT NOT NULL,
                PRIMARY KEY (session_no, slip_no)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE childcare_totals (
                session_no INTEGER NOT NULL,
                what TEXT NOT NULL,
                n INTEGER NOT NULL CHECK (n >= 0),
                PRIMARY KEY (session_no, what)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE childcare_stubs (
                session_no INTEGER NOT NULL,
                tag_no INTEGER NOT NULL,
                issue INTEGER NOT NULL,
                stub_hash BLOB NOT NULL,
                revoked_at TEXT,
                PRIMARY KEY (session_no, tag_no, issue)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE childcare_acts (
                act_id INTEGER PRIMARY KEY,
                uid TEXT NOT NULL UNIQUE,
                session_no INTEGER NOT NULL,
                at TEXT NOT NULL,
                lane TEXT NOT NULL,
                handler_id TEXT NOT NULL,
                second_id TEXT,
                act TEXT NOT NULL,
                why TEXT,
                tag_no INTEGER,
                slip_no INTEGER,
                next_slip INTEGER
            ) STRICT;
            """,
        ),
    ),
)


class ChildcareStore:
    """The plugin's tables. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def open_stays(self) -> Sequence[Stay]:
        """Return the stays of children who are here, of every session, by tag."""
        return self._stays(f"state IN ({_OPEN}) ORDER BY tag_no")

    def stay_of(self, tag_no: int) -> Stay | None:
        """Return the open stay under a tag."""
        found = self._stays(f"state IN ({_OPEN}) AND tag_no = ?", tag_no)
        return found[0] if found else None

    def last_out(self, session_no: int, tag_no: int) -> Stay | None:
        """Return the newest stay under a tag, if the child was picked up."""
        newest = self._stays("session_no = ? AND tag_no = ? ORDER BY 1 DESC", session_no, tag_no)
        return newest[0] if newest and newest[0].state is StayState.OUT else None

    def arrive(self, stub: Stub, *, at: dt.datetime, reserved: bool, forced: bool) -> None:
        """Begin a stay."""
        self._tables.execute(
            "INSERT INTO childcare_stays"
            " (session_no, tag_no, issue, state, reserved, forced, arrived_at)"
            " VALUES (?, ?, ?, 'arrived', ?, ?, ?)",
            (stub.session_no, stub.tag_no, stub.issue, reserved, forced, at.isoformat()),
        )

    def move(self, stay: Stay, state: StayState, *, at: dt.datetime) -> None:
        """Bring a stay into another state; the first call and the end keep their times."""
        called = state is StayState.CALLED
        ended = None if state in OPEN_STATES else at.isoformat()
        self._tables.execute(
            "UPDATE childcare_stays SET state = ?, calls = calls + ?, ended_at = ?,"
            " called_at = iif(?, coalesce(called_at, ?), called_at) WHERE stay_id = ?",
            (state, called, ended, called, at.isoformat(), stay.stay_id),
        )

    def forget_call(self, stay: Stay) -> None:
        """Take a call back."""
        self._tables.execute(
            "UPDATE childcare_stays SET state = 'in_room', called_at = NULL, calls = 0"
            " WHERE stay_id = ?",
            (stay.stay_id,),
        )

    def renew(self, stay: Stay, issue: int) -> None:
        """Let a stay go on under a new issue of its tag."""
        self._tables.execute(
            "UPDATE childcare_stays SET issue = ? WHERE stay_id = ?", (issue, stay.stay_id)
        )

    def reserved_came(self, session_no: int) -> int:
        """Return how many reservations came; one that was declined came too."""
        return self._number(
            "SELECT count(*) FROM childcare_stays WHERE session_no = ? AND reserved", session_no
        )

    def uses(self, session_no: int) -> int:
        """Return how many children were taken in."""
        return self._number(
            "SELECT count(*) FROM childcare_stays WHERE session_no = ? AND state <> 'declined'",
            session_no,
        )

    def slips(self, session_no: int, state: str) -> Sequence[int]:
        """Return the slips in a state, in their order."""
        rows = self._tables.query(
            "SELECT slip_no FROM childcare_queue WHERE session_no = ? AND state = ?"
            " ORDER BY slip_no",
            (session_no, state),
        )
        return [int(slip_no) for (slip_no,) in rows]

    def join_queue(self, session_no: int, at: dt.datetime) -> int:
        """Add a slip at the end of the queue; return its number."""
        slip_no = 1 + self._number(
            "SELECT coalesce(max(slip_no), 0) FROM childcare_queue WHERE session_no = ?", session_no
        )
        self._tables.execute(
            "INSERT INTO childcare_queue (session_no, slip_no, state, at) VALUES (?, ?, ?, ?)",
            (session_no, slip_no, "waiting", at.isoformat()),
        )
        return slip_no

    def move_slip(self, session_no: int, slip_no: int, state: str, *, at: dt.datetime) -> None:
        """Bring a slip into another state."""
        self._tables.execute(
            "UPDATE childcare_queue SET state = ?, at = ? WHERE session_no = ? AND slip_no = ?",
            (state, at.isoformat(), session_no, slip_no),
        )

    def totals(self, session_no: int) -> dict[str, int]:
        """Return what is only counted."""
        rows = self._tables.query(
            "SELECT what, n FROM childcare_totals WHERE session_no = ? ORDER BY what", (session_no,)
        )
        return {what: int(n) for what, n in rows}

    def all_totals(self) -> Sequence[tuple[int, str, int]]:
        """Return session, what and number of everything that is only counted."""
        rows = self._tables.query(
            "SELECT session_no, what, n FROM childcare_totals ORDER BY session_no, what"
        )
        return [(session_no, what, int(n)) for session_no, what, n in rows]

    def set_total(self, session_no: int, what: str, n: int) -> None:
        """Record a count."""
        self._tables.execute(
            "INSERT INTO childcare_totals (session_no, what, n) VALUES (?, ?, ?)"
            " ON CONFLICT (session_no, what) DO UPDATE SET n = excluded.n",
            (session_no, what, n),
        )

    def ready_tags(self, session_no: int) -> Sequence[Stub]:
        """Return the tags that are printed, not void and not yet used, by number."""
        rows = self._tables.query(
            "SELECT tag_no, issue FROM childcare_stubs AS stub"
            " WHERE session_no = ? AND revoked_at IS NULL AND NOT EXISTS ("
            "  SELECT 1 FROM childcare_stays AS stay WHERE stay.tag_no = stub.tag_no AND ("
            f"  stay.state IN ({_OPEN})"
            "   OR (stay.session_no = stub.session_no AND stay.issue = stub.issue)"
            " )) ORDER BY tag_no",
            (session_no,),
        )
        return [Stub(session_no, tag_no, issue) for tag_no, issue in rows]

    def issue_of(self, session_no: int, tag_no: int) -> int | None:
        """Return the newest issue of a tag that is not revoked."""
        rows = self._tables.query(
            "SELECT max(issue) FROM childcare_stubs"
            " WHERE session_no = ? AND tag_no = ? AND revoked_at IS NULL",
            (session_no, tag_no),
        )
        [(issue,)] = rows
        return None if issue is None else int(issue)

    def stubs_of(self, tag_no: int) -> Sequence[tuple[Stub, bytes, bool]]:
        """Return every stub of a tag with its hash, and whether it is void."""
        rows = self._tables.query(
            "SELECT session_no, issue, stub_hash, revoked_at IS NOT NULL FROM childcare_stubs"
            " WHERE tag_no = ? ORDER BY session_no, issue",
            (tag_no,),
        )
        return [
            (Stub(session, tag_no, issue), hashed, bool(v)) for session, issue, hashed, v in rows
        ]

    def add_stub(self, stub: Stub, stub_hash: bytes) -> None:
        """Record an issue of a tag."""
        self._tables.execute(
            "INSERT INTO childcare_stubs (session_no, tag_no, issue, stub_hash)"
            " VALUES (?, ?, ?, ?)",
            (stub.session_no, stub.tag_no, stub.issue, stub_hash),
        )

    def revoke_stubs(self, session_no: int, tag_no: int, at: dt.datetime) -> None:
        """Make every issue of a tag void."""
        self._tables.execute(
            "UPDATE childcare_stubs SET revoked_at = ?"
            " WHERE session_no = ? AND tag_no = ? AND revoked_at IS NULL",
            (at.isoformat(), session_no, tag_no),
        )

    def act(self, uid: str) -> tuple[Any, ...] | None:
        """Return act, time, tag, slip and next slip of what was done under ``uid``."""
        rows = self._tables.query(
            "SELECT act, at, tag_no, slip_no, next_slip FROM childcare_acts WHERE uid = ?", (uid,)
        )
        return rows[0] if rows else None

    def record_act(self, **columns: Any) -> None:
        """Add one line to the history, which is never changed."""
        names = ", ".join(columns)
        places = ", ".join(f":{name}" for name in columns)
        self._tables.execute(f"INSERT INTO childcare_acts ({names}) VALUES ({places})", columns)

    def history(self, session_no: int) -> Sequence[tuple[Any, ...]]:
        """Return time, handler, second handler, act, reason, tag and slip of a session's acts."""
        return self._tables.query(
            "SELECT at, handler_id, second_id, act, why, tag_no, slip_no FROM childcare_acts"
            " WHERE session_no = ? ORDER BY act_id",
            (session_no,),
        )

    def _stays(self, condition: str, *values: int) -> Sequence[Stay]:
        rows = self._tables.query(f"SELECT {_STAY} FROM childcare_stays WHERE {condition}", values)
        return [_stay(*row) for row in rows]

    def _number(self, sql: str, session_no: int) -> int:
        [(number,)] = self._tables.query(sql, (session_no,))
        return int(number)


def _stay(*row: Any) -> Stay:
    stay_id, session_no, tag_no, issue, state, arrived_at, called_at, calls = row
    return Stay(
        stay_id=stay_id,
        session_no=session_no,
        tag_no=tag_no,
        issue=issue,
        state=StayState(state),
        arrived_at=dt.datetime.fromisoformat(arrived_at),
        called_at=dt.datetime.fromisoformat(called_at) if called_at else None,
        calls=calls,
    )
