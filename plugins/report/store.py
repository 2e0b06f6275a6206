"""The frozen numbers in the plugin's own table."""

import datetime as dt
import json
from typing import Any, Final

from venue_kiosk.api import MigrationSet, PluginTables

MIGRATIONS: Final = MigrationSet(
    "report",
    (
        (
            "totals",
            """
            CREATE TABLE report_totals (
                totals_id INTEGER PRIMARY KEY CHECK (totals_id = 1),
                frozen_at TEXT NOT NULL,
                content TEXT NOT NULL
            ) STRICT;
            """,
        ),
    ),
)


class TotalsStore:
    """Keeps one set of numbers, once. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def frozen(self) -> dict[str, Any] | None:
        """Return the numbers, if they are frozen."""
        rows = self._tables.query("SELECT content FROM report_totals")
        return dict(json.loads(rows[0][0])) if rows else None

    def freeze(self, content: dict[str, Any], *, at: dt.datetime) -> None:
        """Keep the numbers for good."""
        self._tables.execute(
            "INSERT INTO report_totals (totals_id, frozen_at, content) VALUES (1, ?, ?)",
            (at.isoformat(), json.dumps(content, ensure_ascii=False)),
        )
