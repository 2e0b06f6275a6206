"""What the services keep in the vault, as protocols; ``storage`` implements them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from venue_kiosk.domain.admission import Counts
from venue_kiosk.domain.attendee import Addressee, Application, Attendee, Channel, CheckIn, Decision
from venue_kiosk.domain.name_search import NameQuery, Tier
from venue_kiosk.domain.reasons import ScanReason


class Transactions(Protocol):
    """Writes that belong together."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Run the block in one ``BEGIN IMMEDIATE`` transaction, rolled back on any exception.

        Raises:
            VaultError: the vault is busy, full, read-only or damaged; nothing was stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttendee:
    """An application with what the office or the desk adds when it is recorded."""

    application: Application
    reception_no: str
    ticket_digits: str
    identity: str
    recorded_at: dt.datetime
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketHolder:
    """Who a ticket code belongs to, and whether a newer notice replaced it."""

    attendee_id: int
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRow:
    """What selection needs to know of one applicant; no name."""

    attendee_id: int
    decision: Decision
    waitlist_order: int | None
    organisation_code: str | None
    promoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """One person a search found, and how strictly."""

    attendee: Attendee
    tier: Tier


class AttendeeStore(Protocol):
    """The attendee register (名簿)."""

    def get(self, attendee_id: int) -> Attendee:
        """Return one attendee; KeyError when there is none."""
        ...

    def by_reception_no(self, reception_no: str) -> Attendee | None:
        """Return the attendee with ``0123-4``."""
        ...

    def present(self, session_no: int) -> Sequence[Attendee]:
        """Return who has an open check-in for the session, by record number."""
        ...

    def by_identity(self, identity: str) -> Attendee | None:
        """Return the attendee recorded under an application's identity."""
        ...

    def by_ticket(self, digits: str) -> TicketHolder | None:
        """Return who holds the ticket code, superseded ones included."""
        ...

    def find(self, query: NameQuery, *, limit: int) -> Sequence[NameHit]:
        """Return the best hits, strict tiers first."""
        ...

    def addressees(
        self, decisions: Sequence[Decision], channel: Channel | None
    ) -> Sequence[tuple[Addressee, str]]:
        """Return people to write to with their current ticket digits, by reception number."""
        ...

    def known_identities(self) -> set[str]:
        """Return the identities of all recorded applications."""
        ...

    def taken_reception_numbers(self) -> set[str]:
        """Return all reception numbers in use."""
        ...

    def record(self, attendees: Iterable[NewAttendee]) -> Sequence[int]:
        """Record people with their tickets; return their ids in order."""
        ...

    def reissue(self, attendee_id: int, digits: str, at: dt.datetime) -> None:
        """Give a person a new ticket code; the older ones are superseded."""
        ...

    def applicants(self) -> Sequence[ApplicantRow]:
        """Return every pre-registered applicant in order of application."""
        ...

    def decide(self, changes: Iterable[ApplicantRow]) -> None:
        """Record decisions, waitlist order and promotions."""
        ...

    def count_by_decision(self) -> dict[Decision, int]:
        """Return how many pre-registered applicants have each decision."""
        ...

    def count_by_channel(self, decisions: Sequence[Decision]) -> dict[Channel, int]:
        """Return how many pre-registered applicants with one of ``decisions`` each channel has."""
        ...

    def count_childcare_wanted(self, session_no: int) -> int:
        """Return how many accepted applicants of a session want childcare; walk-ins not counted."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One recorded scan: when, where, what came out; never what was read."""

    nonce: str
    at: dt.datetime
    lane: str
    handler_id: str
    session_no: int | None
    attendee_id: int | None
    reason: ScanReason
    check_in_id: int | None


class CheckInStore(Protocol):
    """Check-ins and every scan that led to one or did not."""

    def scan(self, nonce: str) -> Scan | None:
        """Return the scan recorded under a nonce."""
        ...

    def open_check_in(self, attendee_id: int, session_no: int) -> CheckIn | None:
        """Return the person's check-in for the session that is not revoked."""
        ...

    def get(self, check_in_id: int) -> CheckIn:
        """Return one check-in, revoked or not; KeyError when there is none."""
        ...

    def record_scan(self, scan: Scan) -> None:
        """Record what a scan ended with."""
        ...

    def record_check_in(self, scan: Scan, attendee: Attendee, session_no: int) -> CheckIn:
        """Record a check-in and the scan that led to it; returns it with its number."""
        ...

    def revoke(self, check_in_id: int, *, at: dt.datetime, handler_id: str, why: str) -> bool:
        """Mark an open check-in as revoked; False when it was not open."""
        ...

    def counts(self, session_no: int, capacity: int) -> Counts:
        """Return a recount of the session."""
        ...

    def per_minute(self, session_no: int, since: dt.datetime) -> Sequence[tuple[dt.datetime, int]]:
        """Return arrivals by minute since a time, oldest first."""
        ...


class AuditTrail(Protocol):
    """The operation log; appends run inside the caller's transaction."""

    def append(
        self,
        who: str,
        act: str,
        *,
        at: dt.datetime,
        reception_no: str | None = None,
        n: Mapping[str, int] | None = None,
        why: str | None = None,
        lane: str | None = None,
        happened_at: dt.datetime | None = None,
    ) -> None:
        """Add one line; ``reception_no`` is kept as a keyed hash only.

        ``happened_at`` is for what is only recorded now, such as failed sign-ins.
        """
        ...


class LogStore(AuditTrail, Protocol):
    """The operation log, to be read as well."""

    def lines(self) -> Sequence[bytes]:
        """Return every line, oldest first, byte for byte, without line ends."""
        ...

    def altered_tables(self) -> Sequence[str]:
        """Return the tables whose rows are not those that were written last."""
        ...

    def record_slip(
        self, kind: Literal["opening", "midday"], who: str, *, at: dt.datetime
    ) -> tuple[int, str]:
        """Add a checkpoint and the line of a slip; return its count and its head."""
        ...

    def public_key_pem(self) -> bytes:
        """Return the event's public key as a file."""
        ...
