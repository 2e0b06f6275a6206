"""Slips, answers, paper counts, incidents and inspections; rows are added, never changed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from plugins.custody.slip import Slip, SlipForm
from venue_kiosk.api import MigrationSet, PluginTables

MIGRATIONS: Final = MigrationSet(
    "custody",
    (
        (
            "papers",
            """
            CREATE TABLE custody_slips (
                slip_id INTEGER PRIMARY KEY,
                slip_no TEXT NOT NULL UNIQUE,
                at TEXT NOT NULL,
                approver TEXT NOT NULL,
                form TEXT NOT NULL
            ) STRICT;
            CREATE TABLE custody_times (
                slip_id INTEGER NOT NULL REFERENCES custody_slips,
                stage INTEGER NOT NULL,
                at TEXT NOT NULL,
                who TEXT NOT NULL,
                PRIMARY KEY (slip_id, stage)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE custody_answers (
                answer_id INTEGER PRIMARY KEY,
                day TEXT NOT NULL,
                item TEXT NOT NULL,
                answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not_here')),
                at TEXT NOT NULL,
                who TEXT NOT NULL
            ) STRICT;
            CREATE TABLE custody_ledger (
                entry_id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                act TEXT NOT NULL CHECK (act IN ('in', 'out', 'counted', 'locked')),
                n INTEGER NOT NULL,
                place TEXT NOT NULL,
                at TEXT NOT NULL,
                who TEXT NOT NULL
            ) STRICT;
            CREATE TABLE custody_reports (
                report_id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('incident', 'inspection')),
                no TEXT NOT NULL,
                at TEXT NOT NULL,
                who TEXT NOT NULL,
                form TEXT NOT NULL
            ) STRICT;
            """,
        ),
    ),
)


class CustodyStore:
    """The plugin's tables. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def slips(self) -> Sequence[Slip]:
        """Return every slip with its times, oldest first."""
        rows = self._tables.query(
            "SELECT form, approver, (SELECT group_concat(at) FROM ("
            "  SELECT at FROM custody_times AS t WHERE t.slip_id = s.slip_id ORDER BY stage"
            ")) FROM custody_slips AS s ORDER BY slip_id"
        )
        return [_slip(*row) for row in rows]

    def newest_slip(self) -> Slip | None:
        """Return the slip that counts now."""
        slips = self.slips()
        return slips[-1] if slips else None

    def add_slip(self, form: SlipForm, *, at: dt.datetime, approver: str) -> None:
        """Record a slip."""
        self._tables.execute(
            "INSERT INTO custody_slips (slip_no, at, approver, form) VALUES (?, ?, ?, ?)",
            (form.slip_no, at.isoformat(), approver, msgspec.json.encode(form).decode()),
        )

    def add_time(self, slip: Slip, *, at: dt.datetime, who: str) -> None:
        """Record the next time of a slip."""
        self._tables.execute(
            "INSERT INTO custody_times (slip_id, stage, at, who)"
            " SELECT slip_id, ?, ?, ? FROM custody_slips WHERE slip_no = ?",
            (len(slip.times), at.isoformat(), who, slip.form.slip_no),
        )

    def answered_days(self) -> Sequence[dt.date]:
        """Return the days with an answer, oldest first."""
        rows = self._tables.query("SELECT DISTINCT day FROM custody_answers ORDER BY day")
        return [dt.date.fromisoformat(day) for (day,) in rows]

    def answers(self, day: dt.date) -> dict[str, str]:
        """Return the newest answer to each question of a day."""
        rows = self._tables.query(
            "SELECT item, answer FROM custody_answers WHERE day = ? ORDER BY answer_id",
            (day.isoformat(),),
        )
        return {str(item): str(answer) for item, answer in rows}

    def add_answer(self, item: str, answer: str, *, at: dt.datetime, who: str) -> None:
        """Record an answer; a later one stands above it."""
        self._tables.execute(
            "INSERT INTO custody_answers (day, item, answer, at, who) VALUES (?, ?, ?, ?, ?)",
            (at.date().isoformat(), item, answer, at.isoformat(), who),
        )

    def ledger(self) -> Sequence[tuple[str, str, int, str, str, str]]:
        """Return kind, act, number, place, time and handler of every entry, oldest first."""
        rows = self._tables.query(
            "SELECT kind, act, n, place, at, who FROM custody_ledger ORDER BY entry_id"
        )
        return [(kind, act, n, place, at, who) for kind, act, n, place, at, who in rows]

    def add_entry(
        self, kind: str, act: str, n: int, *, place: str, at: dt.datetime, who: str
    ) -> None:
        """Add a line to the ledger."""
        self._tables.execute(
            "INSERT INTO custody_ledger (kind, act, n, place, at, who) VALUES (?, ?, ?, ?, ?, ?)",
            (kind, act, n, place, at.isoformat(), who),
        )

    def reports(self, kind: str) -> Sequence[tuple[str, str, str, Mapping[str, object]]]:
        """Return number, time, handler and form of incident or inspection reports."""
        rows = self._tables.query(
            "SELECT no, at, who, form FROM custody_reports WHERE kind = ? ORDER BY report_id",
            (kind,),
        )
        return [(no, at, who, msgspec.json.decode(form)) for no, at, who, form in rows]

    def add_report(
        self, kind: str, no: str, form: Mapping[str, object], *, at: dt.datetime, who: str
    ) -> None:
        """Record a report; a further report of the same number stands beside it."""
        self._tables.execute(
            "INSERT INTO custody_reports (kind, no, at, who, form) VALUES (?, ?, ?, ?, ?)",
            (kind, no, at.isoformat(), who, msgspec.json.encode(form).decode()),
        )


def _slip(form: str, approver: str, times: str | None) -> Slip:
    return Slip(
        form=msgspec.json.decode(form, type=SlipForm),
        approver=approver,
        times=tuple(map(dt.datetime.fromisoformat, times.split(","))) if times else (),
    )
