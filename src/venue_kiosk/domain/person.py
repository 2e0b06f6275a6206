"""A handler's account: what the ward was told of it, and how its owner comes in."""

import datetime as dt
from dataclasses import dataclass

from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Party
from venue_kiosk.domain.programme import ReportedHandler


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account; no name, the ward has the list of names on paper."""

    handler: Handler
    report_document: str = ""
    opens: bool = True
    """Holds a key slot, so opens a kiosk; others sign in on one that is open."""
    needs_passphrase: bool = False
    """Has none that works: just added, or the event's key was renewed."""
    revoked_at: dt.datetime | None = None

    @property
    def handler_id(self) -> str:
        """The account's id, never given to anybody else."""
        return self.handler.handler_id

    @property
    def is_current(self) -> bool:
        """Whether the account was not revoked."""
        return self.revoked_at is None


def person_of(reported: ReportedHandler) -> Person:
    """Return the account of somebody whom the programme file reports."""
    role = HandlerRole(reported.role)
    wards_own = role in (HandlerRole.AUDITOR, HandlerRole.WITNESS)
    party = reported.party or (Party.CLIENT if wards_own else Party.CONTRACTOR)
    return Person(
        handler=Handler(
            handler_id=reported.id,
            role=role,
            duties=frozenset(Duty(duty) for duty in reported.duties),
            trained=reported.trained,
            reported=reported.reported,
            party=Party(party),
        ),
        report_document=reported.report_document,
        opens=reported.opens,
    )


def reported_of(person: Person) -> ReportedHandler:
    """Return the account as a programme file states it."""
    handler = person.handler
    return ReportedHandler(
        id=handler.handler_id,
        role=handler.role.value,
        duties=tuple(duty.value for duty in Duty if duty in handler.duties),
        trained=handler.trained,
        reported=handler.reported,
        report_document=person.report_document,
        party=handler.party.value,
        opens=person.opens,
    )
