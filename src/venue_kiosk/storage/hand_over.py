"""Packages and receipts in the vault: rows that SQLite itself lets nobody change."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Final

from venue_kiosk.domain.hand_over import ItemKey, RecordedPackage, RecordedReceipt
from venue_kiosk.storage.database import Database

_TABLES: Final = """
CREATE TABLE core_packages (
    package_id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    files INTEGER NOT NULL,
    list_sha256 TEXT NOT NULL,
    code_proof TEXT NOT NULL,
    counts TEXT NOT NULL,
    lists TEXT NOT NULL,
    who TEXT NOT NULL,
    second TEXT NOT NULL
) STRICT;
CREATE TABLE core_receipts (
    receipt_id INTEGER PRIMARY KEY CHECK (receipt_id = 1),
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    code TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    who TEXT NOT NULL
) STRICT;
"""

_GUARDS: Final = "".join(
    f"CREATE TRIGGER {table}_{word} BEFORE {act} ON {table}"
    " BEGIN SELECT raise(ABORT, 'what was handed over stays recorded'); END;\n"
    for table in ("core_packages", "core_receipts")
    for word, act in (("kept", "UPDATE"), ("stays", "DELETE"))
)

HAND_OVER_STEP: Final = ("hand_over", _TABLES + _GUARDS)
TOTALS_STEP: Final = (
    "handed_over_totals",
    "ALTER TABLE core_packages ADD COLUMN totals TEXT NOT NULL DEFAULT '';",
)


class HandOverRegister:
    """Answers ``ports.hand_over.HandOverStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self) -> RecordedPackage | None:
        """Return the package that counts: the last one made."""
        row = self._database.query_one(
            "SELECT made_at, files, list_sha256, code_proof, counts, lists, who, second, totals"
            " FROM core_packages ORDER BY package_id DESC LIMIT 1"
        )
        if row is None:
            return None
        return RecordedPackage(
            made_at=dt.datetime.fromisoformat(row[0]),
            files=row[1],
            list_sha256=row[2],
            code_proof=row[3],
            counts=_read_counts(row[4]),
            lists=json.loads(row[5]),
            who=row[6],
            second=row[7],
            totals=row[8].encode(),
        )

    def receipt(self) -> RecordedReceipt | None:
        """Return the ward's receipt."""
        row = self._database.query_one(
            "SELECT number, date, code, recorded_at, who FROM core_receipts"
        )
        if row is None:
            return None
        return RecordedReceipt(
            number=row[0],
            date=dt.date.fromisoformat(row[1]),
            code=row[2],
            recorded_at=dt.datetime.fromisoformat(row[3]),
            who=row[4],
        )

    def record(self, package: RecordedPackage) -> None:
        """Add a package, inside the caller's transaction."""
        self._database.execute(
            "INSERT INTO core_packages"
            " (made_at, files, list_sha256, code_proof, counts, lists, who, second, totals)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                package.made_at.isoformat(),
                package.files,
                package.list_sha256,
                package.code_proof,
                json.dumps([[*key, n] for key, n in sorted(package.counts.items())]),
                json.dumps(dict(package.lists)),
                package.who,
                package.second,
                package.totals.decode(),
            ),
        )

    def record_receipt(self, receipt: RecordedReceipt) -> None:
        """Add the receipt, inside the caller's transaction."""
        self._database.execute(
            "INSERT INTO core_receipts (receipt_id, number, date, code, recorded_at, who)"
            " VALUES (1, ?, ?, ?, ?, ?)",
            (
                receipt.number,
                receipt.date.isoformat(),
                receipt.code,
                receipt.recorded_at.isoformat(),
                receipt.who,
            ),
        )


def _read_counts(text: str) -> Mapping[ItemKey, int]:
    return {(owner, item): n for owner, item, n in json.loads(text)}
