"""What really lies in an event: tables and files."""

from collections.abc import Sequence
from pathlib import Path

from venue_kiosk.storage.database import Database


def event_tables(database: Database) -> Sequence[str]:
    """Return the names of all tables."""
    rows = database.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    )
    return [name for (name,) in rows]


def event_files(folder: Path) -> Sequence[str]:
    """Return the paths of all files, relative to the event folder."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    )
