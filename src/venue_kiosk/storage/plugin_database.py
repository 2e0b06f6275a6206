"""The database as a plugin sees it: its own tables and nothing else."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Final, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.storage.database import HOST_TRIGGERS, Database, Row, Values
from venue_kiosk.storage.sqlite_errors import StatementDeniedError

Columns: TypeAlias = "frozenset[str] | None"
"""Names of columns; ``None`` for every column of the table."""

_READS_OR_CHANGES: Final = frozenset({sqlcipher.SQLITE_READ, sqlcipher.SQLITE_UPDATE})
_ON_OWN_TABLES: Final = frozenset(
    {
        sqlcipher.SQLITE_READ,
        sqlcipher.SQLITE_INSERT,
        sqlcipher.SQLITE_UPDATE,
        sqlcipher.SQLITE_DELETE,
    }
)
_HARMLESS: Final = frozenset({sqlcipher.SQLITE_SELECT, sqlcipher.SQLITE_RECURSIVE})
_FUNCTIONS: Final = frozenset(
    {
        *("abs", "avg", "char", "coalesce", "count", "format", "glob", "group_concat", "hex"),
        *("ifnull", "iif", "instr", "length", "like", "lower", "ltrim", "max", "min", "nullif"),
        *("printf", "replace", "round", "rtrim", "sign", "substr", "substring", "sum", "total"),
        *("trim", "typeof", "unicode", "upper", "->", "->>", "json", "json_array"),
        *("json_array_length", "json_extract", "json_group_array", "json_group_object"),
        *("json_object", "json_valid", "dense_rank", "first_value", "lag", "last_value", "lead"),
        *("rank", "row_number"),
    }
)


class PluginDatabase:
    """Statements on the tables ``<owner>_…`` that the plugin declared, on the kiosk's connection.

    SQLite itself refuses everything else: core tables and other plugins', columns that no data
    item names, the schema, PRAGMA, ATTACH, new tables, temporary ones, VACUUM, functions that
    reach out of the database. This stops mistakes and casual misuse; a plugin runs in the
    kiosk's process and is trusted.
    """

    def __init__(self, database: Database, owner: str, items: Iterable[DataItem]) -> None:
        self._database = database
        self._columns = _declared_columns(owner, items)
        # A statement is judged once for each text, so a plugin's texts must be nobody else's.
        self._signature = f"\n/* {owner} */"

    def execute(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement inside a transaction; return how many rows it changed.

        Raises:
            StatementDeniedError: the statement reaches for something not the plugin's.
        """
        with self._database.judged_by(self._allows):
            return self._database.execute(_signed(sql, self._signature), values)

    def query(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of one statement; also for ``INSERT … RETURNING``."""
        with self._database.judged_by(self._allows):
            return self._database.query(_signed(sql, self._signature), values)

    def transaction(self) -> AbstractContextManager[None]:
        """Store everything of the block, or nothing; it is durable when the block has ended."""
        return self._database.transaction()

    def _allows(self, action: int, first: str | None, second: str | None) -> bool:
        if action == sqlcipher.SQLITE_FUNCTION:
            return second in _FUNCTIONS
        if action in _HARMLESS:
            return True
        if action not in _ON_OWN_TABLES or first is None or first not in self._columns:
            return False
        columns = self._columns[first]
        named = second if action in _READS_OR_CHANGES else None
        return columns is None or not named or named in columns


@lru_cache(maxsize=512)
def _signed(sql: str, signature: str) -> str:
    if HOST_TRIGGERS in sql.lower():
        raise StatementDeniedError("not authorized: a name that only the host uses")
    return sql + signature


def _declared_columns(owner: str, items: Iterable[DataItem]) -> Mapping[str, Columns]:
    """Return the owner's own tables with the columns that its items name.

    An item that names none claims the whole table; a foreign table is nobody's to claim.
    """
    declared: dict[str, Columns] = {}
    for item in items:
        if item.owner != owner or item.table is None or not item.table.startswith(f"{owner}_"):
            continue
        before = declared.get(item.table, frozenset())
        whole = before is None or not item.columns
        declared[item.table] = None if whole else frozenset({*(before or ()), *item.columns})
    return declared
