"""One connection to the encrypted database of an event."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, Self, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from venue_kiosk.storage.durable import unreachable
from venue_kiosk.storage.sqlite_errors import damaged, driver_errors_told

SqlValue: TypeAlias = str | int | float | bytes | None
Values: TypeAlias = Sequence[SqlValue] | Mapping[str, SqlValue]
"""For ``?`` a sequence, for ``:name`` a mapping."""
Row: TypeAlias = tuple[Any, ...]
BeforeStatement: TypeAlias = Callable[[str], None]
Connection: TypeAlias = Any
"""A connection of the driver, which has no types of its own."""


class LogWatch(Protocol):
    """Remembers outside the database what was committed to it."""

    def keep(self, count: int, head: bytes) -> None:
        """Hear of a head of the log after its commit."""
        ...

    def closed(self) -> None:
        """Hear that the connection was closed."""
        ...


Judge: TypeAlias = Callable[[int, str | None, str | None], bool]
"""Whether SQLite may do (action code, first name, second name)."""

_AFTER_KEY: Final = (
    "PRAGMA cipher_memory_security=ON",
    "PRAGMA temp_store=MEMORY",  # on disk SQLite writes its temporary files unencrypted
    "PRAGMA busy_timeout=10000",
)
_AFTER_WAL: Final = (
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged check-ins when the power fails
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # else REPLACE deletes rows past the triggers
    "PRAGMA cache_size=-32768",  # KiB; a large import would write its pages again and again
)
_CHECKPOINT: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
_READING: Final = ("SELECT", "WITH", "PRAGMA")
HOST_TRIGGERS: Final = "core_row_sums_"
"""Triggers of such a name work for the host whoever sets them off; no plugin's text may name one:
SQLite calls a part of a statement by the name that the statement gives it, too.
"""
_NEVER: Final = frozenset({sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH})
"""Another database could be an unencrypted copy; VACUUM needs one too."""


class Database:
    """Statements on one connection, for the thread that opened it.

    Every write stands in a ``transaction``. All methods raise what
    ``sqlite_errors.driver_errors_told`` lists, and nothing of the driver's.
    """

    def __init__(
        self,
        connection: Connection,
        before_statement: BeforeStatement | None,
        watch: LogWatch | None,
    ) -> None:
        self._connection = connection
        self.before_statement = before_statement
        self._watch = watch
        self._new_head: tuple[int, bytes] | None = None
        self._judge: Judge | None = None
        self.defined: set[str] = set()
        """Functions that SQL can call on this connection only."""
        connection.set_authorizer(self._authorise)

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        before_statement: BeforeStatement | None = None,
        watch: LogWatch | None = None,
    ) -> Self:
        """Open the database file ``path``, which must exist, with the raw 32-byte ``key``.

        An empty file becomes a new database. ``before_statement`` is called with each statement
        after the opening ones; what it raises stands for a fault at that statement. ``watch`` is
        told of each head of the log that was committed, and when the connection is closed.

        Raises:
            VaultDamagedError: the file is not a database of this key.
            VaultReadOnlyError: the file cannot be written.
        """
        _silence_cipher_log()
        address = f"{path.absolute().as_uri()}?mode=rw"
        with driver_errors_told():
            connection = sqlcipher.connect(address, uri=True, isolation_level=None)
            try:
                _prepare(connection, key)
            except BaseException:
                connection.close()
                raise
        return cls(connection, before_statement, watch)

    @staticmethod
    def versions() -> dict[str, str]:
        """Return the versions of the cipher and of SQLite, without a database."""
        with closing(sqlcipher.connect(":memory:")) as connection:
            (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
            (sqlite,) = connection.execute("SELECT sqlite_version()").fetchone()
        return {"sqlcipher": cipher, "sqlite": sqlite}

    def execute(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement inside a transaction; return how many rows it changed."""
        self._require_transaction()
        with self._statement(sql):
            return int(self._connection.execute(sql, values).rowcount)

    @contextmanager
    def staged(self, rows: Sequence[Sequence[SqlValue]]) -> Iterator[str]:
        """Yield the name of a table in memory with ``rows``, all of one length, to select from.

        Inside a transaction. One statement for many rows: where triggers stand, SQLite copies
        every page that a statement changes, and each copy locks and wipes memory of its own.
        """
        width = len(rows[0])
        name = f"temp.staged_{width}"
        columns = ", ".join(f"c{number}" for number in range(width))
        self.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
        self.execute(f"DELETE FROM {name}")  # what a refused statement left
        marks = ", ".join("?" * width)
        with self._statement(name):
            self._connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        yield name
        self.execute(f"DELETE FROM {name}")

    def query(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of one statement; a writing one (``… RETURNING``) needs a transaction."""
        if not sql.lstrip().upper().startswith(_READING):
            self._require_transaction()
        with self._statement(sql):
            rows: list[Row] = self._connection.execute(sql, values).fetchall()
            return rows

    def query_one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of one statement, or nothing."""
        rows = self.query(sql, values)
        return rows[0] if rows else None

    def rekey(self, key: bytes) -> None:
        """Encrypt everything under another raw 32-byte key, all or nothing.

        This connection goes on with the new key; every other one must be closed before. Pages of
        the former key are written back and cut off first, so that the write-ahead log holds pages
        of one key only.
        """
        if self.in_transaction:
            raise RuntimeError("the key changes outside transactions")
        for sql in (_CHECKPOINT, f"PRAGMA rekey=\"x'{key.hex()}'\"", _CHECKPOINT):
            self.query(sql)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open on this connection."""
        return bool(self._connection.in_transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Store everything of the block, or nothing; it is durable when the block has ended.

        Raises:
            RuntimeError: a transaction is open already.
            VaultBusyError: another process held the database for more than 10 s.
        """
        if self.in_transaction:
            raise RuntimeError("a transaction is open already")
        self._run("BEGIN IMMEDIATE")
        self._new_head = None
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        # After the commit: a head that was remembered but not stored would look like a rollback.
        self._tell_head()

    def _tell_head(self) -> None:
        if self._watch is not None and self._new_head is not None:
            self._watch.keep(*self._new_head)

    def note_head(self, count: int, head: bytes) -> None:
        """Have the log's head remembered outside the database, once the transaction stands."""
        self._new_head = (count, head)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all queries of the block see one state, whatever other connections commit."""
        if self.in_transaction:
            yield
            return
        self._run("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def define(self, name: str, function: Callable[..., SqlValue] | type) -> None:
        """Let SQL call ``function``, or for all rows of a query the class of an aggregate."""
        if isinstance(function, type):
            self._connection.create_aggregate(name, -1, function)
        else:
            self._connection.create_function(name, -1, function, deterministic=True)
        self.defined.add(name)

    @contextmanager
    def judged_by(self, judge: Judge) -> Iterator[None]:
        """Let SQLite do inside the block only what ``judge`` allows.

        A statement is judged when it is first prepared: its text must differ from any text that
        runs unjudged.
        """
        self._judge = judge
        try:
            yield
        finally:
            self._judge = None

    def close(self) -> None:
        """Close the connection; the last one to close also empties the write-ahead log."""
        with driver_errors_told():
            self._connection.close()
        if self._watch is not None:
            self._watch.closed()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _run(self, sql: str) -> None:
        with self._statement(sql):
            self._connection.execute(sql)

    @contextmanager
    def _statement(self, sql: str) -> Iterator[None]:
        if self.before_statement is not None:
            self.before_statement(sql)
        with driver_errors_told():
            yield

    def _require_transaction(self) -> None:
        if not self.in_transaction:
            raise RuntimeError("a write outside a transaction")

    def _roll_back(self) -> None:
        # After some errors SQLite has rolled back by itself. The first error is the one to tell.
        with suppress(sqlcipher.Error):
            if self.in_transaction:
                self._connection.execute("ROLLBACK")

    def _authorise(
        self, action: int, first: str | None, second: str | None, _schema: object, by: str | None
    ) -> int:
        judge = self._judge
        hosts = by is not None and by.startswith(HOST_TRIGGERS)
        free = judge is None or hosts or judge(action, first, second)
        allowed = action not in _NEVER and free
        return int(sqlcipher.SQLITE_OK if allowed else sqlcipher.SQLITE_DENY)


@cache
def _silence_cipher_log() -> None:
    # Otherwise a wrong key prints lines over the screen. One statement serves the whole process.
    connection = sqlcipher.connect(":memory:")
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.close()


def _prepare(connection: Connection, key: bytes) -> None:
    connection.set_key(f"x'{key.hex()}'")
    for pragma in _AFTER_KEY:
        connection.execute(pragma)
    (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        raise unreachable()
    for pragma in _AFTER_WAL:
        connection.execute(pragma)
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise damaged()
