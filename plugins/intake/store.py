"""Which files were taken in, in the plugin's own table."""

import datetime as dt
from typing import Final

from venue_kiosk.api import MigrationSet, PluginTables

MIGRATIONS: Final = MigrationSet(
    "intake",
    (
        (
            "imports",
            """
            CREATE TABLE intake_imports (
                import_id INTEGER PRIMARY KEY,
                at TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                rows INTEGER NOT NULL,
                recorded INTEGER NOT NULL,
                left_out INTEGER NOT NULL,
                source_erased_at TEXT
            ) STRICT;
            """,
        ),
    ),
)


class ImportStore:
    """The record of imports: counts and digests, no names."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def record(
        self, *, at: dt.datetime, sha256: str, rows: int, recorded: int, left_out: int
    ) -> int:
        """Record one import inside the caller's transaction or one of its own; return its id."""
        with self._tables.transaction():
            [(import_id,)] = self._tables.query(
                "INSERT INTO intake_imports (at, sha256, rows, recorded, left_out)"
                " VALUES (?, ?, ?, ?, ?) RETURNING import_id",
                (at.isoformat(), sha256, rows, recorded, left_out),
            )
        return int(import_id)

    def record_erased(self, import_id: int, at: dt.datetime) -> None:
        """Record that the source file of an import was erased."""
        with self._tables.transaction():
            self._tables.execute(
                "UPDATE intake_imports SET source_erased_at = ? WHERE import_id = ?",
                (at.isoformat(), import_id),
            )

    def sources_left(self) -> int:
        """Return how many imported files nobody has recorded as erased."""
        [(count,)] = self._tables.query(
            "SELECT count(*) FROM intake_imports WHERE source_erased_at IS NULL AND recorded > 0"
        )
        return int(count)
