"""Brings the tables of one owner up to date, one named step at a time."""

import datetime as dt
from collections.abc import Iterator
from typing import Final, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.errors import VaultNewerError
from venue_kiosk.i18n import _
from venue_kiosk.storage.database import HOST_TRIGGERS, Database
from venue_kiosk.storage.row_sums import keep_sums

__all__ = ["MigrationSet", "migrate", "refuse_newer"]

_RECORD: Final = """
CREATE TABLE IF NOT EXISTS core_migrations (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID
"""

_SchemaPart: TypeAlias = tuple[str, str, str, str | None]
"""Of a table, index, view or trigger: schema, own name, table's name, SQL."""


def migrate(database: Database, migrations: MigrationSet, *, at: dt.datetime) -> tuple[str, ...]:
    """Apply the steps that are not recorded yet; return their names.

    Each step is one transaction: interrupted anywhere, what was applied stays recorded and the
    rest is applied next time.

    Raises:
        VaultNewerError: a step is recorded that this version does not know; nothing is applied.
        ValueError: a step makes or changes something not named ``<owner>_…``.
    """
    with database.transaction():
        database.execute(_RECORD)
    refuse_newer(database, migrations)
    return tuple(
        name for name, sql in migrations.steps if _apply(database, migrations, name, sql, at=at)
    )


def refuse_newer(database: Database, migrations: MigrationSet) -> None:
    """Make sure that this version knows every recorded step of the owner.

    Raises:
        VaultNewerError: it does not.
    """
    if not _recorded(database, migrations.owner) <= set(migrations.names):
        raise VaultNewerError(
            _("The event was made by a newer version of the kiosk."),
            _("Open it with that version."),
        )


def _apply(
    database: Database, migrations: MigrationSet, name: str, sql: str, *, at: dt.datetime
) -> bool:
    with database.transaction():
        # Asked again inside the transaction: another process may have been first.
        if name in _recorded(database, migrations.owner):
            return False
        before = _schema(database)
        for statement in _statements(sql):
            database.execute(statement)
        _require_own(before ^ _schema(database), migrations, name)
        keep_sums(database, migrations.owner)
        database.execute(
            "INSERT INTO core_migrations (owner, name, at) VALUES (?, ?, ?)",
            (migrations.owner, name, at.isoformat()),
        )
    return True


def _recorded(database: Database, owner: str) -> set[str]:
    rows = database.query("SELECT name FROM core_migrations WHERE owner = ?", (owner,))
    return {name for (name,) in rows}


def _schema(database: Database) -> set[_SchemaPart]:
    return {
        (schema, name, table, sql)
        for schema in ("main", "temp")
        for name, table, sql in database.query(
            f"SELECT name, tbl_name, sql FROM {schema}.sqlite_master"
        )
    }


def _require_own(changed: set[_SchemaPart], migrations: MigrationSet, step: str) -> None:
    for schema, name, table, sql in changed:
        # SQLite names the indexes behind UNIQUE itself; they have no SQL. The host's triggers
        # change and go with their table.
        hosts = sql is None or name.startswith(HOST_TRIGGERS)
        names = {table} if hosts else {name, table}
        if schema != "main" or not all(each.startswith(migrations.prefix) for each in names):
            raise ValueError(
                f"migration {step} of {migrations.owner} reaches beyond its own tables: {name}"
            )


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for piece in sql.split(";"):
        statement += piece + ";"
        if sqlcipher.complete_statement(statement):
            if statement.strip(" \n\t;"):
                yield statement
            statement = ""
