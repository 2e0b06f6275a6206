"""Reading the attendee register: who may look, how much they see, and that it is logged."""

from collections.abc import Sequence
from typing import Final

from venue_kiosk.domain.attendee import Addressee, Attendee, Channel, Decision
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.name_search import (
    MOST_ROWS,
    NameQuery,
    NumberQuery,
    QueryRefusal,
    Tier,
    parse_query,
)
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AttendeeStore, AuditTrail, Clock, NameHit, Transactions
from venue_kiosk.services.permission import require, require_one_of

_WITH_PEOPLE: Final = (Task.FIND_PEOPLE, Task.PRINT_NOTICES, Task.SELECT, Task.RUN_EXCHANGE)
"""Who has a person before them and may look the person up."""
_SURE: Final = Tier.KANA_STRICT


class Register:
    """The attendee register for one handler; there is no list to leaf through."""

    def __init__(
        self,
        attendees: AttendeeStore,
        audit: AuditTrail,
        transactions: Transactions,
        *,
        handler: Handler,
        clock: Clock,
    ) -> None:
        self._attendees = attendees
        self._audit = audit
        self._transactions = transactions
        self._handler = handler
        self._clock = clock

    def find(self, text: str) -> Sequence[NameHit] | QueryRefusal:
        """Return at most ``MOST_ROWS + 1`` people whom ``text`` may mean, surest first.

        One more than may be shown means: ask for more of the name. Not logged by itself, because
        a live list asks at every key: ``record_search`` logs a search when it ends.

        Raises:
            NotPermittedError: the handler has no reception duty.
        """
        require(self._handler, Task.FIND_PEOPLE)
        query = parse_query(text)
        match query:
            case NumberQuery():
                found = self._attendees.by_reception_no(query.reception_no)
                return [] if found is None else [NameHit(attendee=found, tier=Tier.NUMBER)]
            case NameQuery():
                return self._attendees.find(query, limit=MOST_ROWS + 1)
            case _:
                return query

    def record_search(self, *, queries: int, shown: int) -> None:
        """Log that a search took place: how many queries, how many people were shown.

        Raises:
            NotPermittedError: the handler has no reception duty.
        """
        require(self._handler, Task.FIND_PEOPLE)
        with self._transactions.transaction():
            self._audit.append(
                self._handler.handler_id,
                "name_search",
                at=self._clock.now(),
                n={"queries": queries, "shown": shown},
            )

    def get(self, attendee_id: int) -> Attendee:
        """Return one attendee; KeyError when there is none.

        Raises:
            NotPermittedError: the handler works with no person's data.
        """
        require_one_of(self._handler, *_WITH_PEOPLE)
        return self._attendees.get(attendee_id)

    def at_number(self, text: str) -> Attendee:
        """Return who has the reception number that somebody typed; the look-up is logged.

        Raises:
            NotPermittedError: the handler has no reception duty.
            RefusedError: it is no reception number, or nobody has it.
        """
        require(self._handler, Task.FIND_PEOPLE)
        query = parse_query(text)
        if not isinstance(query, NumberQuery):
            raise RefusedError(
                _("This is not a reception number."),
                _("Type it as it stands on the notice, such as 0123-4."),
            )
        found = self._attendees.by_reception_no(query.reception_no)
        self.record_search(queries=1, shown=int(found is not None))
        if found is None:
            raise RefusedError(_("Nobody has that number."))
        return found

    def addressees(
        self, decisions: Sequence[Decision], channel: Channel | None = None
    ) -> Sequence[tuple[Addressee, str]]:
        """Return people to write to with their current ticket digits, by reception number.

        Raises:
            NotPermittedError: the handler may not make notices.
        """
        require(self._handler, Task.PRINT_NOTICES)
        return self._attendees.addressees(decisions, channel)

    def count_addressees(self, decisions: Sequence[Decision]) -> dict[Channel, int]:
        """Return how many people with one of the decisions each channel has."""
        return self._attendees.count_by_channel(decisions)

    def accepted_ids(self) -> Sequence[int]:
        """Return the pre-registered people with a place, in order of application.

        Raises:
            NotPermittedError: the handler may not decide about applications.
        """
        require(self._handler, Task.SELECT)
        return [
            row.attendee_id
            for row in self._attendees.applicants()
            if row.decision is Decision.ACCEPTED
        ]

    def count_by_decision(self) -> dict[Decision, int]:
        """Return how many pre-registered applicants have each decision."""
        return self._attendees.count_by_decision()

    def count_childcare_wanted(self, session_no: int) -> int:
        """Return how many accepted applicants of a session want childcare; walk-ins not counted."""
        return self._attendees.count_childcare_wanted(session_no)


def is_sure(hit: NameHit) -> bool:
    """Say whether a hit needs no confirming aloud: a number, or the reading as written."""
    return hit.tier <= _SURE
