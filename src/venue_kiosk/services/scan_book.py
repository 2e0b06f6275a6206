"""What the admission desk writes of every scan, and reads back when its nonce comes again."""

import datetime as dt

from venue_kiosk.domain.admission import Admitted, AlreadyAdmitted, Counts, Verdict, Withheld
from venue_kiosk.domain.attendee import Attendee, CheckIn
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import AlreadyIn, Ok, OkForced, ScanReason, WithheldReason
from venue_kiosk.ports import Scan
from venue_kiosk.services.desk_stores import DeskStores


class ScanBook:
    """The scans of one handler at one lane; every call stands in the desk's transaction."""

    def __init__(
        self, programme: Programme, stores: DeskStores, *, handler: Handler, lane: str
    ) -> None:
        self._programme = programme
        self._stores = stores
        self._handler = handler
        self._lane = lane

    def recall(self, nonce: str) -> Verdict | None:
        """Return the answer that a nonce got the first time, or nothing for a new one."""
        scan = self._stores.check_ins.scan(nonce)
        if scan is None:
            return None
        people, check_ins = self._stores.attendees, self._stores.check_ins
        attendee = None if scan.attendee_id is None else people.get(scan.attendee_id)
        reason = scan.reason
        if isinstance(reason, WithheldReason):
            return Withheld(reason=reason, attendee=attendee)
        assert attendee is not None
        assert scan.check_in_id is not None
        check_in = check_ins.get(scan.check_in_id)
        counts = self.counts(check_in.session_no)
        if isinstance(reason, AlreadyIn):
            return AlreadyAdmitted(attendee=attendee, first=check_in, counts=counts)
        return Admitted(attendee=attendee, check_in=check_in, reason=reason, counts=counts)

    def record(
        self,
        nonce: str,
        at: dt.datetime,
        reason: ScanReason,
        *,
        attendee: Attendee | None = None,
        check_in: CheckIn | None = None,
    ) -> None:
        """Record a scan that checked nobody in; ``check_in`` is the one that was there before."""
        self._stores.check_ins.record_scan(self._scan(nonce, at, reason, attendee, check_in))

    def record_arrival(
        self, nonce: str, at: dt.datetime, reason: Ok | OkForced, attendee: Attendee
    ) -> Admitted:
        """Record a check-in with its scan and its line in the operation log."""
        session_no = self._programme.nearest_session(at.date())
        scan = self._scan(nonce, at, reason, attendee)
        check_in = self._stores.check_ins.record_check_in(scan, attendee, session_no)
        counts = self.counts(session_no)
        self._stores.audit.append(
            self._handler.handler_id,
            "check_in",
            at=at,
            reception_no=attendee.reception_no,
            n={"present": counts.present},
            lane=self._lane,
        )
        return Admitted(attendee=attendee, check_in=check_in, reason=reason, counts=counts)

    def counts(self, session_no: int) -> Counts:
        """Return a recount of one session."""
        return self._stores.check_ins.counts(session_no, self._programme.places.capacity)

    def _scan(
        self,
        nonce: str,
        at: dt.datetime,
        reason: ScanReason,
        attendee: Attendee | None = None,
        check_in: CheckIn | None = None,
    ) -> Scan:
        return Scan(
            nonce=nonce,
            at=at,
            lane=self._lane,
            handler_id=self._handler.handler_id,
            session_no=self._programme.session_on(at.date()),
            attendee_id=attendee.attendee_id if attendee else None,
            reason=reason,
            check_in_id=check_in.check_in_id if check_in else None,
        )
