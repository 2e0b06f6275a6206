"""Which files were taken in, in the plugin's own table."""

import datetime as dt
from collections.abc import Sequence
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
    """The record of imports: counts and digests, no names. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables) -> None:
        self._tables = tables

    def record(
        self, *, at: dt.datetime, sha256: str, rows: int, recorded: int, left_out: int
    ) -> int:
        """Record one import; return its id."""
        [(import_id,)] = self._tables.query(
            "INSERT INTO intake_imports (at, sha256, rows, recorded, left_out)"
            " VALUES (?, ?, ?, ?, ?) RETURNING import_id",
            (at.isoformat(), sha256, rows, recorded, left_out),
        )
        return int(import_id)

    def record_erased(self, import_id: int, at: dt.datetime) -> None:
        """Record that the source file of an import was erased."""
        self._tables.execute(
            "UPDATE intake_imports SET source_erased_at = ? WHERE import_id = ?",
            (at.isoformat(), import_id),
        )

    def digest(self, import_id: int) -> str:
        """Return the SHA-256 of the file of an import."""
        [(sha256,)] = self._tables.query(
            "SELECT sha256 FROM intake_imports WHERE import_id = ?", (import_id,)
        )
        return str(sha256)

    def sources_left(self) -> Sequence[int]:
        """Return the imports whose source file nobody has recorded as erased."""
        rows = self._tables.query(
            "SELECT import_id FROM intake_imports WHERE source_erased_at IS NULL ORDER BY import_id"
        )
        return [int(import_id) for (import_id,) in rows]

    def source_left(self, sha256: str) -> int | None:
        """Return the import of this very file, if its source is not recorded as erased."""
        [(import_id,)] = self._tables.query(
            "SELECT max(import_id) FROM intake_imports"
            " WHERE sha256 = ? AND source_erased_at IS NULL",
            (sha256,),
        )
        return None if import_id is None else int(import_id)
