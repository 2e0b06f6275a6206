"""A keyed sum of the rows of every table, so that an old page in the place of a newer one shows.

SQLCipher authenticates each page by itself: an older page of the same place passes. Triggers keep,
in the transaction of each change, the sum modulo 2^256 of one keyed hash for each row, whatever
the order of the rows. Of the log only the last line counts, its chain holds the rest: the sums
therefore belong to one head of the log, and an old page of theirs shows as well.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from venue_kiosk.storage.database import HOST_TRIGGERS, Database
from venue_kiosk.storage.keys import REFERENCE_KEY

ROW_SUMS: Final = "core_row_sums"
ROW_SUMS_STEP: Final = (
    "row_sums",
    f"""
    CREATE TABLE IF NOT EXISTS {ROW_SUMS} (
        name TEXT PRIMARY KEY,
        sum BLOB NOT NULL CHECK (length(sum) = 32)
    ) STRICT, WITHOUT ROWID;
    """,
)

_BYTES: Final = 32
_MODULUS: Final = 1 << 8 * _BYTES
_SCHEMA: Final = "sqlite_master"
_LOG: Final = "core_audit"
_NOTHING: Final = f"zeroblob({_BYTES})"
_ADD: Final = "core_row_sum"
_TOTAL: Final = "core_row_total"
_KEY_USE: Final = b"row sums"


def arm(database: Database) -> None:
    """Give the connection the functions that the triggers call, once the vault has its keys."""
    if "core_keys" not in _tables(database):
        return
    row = database.query_one("SELECT secret FROM core_keys WHERE name = ?", (REFERENCE_KEY,))
    if row is not None:
        _define(database, bytes(row[0]))


def keep_sums(database: Database, owner: str) -> None:
    """Have every change of the owner's tables summed, inside the caller's transaction.

    So are tables that nobody has summed yet. Nothing happens before the vault has its keys and
    the table of the sums.
    """
    names = _tables(database)
    if ROW_SUMS not in names or _ADD not in database.defined:
        return
    known = _known(database)
    for table in _summed(names):
        if table.startswith(f"{owner}_") or table not in known:
            _keep_table(database, table)
    for gone in known.keys() - {*names, _SCHEMA}:
        database.execute(f"DELETE FROM {ROW_SUMS} WHERE name = ?", (gone,))
    _store(database, _SCHEMA)


def take_as_they_are(database: Database) -> None:
    """Sum every row anew, inside the caller's transaction: somebody answers for what is there."""
    database.execute(ROW_SUMS_STEP[1])
    database.execute(f"DELETE FROM {ROW_SUMS}")
    for table in _summed(_tables(database)):
        _keep_table(database, table)
        _store(database, table)
    _store(database, _SCHEMA)


def differing(database: Database) -> Sequence[str]:
    """Return the tables whose rows are not those that were written last, in alphabetical order."""
    with database.snapshot():
        names = _tables(database)
        if ROW_SUMS not in names:
            return [ROW_SUMS] if _was_kept(database) else []
        known = _known(database)
        there = {name: _sum(database, name) for name in (*_summed(names), _SCHEMA)}
        return sorted(
            name for name in known.keys() | there.keys() if known.get(name) != there.get(name)
        )


def _keep_table(database: Database, table: str) -> None:
    wanted = dict(_triggers(database, table))
    rows = database.query(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
        " AND name GLOB ?",
        (table, f"{HOST_TRIGGERS}*"),
    )
    found: dict[str, str] = dict(rows)
    if found == wanted:
        return
    for name in found:
        database.execute(f"DROP TRIGGER {name}")
    for sql in wanted.values():
        database.execute(sql)
    _store(database, table)


def _triggers(database: Database, table: str) -> Iterator[tuple[str, str]]:
    new, old = (_values(database, table, of) for of in ("NEW.", "OLD."))
    if table == _LOG:
        acts = {"INSERT": f"{_ADD}({_NOTHING}, 1, {new})"}
    else:
        acts = {
            "INSERT": f"{_ADD}(sum, 1, {new})",
            "DELETE": f"{_ADD}(sum, -1, {old})",
            "UPDATE": f"{_ADD}({_ADD}(sum, -1, {old}), 1, {new})",
        }
    for act, value in acts.items():
        name = f"{HOST_TRIGGERS}{table}_{act.lower()}"
        body = f"UPDATE {ROW_SUMS} SET sum = {value} WHERE name = '{table}'"
        yield name, f"CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN {body}; END"


def _values(database: Database, table: str, of: str = "") -> str:
    """Return what is hashed of a row: the table's name and every stored column."""
    if table == _SCHEMA:
        columns = ["type", "name", "tbl_name", "rootpage", "sql"]
    else:
        rows = database.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
        columns = [f'"{name}"' for (name,) in rows]
    return ", ".join([f"'{table}'", *(of + column for column in columns)])


def _store(database: Database, name: str) -> None:
    values = (name, _sum(database, name))
    database.execute(f"INSERT OR REPLACE INTO {ROW_SUMS} (name, sum) VALUES (?, ?)", values)


def _sum(database: Database, name: str) -> bytes:
    # An index may hold what the table does not.
    source = f"{name} NOT INDEXED"
    if name == _LOG:
        source = f"(SELECT * FROM {name} ORDER BY seq DESC LIMIT 1)"
    row = database.query_one(f"SELECT {_TOTAL}({_values(database, name)}) FROM {source}")
    return bytes(_BYTES) if row is None or row[0] is None else bytes(row[0])


def _known(database: Database) -> dict[str, bytes]:
    return dict(database.query(f"SELECT name, sum FROM {ROW_SUMS}"))


def _summed(names: Sequence[str]) -> Sequence[str]:
    return [name for name in names if name != ROW_SUMS]


def _tables(database: Database) -> Sequence[str]:
    rows = database.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    )
    return [name for (name,) in rows]


def _was_kept(database: Database) -> bool:
    name, _sql = ROW_SUMS_STEP
    sql = "SELECT 1 FROM core_migrations WHERE owner = 'core' AND name = ?"
    return database.query_one(sql, (name,)) is not None


def _define(database: Database, secret: bytes) -> None:
    keyed = hashlib.blake2b(key=hashlib.blake2b(_KEY_USE, key=secret).digest(), digest_size=_BYTES)

    def hash_of(values: tuple[Any, ...]) -> int:
        digest = keyed.copy()
        # Tells apart every two rows, types and all; ``repr`` would change with Python's Unicode.
        digest.update(ascii(values).encode("ascii"))
        return int.from_bytes(digest.digest(), "big")

    def add(total: bytes, sign: int, *values: object) -> bytes:
        found = int.from_bytes(total, "big") + sign * hash_of(values)
        return (found % _MODULUS).to_bytes(_BYTES, "big")

    class Total:
        """The sum of all rows of a query."""

        def __init__(self) -> None:
            self._found = 0

        def step(self, *values: object) -> None:
            """Add a row."""
            self._found += hash_of(values)

        def finalize(self) -> bytes:
            """Return the sum."""
            return (self._found % _MODULUS).to_bytes(_BYTES, "big")

    database.define(_ADD, add)
    database.define(_TOTAL, Total)
