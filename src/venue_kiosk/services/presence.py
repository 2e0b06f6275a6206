"""Who is in the room: what allocating people to tables needs to know of them, and no name."""

from collections.abc import Sequence
from dataclasses import dataclass

from venue_kiosk.domain.attendee import Attendee, Category, Role
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import PayloadReason, UnknownCode
from venue_kiosk.ports import AttendeeStore, Clock
from venue_kiosk.services.payload import find_by_payload
from venue_kiosk.services.permission import require


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentPerson:
    """One person with an open check-in."""

    attendee_id: int
    reception_no: str
    category: Category
    role: Role | None
    organisation_code: str | None
    town: str | None

    def __repr__(self) -> str:
        """Say which record it is, not whose."""
        return f"PresentPerson({self.attendee_id})"


class Presence:
    """The people who are in, for a handler who allocates them or checks them in."""

    def __init__(
        self, programme: Programme, attendees: AttendeeStore, *, handler: Handler, clock: Clock
    ) -> None:
        self._programme = programme
        self._attendees = attendees
        self._handler = handler
        self._clock = clock

    def session_now(self) -> int:
        """Return the number of today's session, or of the nearest one."""
        return self._programme.nearest_session(self._clock.now().date())

    def people(self, session_no: int) -> Sequence[PresentPerson]:
        """Return everybody who is in, by record number.

        Raises:
            NotPermittedError: the handler has neither reception nor facilitator duty.
        """
        if not self._handler.may(Task.CHECK_IN):
            require(self._handler, Task.RUN_EXCHANGE)
        return [_without_name(each) for each in self._attendees.present(session_no)]

    def find(self, text: str, session_no: int) -> PresentPerson | PayloadReason:
        """Return who is in under a ticket code or a reception number, or why nobody is.

        Raises:
            NotPermittedError: as above.
        """
        people = self.people(session_no)
        found = find_by_payload(text, self._programme, self._attendees)
        if not isinstance(found, Attendee):
            return found
        there = (each for each in people if each.attendee_id == found.attendee_id)
        return next(there, UnknownCode())


def _without_name(attendee: Attendee) -> PresentPerson:
    return PresentPerson(
        attendee_id=attendee.attendee_id,
        reception_no=attendee.reception_no,
        category=attendee.category,
        role=attendee.role,
        organisation_code=attendee.organisation_code,
        town=attendee.town,
    )
