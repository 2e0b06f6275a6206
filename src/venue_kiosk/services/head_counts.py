"""The hand count at the end of a session, beside what the kiosk counted."""

from collections.abc import Mapping, Sequence

from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.head_count import DIFFERENCE_REASONS, MOST_COUNTED, HeadCount
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, CheckInStore, Clock, HeadCountStore, Transactions
from venue_kiosk.services.permission import require, require_listed
from venue_kiosk.services.state_guard import StateGuard


class HeadCounts:
    """Takes hand counts for one handler; check-ins + walk-ins + paper are to equal the heads."""

    def __init__(
        self,
        programme: Programme,
        store: HeadCountStore,
        check_ins: CheckInStore,
        *,
        transactions: Transactions,
        audit: AuditTrail,
        guard: StateGuard,
        handler: Handler,
        clock: Clock,
    ) -> None:
        self._programme = programme
        self._store = store
        self._check_ins = check_ins
        self._transactions = transactions
        self._audit = audit
        self._guard = guard
        self._handler = handler
        self._clock = clock

    def record(self, session_no: int, *, counted: int, paper: int = 0, why: str = "") -> HeadCount:
        """Record the heads of a session with the kiosk's numbers of this moment.

        ``why`` explains a difference, a code of ``DIFFERENCE_REASONS``.

        Raises:
            NotPermittedError: no reception duty; or ``why`` is given by somebody who may not close.
            NotNowError: the event is not open.
            UsageError: no such session, a number that cannot be, or an unknown reason.
        """
        require(self._handler, Task.CLOSE if why else Task.CHECK_IN)
        if session_no not in self._programme.session_numbers():
            raise UsageError(_("The programme has no session {n}.", n=session_no))
        if not all(0 <= n <= MOST_COUNTED for n in (counted, paper)):
            raise UsageError(_("Type a number of people, 0 or more."))
        if why:
            require_listed(why, DIFFERENCE_REASONS)
        with self._transactions.transaction():
            self._guard.require(State.OPEN)
            count = compose_count(
                self._check_ins, session_no, counted=counted, paper=paper, why=why
            )
            now, who = self._clock.now(), self._handler.handler_id
            self._store.record_count(count, at=now, who=who)
            self._audit.append(who, "head_count", at=now, n=_numbers(count), why=why or None)
        return count

    def newest(self, session_no: int) -> HeadCount | None:
        """Return the session's newest hand count, if it still fits the check-ins."""
        return next(
            (
                each
                for each in _fresh(self._programme, self._check_ins, self._store)
                if each.session_no == session_no
            ),
            None,
        )

    def now(self, session_no: int) -> HeadCount:
        """Return what the kiosk counted in a session, with no heads yet."""
        return compose_count(self._check_ins, session_no, counted=0)


def compose_count(
    check_ins: CheckInStore, session_no: int, *, counted: int, paper: int = 0, why: str = ""
) -> HeadCount:
    """Put a hand count beside the check-ins as they are now."""
    counts = check_ins.counts(session_no, 0)
    return HeadCount(
        session_no=session_no,
        checked_in=counts.present - counts.walk_ins,
        walk_ins=counts.walk_ins,
        paper=paper,
        counted=counted,
        why=why,
    )


def unsettled(
    programme: Programme, check_ins: CheckInStore, store: HeadCountStore
) -> tuple[int, int, Mapping[str, int]]:
    """Return how many sessions are not counted, how many not explained, and the sums."""
    fresh = _fresh(programme, check_ins, store)
    numbers = [_numbers(each) for each in fresh]
    return (
        len(programme.sessions) - len(fresh),
        sum(not each.is_settled for each in fresh),
        {
            name: sum(each[name] for each in numbers)
            for name in ("in", "walk_ins", "paper", "heads")
        },
    )


def _fresh(
    programme: Programme, check_ins: CheckInStore, store: HeadCountStore
) -> Sequence[HeadCount]:
    """Return the counts that no later check-in or revocation has overtaken."""
    found = {each.session_no: each for each in store.newest_counts()}
    return [
        each
        for session_no, each in found.items()
        if session_no in programme.session_numbers()
        and each
        == compose_count(
            check_ins, session_no, counted=each.counted, paper=each.paper, why=each.why
        )
    ]


def _numbers(count: HeadCount) -> dict[str, int]:
    return {
        "in": count.checked_in,
        "walk_ins": count.walk_ins,
        "paper": count.paper,
        "heads": count.counted,
    }
