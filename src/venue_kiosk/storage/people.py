"""The accounts of the people who handle the data."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Party
from venue_kiosk.domain.person import Person
from venue_kiosk.storage.database import Database, Row

PEOPLE_STEP: Final = (
    "people",
    """
    CREATE TABLE core_handlers (
        handler_id TEXT PRIMARY KEY,
        role TEXT NOT NULL,
        duties TEXT NOT NULL,
        trained TEXT,
        reported TEXT,
        report_document TEXT NOT NULL,
        party TEXT NOT NULL,
        opens INTEGER NOT NULL,
        needs_passphrase INTEGER NOT NULL,
        verifier TEXT,
        revoked_at TEXT
    ) STRICT, WITHOUT ROWID;
    """,
)
_COLUMNS: Final = (
    "handler_id, role, duties, trained, reported, report_document, party, opens,"
    " needs_passphrase, revoked_at"
)


class PeopleRegister:
    """Reads and writes accounts; writing runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Person]:
        """Return every account, revoked ones too, by id."""
        rows = self._database.query(f"SELECT {_COLUMNS} FROM core_handlers ORDER BY handler_id")
        return [_person(row) for row in rows]

    def get(self, handler_id: str) -> Person | None:
        """Return one account."""
        row = self._database.query_one(
            f"SELECT {_COLUMNS} FROM core_handlers WHERE handler_id = ?", (handler_id,)
        )
        return None if row is None else _person(row)

    def record(self, person: Person) -> None:
        """Record a new account."""
        marks = ", ".join("?" * len(_values(person)))
        self._database.execute(
            f"INSERT INTO core_handlers ({_COLUMNS}) VALUES ({marks})", _values(person)
        )

    def change(self, person: Person) -> None:
        """Replace what is recorded of an account."""
        handler_id, *rest = _values(person)
        sets = ", ".join(f"{name.strip()} = ?" for name in _COLUMNS.split(",")[1:])
        self._database.execute(
            f"UPDATE core_handlers SET {sets} WHERE handler_id = ?", (*rest, handler_id)
        )

    def verifier(self, handler_id: str) -> str | None:
        """Return the verifier of somebody who holds no key slot."""
        row = self._database.query_one(
            "SELECT verifier FROM core_handlers WHERE handler_id = ?", (handler_id,)
        )
        return None if row is None else row[0]

    def keep_verifier(self, handler_id: str, verifier: str | None) -> None:
        """Keep or drop the verifier of an account."""
        self._database.execute(
            "UPDATE core_handlers SET verifier = ? WHERE handler_id = ?", (verifier, handler_id)
        )


def _values(person: Person) -> tuple[str | int | None, ...]:
    handler = person.handler
    return (
        handler.handler_id,
        handler.role.value,
        " ".join(duty.value for duty in Duty if duty in handler.duties),
        _iso(handler.trained),
        _iso(handler.reported),
        person.report_document,
        handler.party.value,
        int(person.opens),
        int(person.needs_passphrase),
        _iso(person.revoked_at),
    )


def _iso(when: dt.date | None) -> str | None:
    return None if when is None else when.isoformat()


def _person(row: Row) -> Person:
    handler_id, role, duties, trained, reported, document, party, opens, needs, revoked = row
    return Person(
        handler=Handler(
            handler_id=handler_id,
            role=HandlerRole(role),
            duties=frozenset(Duty(duty) for duty in duties.split()),
            trained=trained and dt.date.fromisoformat(trained),
            reported=reported and dt.date.fromisoformat(reported),
            party=Party(party),
        ),
        report_document=document,
        opens=bool(opens),
        needs_passphrase=bool(needs),
        revoked_at=revoked and dt.datetime.fromisoformat(revoked),
    )
