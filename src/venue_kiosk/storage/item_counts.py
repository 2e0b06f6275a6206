"""How much of every declared data item there is, counted in the vault."""

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.inventory import event_tables
from venue_kiosk.storage.row_sums import differing


def count_items(
    database: Database, items: Sequence[DataItem], files: Sequence[str]
) -> Sequence[tuple[DataItem, int]]:
    """Return each item with its count: rows that have it, or files of it.

    ``files`` are paths within the event folder. A table that was never made holds nothing: not
    every plugin had its event opened with it.
    """
    made = frozenset(event_tables(database))
    return [(item, _count(database, item, files, made)) for item in items]


def _count(database: Database, item: DataItem, files: Sequence[str], made: Collection[str]) -> int:
    if item.table is None:
        pattern = f"files/{item.owner}/{item.files}"
        return sum(fnmatchcase(path, pattern) for path in files)
    if item.table not in made:
        return 0
    sql = f"SELECT count(*) FROM {item.table}"
    if item.columns:
        sql += f" WHERE {item.columns[0]} IS NOT NULL AND {item.columns[0]} <> ''"
    row = database.query_one(sql)
    return 0 if row is None else int(row[0])


def check_database(database: Database) -> tuple[bool, bool, int]:
    """Return whether the log was written back, whether all is whole, and how many bad pages."""
    (busy, _log, _done) = database.query("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    whole = database.query("PRAGMA integrity_check(1)") == [("ok",)] and not differing(database)
    bad = database.query("PRAGMA cipher_integrity_check")
    return not busy, whole, len(bad)
