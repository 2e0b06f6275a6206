"""The numbers of a programme for its reports: counts only, nothing of anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.programme import Programme
from venue_kiosk.ports import CheckInStore
from venue_kiosk.ports.totals import TotalsStore
from venue_kiosk.services.permission import require


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTotals:
    """Who came to one session."""

    session_no: int
    accepted: int
    """Applicants with a place."""
    attended: int
    """Of those who had a place."""
    walk_ins: int
    present: int
    """Everybody with a check-in that stands."""
    by_category: Mapping[str, int]
    arrivals: Sequence[tuple[str, int]]
    """Ten minutes each, ``("13:0", 12)`` for 13:00 to 13:09."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTotals:
    """What one programme counts."""

    by_channel: Mapping[str, int]
    by_category: Mapping[str, int]
    by_decision: Mapping[str, int]
    promoted: int
    childcare_wanted: Sequence[int]
    """Accepted applicants with a wish for childcare, by session."""
    organisations: int | None
    """Accepted organisations, where their codes are approved."""
    completed: int | None
    """People who came to every session; courses only."""
    sessions: tuple[SessionTotals, ...]
    log_lines: int = field(default=0)


class Totals:
    """Counts for one handler."""

    def __init__(
        self,
        programme: Programme,
        store: TotalsStore,
        check_ins: CheckInStore,
        *,
        handler: Handler,
    ) -> None:
        self._programme = programme
        self._store = store
        self._check_ins = check_ins
        self._handler = handler

    def count(self) -> ProgrammeTotals:
        """Return the numbers as they are now.

        Raises:
            NotPermittedError: the handler may not see counts.
        """
        require(self._handler, Task.SEE_COUNTS)
        programme, store = self._programme, self._store
        numbers = programme.session_numbers()
        approved = programme.approval_for("organisation_code") is not None
        return ProgrammeTotals(
            by_channel=store.applications("channel"),
            by_category=store.applications("category"),
            by_decision=store.applications("decision"),
            promoted=store.promoted(),
            childcare_wanted=[store.childcare_wanted(number) for number in numbers],
            organisations=store.organisations() if approved else None,
            completed=store.completed(len(numbers)) if programme.kind == "course" else None,
            sessions=tuple(self._session(number) for number in numbers),
            log_lines=store.log_lines(),
        )

    def _session(self, session_no: int) -> SessionTotals:
        counts = self._check_ins.counts(session_no, self._programme.places.capacity)
        return SessionTotals(
            session_no=session_no,
            accepted=counts.accepted,
            attended=counts.accepted_present,
            walk_ins=counts.walk_ins,
            present=counts.present,
            by_category=self._store.present_by_category(session_no),
            arrivals=self._store.arrivals(session_no),
        )
