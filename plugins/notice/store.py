"""How many notices were made, in the plugin's own table: material that left the room."""

import datetime as dt
from typing import Final

from venue_kiosk.api import MigrationSet, PluginTables

MIGRATIONS: Final = MigrationSet(
    "notice",
    (
        (
            "runs",
            """
            CREATE TABLE notice_runs (
                run_id INTEGER PRIMARY KEY,
                at TEXT NOT NULL,
                channel TEXT NOT NULL,
                made INTEGER NOT NULL,
                left_out INTEGER NOT NULL
            ) STRICT;
            """,
        ),
    ),
)


class RunStore:
    """The record of runs: counts by channel, no names. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def record(self, *, at: dt.datetime, channel: str, made: int, left_out: int) -> None:
        """Record one run."""
        self._tables.execute(
            "INSERT INTO notice_runs (at, channel, made, left_out) VALUES (?, ?, ?, ?)",
            (at.isoformat(), channel, made, left_out),
        )

    def made_by_channel(self) -> dict[str, int]:
        """Return how many notices were made in all, by channel."""
        rows = self._tables.query("SELECT channel, sum(made) FROM notice_runs GROUP BY channel")
        return {channel: int(made) for channel, made in rows}
