"""The secrets that live in the vault and end with it."""

import hmac
from typing import Final

from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.sqlite_errors import damaged

EVENT_KEY: Final = "event_key"
"""The Ed25519 seed that signs checkpoints, the started record and the certificate."""
REFERENCE_KEY: Final = "reference_key"
"""Hashes reception numbers for the audit log; plugins' keys are derived from it."""

WITNESS_KEY: Final = "witness_public_key"
"""The raw Ed25519 public key of the witness; the private half lies only in the witness's slot."""

KEYS_STEP: Final = (
    "keys",
    """
    CREATE TABLE core_keys (
        name TEXT PRIMARY KEY,
        secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT, WITHOUT ROWID;
    """,
)


def record_new_keys(database: Database, tokens: TokenSource) -> None:
    """Make the event's keys, inside the caller's transaction."""
    for name in (EVENT_KEY, REFERENCE_KEY):
        record_key(database, name, tokens.octets(32))


def record_key(database: Database, name: str, key: bytes) -> None:
    """Keep 32 bytes under a new name, inside the caller's transaction."""
    database.execute("INSERT INTO core_keys (name, secret) VALUES (?, ?)", (name, key))


def read_key(database: Database, name: str) -> bytes:
    """Return the 32 bytes of one key.

    Raises:
        VaultDamagedError: the vault has no such key.
    """
    row = database.query_one("SELECT secret FROM core_keys WHERE name = ?", (name,))
    if row is None:
        raise damaged()
    return bytes(row[0])


def seal(database: Database, plugin: str, text: str) -> bytes:
    """Return HMAC-SHA256 of ``text`` under a key that only ``plugin`` uses.

    Raises:
        VaultDamagedError: the vault has no key to derive it from.
    """
    # No reception number looks like this label, so the two uses of the key never meet.
    own_key = hmac.digest(read_key(database, REFERENCE_KEY), f"plugin {plugin}".encode(), "sha256")
    return hmac.digest(own_key, text.encode(), "sha256")
