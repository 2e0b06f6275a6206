"""Made-up strings that lie among the data, so that a scan after erasure can look for them."""

from collections.abc import Sequence
from typing import Final

from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.database import Database

CANARIES: Final = 3
_SIGNS: Final = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
)
_LENGTH: Final = 14

CANARIES_STEP: Final = (
    "canaries",
    """
    CREATE TABLE core_canaries (
        canary TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    """,
)


def record_new_canaries(database: Database, tokens: TokenSource) -> None:
    """Make up the event's canaries, inside the caller's transaction."""
    for _canary in range(CANARIES):
        signs = [_SIGNS[octet % len(_SIGNS)] for octet in tokens.octets(_LENGTH)]
        database.execute("INSERT INTO core_canaries (canary) VALUES (?)", ("".join(signs),))


def read_canaries(database: Database) -> Sequence[str]:
    """Return the event's canaries."""
    return [text for (text,) in database.query("SELECT canary FROM core_canaries ORDER BY canary")]
