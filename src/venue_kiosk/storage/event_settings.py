"""The programme file as it was when the event was made; nobody changes it afterwards."""

from typing import Final

from venue_kiosk.storage.database import Database
from venue_kiosk.storage.sqlite_errors import damaged

_PROGRAMME: Final = "programme"


def record_programme(database: Database, content: bytes) -> None:
    """Keep the programme file's bytes, inside the caller's transaction."""
    database.execute(
        "INSERT INTO core_event (name, content) VALUES (?, ?)", (_PROGRAMME, content.decode())
    )


def read_programme(database: Database) -> bytes:
    """Return the programme file's bytes.

    Raises:
        VaultDamagedError: the vault has no programme.
    """
    row = database.query_one("SELECT content FROM core_event WHERE name = ?", (_PROGRAMME,))
    if row is None:
        raise damaged()
    return str(row[0]).encode()
