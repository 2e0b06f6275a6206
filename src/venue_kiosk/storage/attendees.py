"""The attendee register (名簿) in the vault."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from venue_kiosk.domain.attendee import Addressee, Attendee, Category, Channel, Decision, Role
from venue_kiosk.domain.name_keys import SearchKeys, search_keys
from venue_kiosk.domain.name_search import KeyRange, NameQuery
from venue_kiosk.domain.town import town_of
from venue_kiosk.ports import ApplicantRow, NameHit, NewAttendee, TicketHolder
from venue_kiosk.storage.database import Database

_SHOWN: Final = (
    "attendee_id, reception_no, name, furigana, town, phone_last4, channel, category, decision,"
    " waitlist_order, childcare_wanted, preferred_sessions, organisation_code, role, sample"
)
_KEY_COLUMNS: Final = tuple(field.name for field in dataclasses.fields(SearchKeys))
_COLUMNS: Final = (
    *(
        "attendee_id",
        "reception_no",
        "identity",
        "name",
        "furigana",
        "address",
        "town",
        "phone",
        "channel",
    ),
    *("category", "preferred_sessions", "email", "fax", "decision", "waitlist_order"),
    *("childcare_wanted", "organisation_code", "role", "sample", "recorded_at"),
    *_KEY_COLUMNS,
)
_INSERT: Final = f"INSERT INTO core_attendees ({', '.join(_COLUMNS)}) SELECT * FROM"
_ISSUE: Final = "INSERT INTO core_tickets (digits, attendee_id, issued_at)"
_APPLIED: Final = "channel <> 'walk_in'"


class AttendeeRegister:
    """Who applied, who has which ticket, and how to find them."""

    def __init__(self, database: Database, *, ward_prefixes: Sequence[str] = ()) -> None:
        self._db = database
        self._ward_prefixes = tuple(ward_prefixes)

    def get(self, attendee_id: int) -> Attendee:
        """Return one attendee; KeyError when there is none."""
        found = self._one("attendee_id = ?", attendee_id)
        if found is None:
            raise KeyError(attendee_id)
        return found

    def by_reception_no(self, reception_no: str) -> Attendee | None:
        """Return the attendee with ``0123-4``."""
        return self._one("reception_no = ?", reception_no)

    def present(self, session_no: int) -> Sequence[Attendee]:
        """Return who has an open check-in for the session, by record number."""
        rows = self._db.query(
            f"SELECT {_SHOWN} FROM core_attendees WHERE attendee_id IN (SELECT attendee_id"
            " FROM core_check_ins WHERE session_no = ? AND revoked_at IS NULL)"
            " ORDER BY attendee_id",
            (session_no,),
        )
        return [_attendee(row) for row in rows]

    def by_identity(self, identity: str) -> Attendee | None:
        """Return the attendee recorded under an application's identity."""
        return self._one("identity = ?", identity)

    def by_ticket(self, digits: str) -> TicketHolder | None:
        """Return who holds the ticket code, superseded ones included."""
        row = self._db.query_one(
            "SELECT attendee_id, superseded_at FROM core_tickets WHERE digits = ?", (digits,)
        )
        return None if row is None else TicketHolder(attendee_id=row[0], superseded=bool(row[1]))

    def find(self, query: NameQuery, *, limit: int) -> Sequence[NameHit]:
        """Return the best hits, strict tiers first; nobody is listed twice."""
        hits: dict[int, NameHit] = {}
        for key_range in query.ranges:
            for attendee in self._in_range(key_range, limit=limit):
                hits.setdefault(
                    attendee.attendee_id, NameHit(attendee=attendee, tier=key_range.tier)
                )
            if len(hits) >= limit:
                break
        return list(hits.values())[:limit]

    def addressees(
        self, decisions: Sequence[Decision], channel: Channel | None
    ) -> Sequence[tuple[Addressee, str]]:
        """Return people to write to with their current ticket digits, by reception number."""
        marks = ", ".join("?" * len(decisions))
        rows = self._db.query(
            f"SELECT {_SHOWN}, address, email, fax, digits"
            " FROM core_attendees JOIN core_tickets USING (attendee_id)"
            f" WHERE superseded_at IS NULL AND decision IN ({marks}) AND {_APPLIED}"
            " AND (? IS NULL OR channel = ?) ORDER BY length(reception_no), reception_no",
            (*decisions, channel, channel),
        )
        return [(_addressee(row), row[-1]) for row in rows]

    def known_identities(self) -> set[str]:
        """Return the identities of all recorded applications."""
        return {row[0] for row in self._db.query("SELECT identity FROM core_attendees")}

    def taken_reception_numbers(self) -> set[str]:
        """Return all reception numbers in use."""
        return {row[0] for row in self._db.query("SELECT reception_no FROM core_attendees")}

    def record(self, attendees: Iterable[NewAttendee]) -> Sequence[int]:
        """Record people with their tickets; return their ids in order."""
        # RETURNING would make SQLite build a table in locked memory for every row.
        [(last,)] = self._db.query("SELECT coalesce(max(attendee_id), 0) FROM core_attendees")
        numbered = list(enumerate(attendees, last + 1))
        if numbered:
            with self._db.staged([self._row(*each) for each in numbered]) as rows:
                self._db.execute(f"{_INSERT} {rows}")
            tickets = [(new.ticket_digits, no, new.recorded_at.isoformat()) for no, new in numbered]
            with self._db.staged(tickets) as rows:
                self._db.execute(f"{_ISSUE} SELECT * FROM {rows}")
        return [number for number, _new in numbered]

    def reissue(self, attendee_id: int, digits: str, at: dt.datetime) -> None:
        """Give a person a new ticket code; the older ones are superseded."""
        self._db.execute(
            "UPDATE core_tickets SET superseded_at = ?"
            " WHERE attendee_id = ? AND superseded_at IS NULL",
            (at.isoformat(), attendee_id),
        )
        self._db.execute(f"{_ISSUE} VALUES (?, ?, ?)", (digits, attendee_id, at.isoformat()))

    def applicants(self) -> Sequence[ApplicantRow]:
        """Return every pre-registered applicant in order of application."""
        rows = self._db.query(
            "SELECT attendee_id, decision, waitlist_order, organisation_code, promoted"
            f" FROM core_attendees WHERE {_APPLIED} ORDER BY attendee_id"
        )
        return [
            ApplicantRow(
                attendee_id=row[0],
                decision=Decision(row[1]),
                waitlist_order=row[2],
                organisation_code=row[3],
                promoted=bool(row[4]),
            )
            for row in rows
        ]

    def decide(self, changes: Iterable[ApplicantRow]) -> None:
        """Record decisions, waitlist order and promotions."""
        rows = [
            (each.attendee_id, each.decision, each.waitlist_order, each.promoted)
            for each in changes
        ]
        if rows:
            with self._db.staged(rows) as changed:
                self._db.execute(
                    "UPDATE core_attendees SET decision = c1, waitlist_order = c2, promoted = c3"
                    f" FROM {changed} WHERE attendee_id = c0"
                )

    def count_by_decision(self) -> dict[Decision, int]:
        """Return how many pre-registered applicants have each decision."""
        rows = self._db.query(
            f"SELECT decision, COUNT(*) FROM core_attendees WHERE {_APPLIED} GROUP BY decision"
        )
        return {Decision(decision): count for decision, count in rows}

    def count_by_channel(self, decisions: Sequence[Decision]) -> dict[Channel, int]:
        """Return how many pre-registered applicants with one of ``decisions`` each channel has."""
        marks = ", ".join("?" * len(decisions))
        rows = self._db.query(
            f"SELECT channel, COUNT(*) FROM core_attendees WHERE {_APPLIED}"
            f" AND decision IN ({marks}) GROUP BY channel",
            tuple(decisions),
        )
        return {Channel(channel): count for channel, count in rows}

    def count_childcare_wanted(self, session_no: int) -> int:
        """Return how many accepted applicants of a session want childcare; walk-ins not counted."""
        [(count,)] = self._db.query(
            f"SELECT COUNT(*) FROM core_attendees WHERE {_APPLIED} AND childcare_wanted"
            " AND decision = ? AND (preferred_sessions = '' OR instr(preferred_sessions, ?))",
            (Decision.ACCEPTED, f",{session_no},"),
        )
        return int(count)

    def _one(self, condition: str, value: int | str) -> Attendee | None:
        row = self._db.query_one(
            f"SELECT {_SHOWN} FROM core_attendees WHERE {condition}",
            (value,),
        )
        return None if row is None else _attendee(row)

    def _in_range(self, key_range: KeyRange, *, limit: int) -> Sequence[Attendee]:
        """Ask one index range; the given name narrows it as ``KeyRange`` says."""
        column, given_column = key_range.column, key_range.given_column
        condition = f"{column} >= ? AND {column} < ?"
        values: list[str | int] = [key_range.first, key_range.last]
        if key_range.given and given_column:
            condition += (
                f" AND CASE WHEN {given_column} <> '' THEN instr({given_column}, ?) = 1"
                f" ELSE instr(substr({column}, ?), ?) > 0 END"
            )
            values += [key_range.given, len(key_range.first) + 1, key_range.given]
        rows = self._db.query(
            f"SELECT {_SHOWN} FROM core_attendees WHERE {condition} ORDER BY {column} LIMIT ?",
            (*values, limit),
        )
        return [_attendee(row) for row in rows]

    def _row(self, attendee_id: int, new: NewAttendee) -> tuple[Any, ...]:
        application = new.application
        address = application.address
        keys = search_keys(application.name, application.furigana, application.phone)
        return (
            attendee_id,
            *(new.reception_no, new.identity, application.name, application.furigana, address),
            town_of(address, self._ward_prefixes) if address else None,
            *(application.phone, application.channel, application.category),
            _join_sessions(application.preferred_sessions),
            *(application.email, application.fax, application.decision),
            *(application.waitlist_order, application.childcare_wanted),
            *(application.organisation_code, application.role, new.sample),
            new.recorded_at.isoformat(),
            *(getattr(keys, column) for column in _KEY_COLUMNS),
        )


def _join_sessions(numbers: Sequence[int]) -> str:
    return "".join(f",{number}" for number in numbers) + "," if numbers else ""


def _addressee(row: Sequence[Any]) -> Addressee:
    address, email, fax, _digits = row[-4:]
    return Addressee(attendee=_attendee(row[:-4]), address=address, email=email, fax=fax)


def _attendee(row: Sequence[Any]) -> Attendee:
    return Attendee(
        attendee_id=row[0],
        reception_no=row[1],
        name=row[2],
        furigana=row[3],
        town=row[4],
        phone_last4=row[5],
        channel=Channel(row[6]),
        category=Category(row[7]),
        decision=Decision(row[8]),
        waitlist_order=row[9],
        childcare_wanted=bool(row[10]),
        preferred_sessions=tuple(int(part) for part in row[11].split(",") if part),
        organisation_code=row[12],
        role=Role(row[13]) if row[13] else None,
        sample=bool(row[14]),
    )
