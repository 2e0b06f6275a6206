"""Files outside the event folder: remembered in the vault, looked for at the erasure."""

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from venue_kiosk.domain.export import ExportedFile
from venue_kiosk.storage.database import Database

EXPORTS_STEP: Final = (
    "exports",
    """
    CREATE TABLE core_exports (
        path TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
)


class ExportRegister:
    """Answers ``ports.exports.ExportStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, files: Sequence[ExportedFile], *, at: dt.datetime) -> None:
        """Add files, inside the caller's transaction."""
        for each in files:
            self._database.execute(
                "INSERT INTO core_exports (path, owner, sha256, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET"
                " owner = excluded.owner, sha256 = excluded.sha256, at = excluded.at",
                (each.path, each.owner, each.sha256, at.isoformat()),
            )

    def all(self) -> Sequence[ExportedFile]:
        """Return every file that was ever written, by path."""
        rows = self._database.query("SELECT path, owner, sha256 FROM core_exports ORDER BY path")
        return [ExportedFile(path=path, owner=owner, sha256=sha256) for path, owner, sha256 in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExports:
    """What became of them, as far as a program can see."""

    there: tuple[ExportedFile, ...]
    """Still as they were written: they may be erased."""
    unknown: int
    """Gone, changed or not to be overwritten: only people know what became of them."""


def look_for(files: Sequence[ExportedFile]) -> FoundExports:
    """Look for every file where it was written."""
    there = tuple(each for each in files if _is_as_written(each))
    return FoundExports(there=there, unknown=len(files) - len(there))


def _is_as_written(file: ExportedFile) -> bool:
    path = Path(file.path)
    try:
        if path.is_symlink() or not os.access(path, os.W_OK):
            return False
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == file.sha256
    except OSError:
        return False
