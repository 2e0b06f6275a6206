"""The admission desk: one scan in, one durable verdict out, exactly once."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from venue_kiosk.domain.admission import (
    Admitted,
    AlreadyAdmitted,
    Arrival,
    Counts,
    Verdict,
    Withheld,
    decide_admission,
)
from venue_kiosk.domain.attendee import Attendee, CheckIn
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import (
    OVERRIDE_REASONS,
    REVOKE_REASONS,
    AlreadyIn,
    AmbiguousName,
    DatabaseBusy,
    Internal,
    NotOpened,
    Objected,
    Ok,
    OkForced,
    Proxy,
    RepeatSameDesk,
    WithheldReason,
)
from venue_kiosk.errors import NotNowError, VaultBusyError, VaultError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Clock, TokenSource
from venue_kiosk.services.desk_stores import DeskStores
from venue_kiosk.services.listeners import Listeners
from venue_kiosk.services.payload import find_by_payload
from venue_kiosk.services.permission import require, require_listed
from venue_kiosk.services.scan_book import ScanBook
from venue_kiosk.services.state_guard import StateGuard


class AdmissionDesk:
    """Checks people in for one handler at one lane.

    A nonce names one scan: the same nonce always gets the first answer, before any rule is
    asked, whatever lane or process repeats it. Nothing is told or shown before the commit.
    """

    def __init__(
        self,
        programme: Programme,
        stores: DeskStores,
        listeners: Listeners,
        *,
        handler: Handler,
        lane: str,
        clock: Clock,
        tokens: TokenSource,
    ) -> None:
        self.lane = lane
        self.handler = handler
        self._programme = programme
        self._stores = stores
        self._listeners = listeners
        self._book = ScanBook(programme, stores, handler=handler, lane=lane)
        self._guard = StateGuard(stores.life_cycle)
        self._clock = clock
        self._tokens = tokens

    def check_in(self, payload: str, *, nonce: str | None = None) -> Verdict:
        """Check in whoever holds a ticket code or a reception number.

        Raises:
            NotPermittedError: the handler has no reception duty.
        """
        return self._decide_scan(
            nonce, lambda: find_by_payload(payload, self._programme, self._stores.attendees)
        )

    def check_in_attendee(self, attendee_id: int, *, nonce: str | None = None) -> Verdict:
        """Check in a person found by name or phone.

        Raises:
            NotPermittedError: the handler has no reception duty.
        """
        return self._decide_scan(nonce, lambda: self._stores.attendees.get(attendee_id))

    def withhold(self, reason: AmbiguousName | Proxy, *, attendee_id: int | None = None) -> Verdict:
        """Record that somebody was asked to wait for a reason only people can see."""
        return self._decide_scan(
            None,
            lambda: reason if attendee_id is None else self._stores.attendees.get(attendee_id),
            withhold=reason,
        )

    def override(
        self, attendee_id: int, *, manager: Handler, why: str, nonce: str | None = None
    ) -> Verdict:
        """Let somebody in whom the rules withhold; ``manager`` has just proven who they are.

        It is marked as forced only when the rules would have refused.

        Raises:
            NotPermittedError: ``manager`` may not override.
            UsageError: ``why`` is not one of ``OVERRIDE_REASONS``.
        """
        require(manager, Task.OVERRIDE)
        require_listed(why, OVERRIDE_REASONS)
        forced_by = _Force(manager.handler_id, why)
        return self._decide_scan(
            nonce, lambda: self._stores.attendees.get(attendee_id), force=forced_by
        )

    def revoke(self, check_in_id: int, *, why: str) -> CheckIn:
        """Take back a check-in, from any lane; the row is kept and the person may come again.

        Raises:
            NotPermittedError: the handler has no reception duty.
            NotNowError: it is not open any more.
            UsageError: ``why`` is not one of ``REVOKE_REASONS``.
        """
        require(self.handler, Task.CHECK_IN)
        require_listed(why, REVOKE_REASONS)
        now = self._clock.now()
        with self._stores.transactions.transaction():
            self._guard.require(State.OPEN)
            check_in = self._stores.check_ins.get(check_in_id)
            attendee = self._stores.attendees.get(check_in.attendee_id)
            if not self._stores.check_ins.revoke(
                check_in_id, at=now, handler_id=self.handler.handler_id, why=why
            ):
                raise NotNowError(
                    _("This check-in was already revoked."), _("Look at the list again.")
                )
            who = self.handler.handler_id
            self._log("check_in_revoked", attendee, at=now, who=who, why=why)
        revoked = replace(check_in, revoked_at=now)
        self._listeners.check_in_revoked(attendee, revoked)
        return revoked

    def open_check_in(self, payload: str) -> tuple[Attendee, CheckIn] | None:
        """Return whose ticket code or reception number it is and their open check-in, for undo.

        Raises:
            NotPermittedError: the handler has no reception duty.
        """
        require(self.handler, Task.CHECK_IN)
        found = find_by_payload(payload, self._programme, self._stores.attendees)
        if not isinstance(found, Attendee):
            return None
        session_no = self._programme.nearest_session(self._clock.now().date())
        check_in = self._stores.check_ins.open_check_in(found.attendee_id, session_no)
        return None if check_in is None else (found, check_in)

    def counts(self) -> Counts:
        """Return a recount of today's session, or of the nearest one on any other day."""
        return self._book.counts(self._programme.nearest_session(self._clock.now().date()))

    def per_minute(self, since: dt.datetime) -> Sequence[tuple[dt.datetime, int]]:
        """Return today's arrivals by minute since a time, oldest first."""
        session_no = self._programme.nearest_session(self._clock.now().date())
        return self._stores.check_ins.per_minute(session_no, since)

    def _decide_scan(
        self,
        nonce: str | None,
        find: Callable[[], Attendee | WithheldReason],
        *,
        force: "_Force | None" = None,
        withhold: WithheldReason | None = None,
    ) -> Verdict:
        require(self.handler, Task.CHECK_IN)
        nonce = nonce or self._tokens.octets(16).hex()
        try:
            with self._stores.transactions.transaction():
                known = self._book.recall(nonce)
                if known is None and (state := self._guard.state()) is not State.OPEN:
                    # Not recorded: after the closing nothing is written any more.
                    return Withheld(reason=NotOpened(state=state))
                verdict = known or self._settle(nonce, find(), force=force, withhold=withhold)
        except VaultBusyError as error:
            return Withheld(reason=DatabaseBusy(), text=error.message)
        except VaultError as error:
            return Withheld(reason=Internal(), text=f"{error.message} {error.hint}".strip())
        return self._tell(verdict, is_new=known is None)

    def _settle(
        self,
        nonce: str,
        found: Attendee | WithheldReason,
        *,
        force: "_Force | None",
        withhold: WithheldReason | None,
    ) -> Verdict:
        """Decide and record, inside the transaction."""
        now = self._clock.now()
        if not isinstance(found, Attendee):
            self._book.record(nonce, now, found)
            return Withheld(reason=found)
        arrival = self._arrival(found, now)
        outcome = withhold or decide_admission(arrival, self._programme)
        if force is not None and isinstance(outcome, WithheldReason):
            self._log("override", found, at=now, who=force.manager_id, why=force.why)
            outcome = OkForced(instead_of=outcome.code, why=force.why)
        match outcome:
            case Ok() | OkForced():
                return self._book.record_arrival(nonce, now, outcome, found)
            case RepeatSameDesk():
                first = arrival.existing
                assert first is not None
                self._book.record(nonce, now, outcome, attendee=found, check_in=first)
                return Admitted(
                    attendee=found, check_in=first, reason=outcome, counts=arrival.counts
                )
            case CheckIn():
                self._book.record(nonce, now, AlreadyIn(), attendee=found, check_in=outcome)
                return AlreadyAdmitted(attendee=found, first=outcome, counts=arrival.counts)
            case _:
                self._book.record(nonce, now, outcome, attendee=found)
                return Withheld(reason=outcome, attendee=found, text=_words(outcome, arrival))

    def _arrival(self, attendee: Attendee, now: dt.datetime) -> Arrival:
        session_no = self._programme.nearest_session(now.date())
        return Arrival(
            attendee=attendee,
            now=now,
            lane=self.lane,
            existing=self._stores.check_ins.open_check_in(attendee.attendee_id, session_no),
            counts=self._book.counts(session_no),
            objections=tuple(self._listeners.judge_check_in(attendee, now)),
        )

    def _tell(self, verdict: Verdict, *, is_new: bool) -> Verdict:
        """Tell plugins of what was committed and let them greet the person."""
        if not isinstance(verdict, Admitted):
            return verdict
        if is_new and isinstance(verdict.reason, Ok | OkForced):
            self._listeners.checked_in(verdict.attendee, verdict.check_in)
        return replace(verdict, greeting=tuple(self._listeners.greetings(verdict.attendee)))

    def _log(self, act: str, attendee: Attendee, *, at: dt.datetime, who: str, why: str) -> None:
        self._stores.audit.append(
            who, act, at=at, reception_no=attendee.reception_no, why=why, lane=self.lane
        )


@dataclass(frozen=True, slots=True)
class _Force:
    manager_id: str
    why: str


def _words(reason: WithheldReason, arrival: Arrival) -> str:
    """Return what the objecting plugins said, if that is why the person waits."""
    if not isinstance(reason, Objected):
        return ""
    return " ".join(objection.text for _plugin, objection in arrival.objections)
