"""Steps, holds and hand counts in the vault: rows that SQLite itself lets nobody change."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Final

from venue_kiosk.domain.head_count import HeadCount
from venue_kiosk.domain.life_cycle import Cycle, Hold, Passed, State
from venue_kiosk.storage.database import Database

_TABLES: Final = """
CREATE TABLE core_life_cycle (
    step INTEGER PRIMARY KEY,
    state TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    second TEXT,
    document TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;
CREATE TABLE core_holds (
    hold_id INTEGER PRIMARY KEY,
    act TEXT NOT NULL CHECK (act IN ('hold', 'release')),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE core_head_counts (
    count_id INTEGER PRIMARY KEY,
    session_no INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    checked_in INTEGER NOT NULL,
    walk_ins INTEGER NOT NULL,
    paper INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    why TEXT NOT NULL
) STRICT;
"""

# No step back and no skipped gate, whoever writes: SQLite refuses.
_GUARDS: Final = """
CREATE TRIGGER core_life_cycle_order BEFORE INSERT ON core_life_cycle
    WHEN NEW.step IS NOT (SELECT 1 + coalesce(max(step), 0) FROM core_life_cycle)
    BEGIN SELECT raise(ABORT, 'a gate was skipped'); END;
CREATE TRIGGER core_life_cycle_kept BEFORE UPDATE ON core_life_cycle
    BEGIN SELECT raise(ABORT, 'no step back'); END;
CREATE TRIGGER core_life_cycle_stays BEFORE DELETE ON core_life_cycle
    BEGIN SELECT raise(ABORT, 'no step back'); END;
"""

LIFE_CYCLE_STEP: Final = ("life_cycle", _TABLES + _GUARDS)


class LifeCycleRegister:
    """Answers ``ports.LifeCycleStore`` and ``ports.HeadCountStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> State:
        """Return where the event stands."""
        row = self._database.query_one(
            "SELECT state FROM core_life_cycle ORDER BY step DESC LIMIT 1"
        )
        return State.PREPARED if row is None else State(row[0])

    def read(self) -> Cycle:
        """Return every step, and the hold that stands."""
        rows = self._database.query(
            "SELECT state, at, who, second, document, counts FROM core_life_cycle ORDER BY step"
        )
        return Cycle(passed=tuple(_passed(*row) for row in rows), hold=self._standing_hold())

    def record(self, passed: Passed) -> None:
        """Add a step, inside the caller's transaction."""
        self._database.execute(
            "INSERT INTO core_life_cycle (step, state, at, who, second, document, counts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                passed.to.number,
                passed.to.value,
                passed.at.isoformat(),
                passed.who,
                passed.second,
                passed.document,
                json.dumps(dict(passed.counts), sort_keys=True),
            ),
        )

    def hold(self, hold: Hold) -> None:
        """Add a hold, inside the caller's transaction."""
        self._add_hold("hold", hold)

    def release(self, hold: Hold) -> None:
        """Record who ended the standing hold, when, and on which document."""
        self._add_hold("release", hold)

    def newest_counts(self) -> Sequence[HeadCount]:
        """Return the newest count of each session that has one, by session."""
        rows = self._database.query(
            "SELECT session_no, checked_in, walk_ins, paper, counted, why FROM core_head_counts"
            " WHERE count_id IN (SELECT max(count_id) FROM core_head_counts GROUP BY session_no)"
            " ORDER BY session_no"
        )
        return [_head_count(*row) for row in rows]

    def record_count(self, count: HeadCount, *, at: dt.datetime, who: str) -> None:
        """Add a hand count, inside the caller's transaction."""
        self._database.execute(
            "INSERT INTO core_head_counts"
            " (session_no, at, who, checked_in, walk_ins, paper, counted, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                count.session_no,
                at.isoformat(),
                who,
                count.checked_in,
                count.walk_ins,
                count.paper,
                count.counted,
                count.why,
            ),
        )

    def _standing_hold(self) -> Hold | None:
        row = self._database.query_one(
            "SELECT act, document, at, who FROM core_holds ORDER BY hold_id DESC LIMIT 1"
        )
        if row is None or row[0] == "release":
            return None
        return Hold(document=row[1], at=dt.datetime.fromisoformat(row[2]), who=row[3])

    def _add_hold(self, act: str, hold: Hold) -> None:
        self._database.execute(
            "INSERT INTO core_holds (act, at, who, document) VALUES (?, ?, ?, ?)",
            (act, hold.at.isoformat(), hold.who, hold.document),
        )


def _passed(*row: Any) -> Passed:
    state, at, who, second, document, counts = row
    return Passed(
        to=State(state),
        at=dt.datetime.fromisoformat(at),
        who=who,
        second=second,
        document=document,
        counts=json.loads(counts),
    )


def _head_count(*row: Any) -> HeadCount:
    session_no, checked_in, walk_ins, paper, counted, why = row
    return HeadCount(
        session_no=session_no,
        checked_in=checked_in,
        walk_ins=walk_ins,
        paper=paper,
        counted=counted,
        why=why,
    )
