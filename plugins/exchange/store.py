"""The session's tables; no row says more of a person than a record number and a table."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Final

from plugins.exchange.records import Plan, Step
from plugins.exchange.state import Difference, Rows, State, compose_state
from venue_kiosk.api import MigrationSet, PluginTables

MIGRATIONS: Final = MigrationSet(
    "exchange",
    (
        (
            "tables and seats",
            """
            CREATE TABLE exchange_plans (
                session_no INTEGER PRIMARY KEY,
                revision INTEGER NOT NULL,
                rounds INTEGER NOT NULL,
                seed INTEGER NOT NULL,
                budget INTEGER NOT NULL,
                moves_made INTEGER NOT NULL,
                input_sha256 TEXT NOT NULL,
                is_stale INTEGER NOT NULL,
                at TEXT NOT NULL
            ) STRICT;
            CREATE TABLE exchange_rounds (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                announced_at TEXT NOT NULL,
                PRIMARY KEY (session_no, round_no)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_tables (
                session_no INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                seats INTEGER NOT NULL,
                use TEXT NOT NULL CHECK (use IN ('open', 'spare', 'closed')),
                accessible_seats INTEGER NOT NULL,
                accessible_taken INTEGER NOT NULL,
                host TEXT NOT NULL CHECK (host IN ('staff', 'missing', 'guest')),
                guest_host INTEGER,
                PRIMARY KEY (session_no, table_no)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_seats (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                PRIMARY KEY (session_no, round_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_pins (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                PRIMARY KEY (session_no, round_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_rules (
                session_no INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')),
                set_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                PRIMARY KEY (session_no, kind, set_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_gone (
                session_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                PRIMARY KEY (session_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_steps (
                step_id INTEGER PRIMARY KEY,
                session_no INTEGER NOT NULL,
                at TEXT NOT NULL,
                handler_id TEXT NOT NULL,
                act TEXT NOT NULL,
                differences TEXT NOT NULL
            ) STRICT;
            CREATE TABLE exchange_counts (
                session_no INTEGER NOT NULL,
                what TEXT NOT NULL,
                n INTEGER NOT NULL,
                PRIMARY KEY (session_no, what)
            ) STRICT, WITHOUT ROWID;
            """,
        ),
    ),
)

_PARTS: Final = {
    "tables": (
        ("table_no",),
        ("seats", "use", "accessible_seats", "accessible_taken", "host", "guest_host"),
    ),
    "seats": (("round_no", "attendee_id"), ("table_no",)),
    "pins": (("round_no", "attendee_id"), ("table_no",)),
    "rules": (("kind", "set_no", "attendee_id"), ()),
    "gone": (("attendee_id",), ()),
}


class ExchangeStore:
    """The plugin's tables. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def state(self, session_no: int) -> State:
        """Return how the session stands."""
        return compose_state({part: self._rows(part, session_no) for part in _PARTS})

    def write(self, session_no: int, differences: Sequence[Difference]) -> None:
        """Store rows that changed."""
        for each in differences:
            keys, values = _PARTS[each.part]
            where = " AND ".join(f"{name} = ?" for name in ("session_no", *keys))
            self._tables.execute(
                f"DELETE FROM exchange_{each.part} WHERE {where}", (session_no, *each.key)
            )
            if each.after is not None:
                names = ("session_no", *keys, *values)
                marks = ", ".join("?" * len(names))
                self._tables.execute(
                    f"INSERT INTO exchange_{each.part} ({', '.join(names)}) VALUES ({marks})",
                    (session_no, *each.key, *each.after),
                )

    def table_of(self, session_no: int, number: int, person: int) -> int | None:
        """Return one person's table in a round."""
        rows = self._tables.query(
            "SELECT table_no FROM exchange_seats"
            " WHERE session_no = ? AND round_no = ? AND attendee_id = ?",
            (session_no, number, person),
        )
        return int(rows[0][0]) if rows else None

    def count_seated(self, session_no: int) -> tuple[int, int]:
        """Return how many tables are in use, and how many people have a seat."""
        [(tables,)] = self._tables.query(
            "SELECT count(*) FROM exchange_tables WHERE session_no = ? AND use = 'open'",
            (session_no,),
        )
        [(people,)] = self._tables.query(
            "SELECT count(*) FROM exchange_seats WHERE session_no = ? AND round_no = ("
            "SELECT coalesce(max(round_no), 1) FROM exchange_rounds WHERE session_no = ?)",
            (session_no, session_no),
        )
        return int(tables), int(people)

    def plan(self, session_no: int) -> Plan | None:
        """Return what the seats came from."""
        rows = self._tables.query(
            "SELECT revision, rounds, seed, budget, moves_made, input_sha256, is_stale, at"
            " FROM exchange_plans WHERE session_no = ?",
            (session_no,),
        )
        for revision, rounds, seed, budget, made, sha256, stale, at in rows:
            return Plan(
                revision=revision,
                rounds=rounds,
                seed=seed,
                budget=budget,
                moves_made=made,
                input_sha256=sha256,
                is_stale=bool(stale),
                at=dt.datetime.fromisoformat(at),
            )
        return None

    def set_plan(self, session_no: int, plan: Plan) -> None:
        """Record what the seats come from."""
        self._tables.execute(
            "INSERT OR REPLACE INTO exchange_plans (session_no, revision, rounds, seed, budget,"
            " moves_made, input_sha256, is_stale, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(session_no, plan.revision, plan.rounds, plan.seed, plan.budget),
                *(plan.moves_made, plan.input_sha256, plan.is_stale, plan.at.isoformat()),
            ),
        )

    def touch(self, session_no: int, *, stale: bool) -> None:
        """Count one more revision of the plan."""
        self._tables.execute(
            "UPDATE exchange_plans SET revision = revision + 1,"
            " is_stale = max(is_stale, ?) WHERE session_no = ?",
            (stale, session_no),
        )

    def announced(self, session_no: int) -> dict[int, dt.datetime]:
        """Return the announced rounds, counted from 1, with their times."""
        rows = self._tables.query(
            "SELECT round_no, announced_at FROM exchange_rounds WHERE session_no = ?"
            " ORDER BY round_no",
            (session_no,),
        )
        return {number: dt.datetime.fromisoformat(at) for number, at in rows}

    def announce(self, session_no: int, number: int, at: dt.datetime) -> None:
        """Record that people were told a round's tables."""
        self._tables.execute(
            "INSERT INTO exchange_rounds (session_no, round_no, announced_at) VALUES (?, ?, ?)",
            (session_no, number, at.isoformat()),
        )

    def add_step(
        self, session_no: int, act: str, differences: Sequence[Difference], **by: str
    ) -> None:
        """Record what an act changed; ``by`` is ``at`` and ``handler_id``."""
        written = json.dumps([[d.part, d.key, d.before, d.after] for d in differences])
        self._tables.execute(
            "INSERT INTO exchange_steps (session_no, at, handler_id, act, differences)"
            " VALUES (?, ?, ?, ?, ?)",
            (session_no, by["at"], by["handler_id"], act, written),
        )

    def last_step(self, session_no: int) -> Step | None:
        """Return the newest act that can be taken back."""
        rows = self._tables.query(
            "SELECT step_id, act, differences FROM exchange_steps WHERE session_no = ?"
            " ORDER BY step_id DESC LIMIT 1",
            (session_no,),
        )
        for step_id, act, written in rows:
            return Step(step_id, act, [_difference(*each) for each in json.loads(written)])
        return None

    def forget_steps(self, session_no: int, *, only: int | None = None) -> None:
        """Let one act, or all, no longer be taken back."""
        self._tables.execute(
            "DELETE FROM exchange_steps WHERE session_no = ? AND (? IS NULL OR step_id = ?)",
            (session_no, only, only),
        )

    def counts(self, session_no: int) -> dict[str, int]:
        """Return what is only counted."""
        rows = self._tables.query(
            "SELECT what, n FROM exchange_counts WHERE session_no = ? ORDER BY what", (session_no,)
        )
        return {what: int(n) for what, n in rows}

    def all_counts(self) -> Sequence[tuple[int, str, int]]:
        """Return session, word and number of every count."""
        rows = self._tables.query(
            "SELECT session_no, what, n FROM exchange_counts ORDER BY session_no, what"
        )
        return [(session_no, what, n) for session_no, what, n in rows]

    def add_count(self, session_no: int, what: str, n: int) -> None:
        """Add to a count."""
        self._tables.execute(
            "INSERT INTO exchange_counts (session_no, what, n) VALUES (?, ?, ?)"
            " ON CONFLICT (session_no, what) DO UPDATE SET n = n + excluded.n",
            (session_no, what, n),
        )

    def set_count(self, session_no: int, what: str, n: int) -> None:
        """Record a count."""
        self.add_count(session_no, what, n - self.counts(session_no).get(what, 0))

    def _rows(self, part: str, session_no: int) -> Rows:
        keys, values = _PARTS[part]
        names = ", ".join((*keys, *values))
        rows = self._tables.query(
            f"SELECT {names} FROM exchange_{part} WHERE session_no = ?", (session_no,)
        )
        return {tuple(row[: len(keys)]): tuple(row[len(keys) :]) for row in rows}


def _difference(part: str, key: list[Any], before: Any, after: Any) -> Difference:
    return Difference(part, tuple(key), _row(before), _row(after))


def _row(values: list[Any] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(values)
