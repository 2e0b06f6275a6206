"""What the database driver raises, and what the kiosk says instead."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

from venue_kiosk.errors import UsageError, VaultBusyError, VaultDamagedError, VaultError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import full, read_only, unreachable


class RowRefusedError(VaultError):
    """A rule of the table (UNIQUE, CHECK, NOT NULL, a foreign key) refused the row.

    ``rule`` names the rule as SQLite does, for example
    ``UNIQUE constraint failed: core_check_ins.nonce``: names of columns, never their contents.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(
            _("The record contradicts another one and was not stored."),
            _("Look the entry up again, then decide."),
        )
        self.rule = rule


class StatementError(Exception):
    """A statement or its values are wrong: a mistake in the program, not of a person.

    The text is SQLite's own and says nothing about values.
    """


class StatementDeniedError(StatementError):
    """A plugin's statement reached for something that is not the plugin's."""


def busy() -> VaultBusyError:
    """Compose the error for a lock that another process held too long."""
    return VaultBusyError(
        _("Another desk kept the event busy for too long. Nothing was stored."),
        _("Wait a moment, then try again."),
    )


def damaged() -> VaultDamagedError:
    """Compose the error for bytes that the vault never wrote."""
    return VaultDamagedError(
        _("The database of the event (vault.db) is missing or damaged."),
        _("Do not change anything in the event folder. Call the handling manager."),
    )


SAID_FOR: Final[Mapping[int, Callable[[], VaultError]]] = {
    sqlcipher.SQLITE_BUSY: busy,
    sqlcipher.SQLITE_LOCKED: busy,
    sqlcipher.SQLITE_PROTOCOL: busy,
    sqlcipher.SQLITE_FULL: full,
    sqlcipher.SQLITE_READONLY: read_only,
    sqlcipher.SQLITE_PERM: read_only,
    sqlcipher.SQLITE_CORRUPT: damaged,
    sqlcipher.SQLITE_NOTADB: damaged,
    sqlcipher.SQLITE_FORMAT: damaged,
    sqlcipher.SQLITE_CANTOPEN: unreachable,
    sqlcipher.SQLITE_IOERR: unreachable,
    sqlcipher.SQLITE_NOLFS: unreachable,
}
"""SQLite's primary result codes that a person must act on; every other code is a mistake."""


@contextmanager
def driver_errors_told() -> Iterator[None]:
    """Turn whatever the driver raises inside the block into the kiosk's errors.

    Raises:
        VaultError: as ``SAID_FOR`` has it; ``RowRefusedError`` for a constraint.
        UsageError: a text holds half a character and cannot be stored.
        StatementError: anything else.
    """
    try:
        yield
    except sqlcipher.Error as error:
        raise translated(error) from None
    except UnicodeEncodeError:
        raise UsageError(
            _("The text holds a broken character."), _("Type the text again.")
        ) from None
    except (sqlcipher.Warning, OverflowError) as error:
        raise StatementError(str(error)) from None


def translated(error: Exception) -> Exception:
    """Return what the kiosk raises for one error of the driver."""
    code = int(getattr(error, "sqlite_errorcode", sqlcipher.SQLITE_ERROR))
    if code in SAID_FOR:
        return SAID_FOR[code]()
    if code == sqlcipher.SQLITE_CONSTRAINT:
        return RowRefusedError(str(error))
    # A refused function has only the general code.
    if code == sqlcipher.SQLITE_AUTH or str(error).startswith("not authorized"):
        return StatementDeniedError(str(error))
    return StatementError(str(error))
