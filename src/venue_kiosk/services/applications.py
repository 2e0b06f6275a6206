"""Taking applications in and deciding who gets a place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from venue_kiosk.domain.admission import places_for_walk_ins
from venue_kiosk.domain.application import application_identity
from venue_kiosk.domain.attendee import Application, Attendee, Channel, Decision
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reception_no import HIGHEST, compose_reception_no, parse_reception_no
from venue_kiosk.domain.selection import Candidate, decide_places, decide_promotions
from venue_kiosk.domain.ticket import compose_ticket, encode_ticket
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import ApplicantRow, Clock, Dice, NewAttendee, TokenSource
from venue_kiosk.services.desk_stores import DeskStores
from venue_kiosk.services.joining import joined
from venue_kiosk.services.permission import require
from venue_kiosk.services.state_guard import StateGuard

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are; may raise to stop and store nothing."""

_STEP: Final = 500
_RANDOM_DIGITS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did."""

    recorded: int
    already_here: int
    """Rows whose person was here before, or stood in the file twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionResult:
    """What a selection or promotion decided."""

    accepted: int
    waitlisted: int
    seed: int | None = None
    """The draw's seed as logged; nothing when no draw took place."""


class ApplicationDesk:
    """Records applications and decides about them, for one handler."""

    def __init__(
        self,
        programme: Programme,
        stores: DeskStores,
        *,
        handler: Handler,
        clock: Clock,
        dice: Dice,
        tokens: TokenSource,
    ) -> None:
        self._programme = programme
        self._stores = stores
        self._handler = handler
        self._clock = clock
        self._dice = dice
        self._tokens = tokens
        self._guard = StateGuard(stores.life_cycle)

    def count_known(self, applications: Sequence[Application]) -> int:
        """Return how many of ``applications`` are here; NotPermittedError without the import."""
        require(self._handler, Task.IMPORT)
        known = self._stores.attendees.known_identities()
        taken = self._stores.attendees.taken_reception_numbers()
        return sum(
            application_identity(row) in known or row.reception_no in taken for row in applications
        )

    def import_applications(
        self,
        applications: Sequence[Application],
        *,
        left_out: int = 0,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Record the people who are not here yet, all in one transaction or in the caller's.

        ``left_out`` rows with problems are counted in the log. The same applications again change
        nothing.

        Raises:
            NotPermittedError: the handler may not import.
            RefusedError: there are no reception numbers left.
            VaultError: nothing was stored.
        """
        require(self._handler, Task.IMPORT)
        with joined(self._stores.transactions):
            self._guard.require_before(State.CLOSED)
            new = self._new_ones(applications)
            for start in range(0, len(new), _STEP):
                self._stores.attendees.record(new[start : start + _STEP])
                if progress is not None:
                    progress(min(start + _STEP, len(new)), len(new))
            self._log(
                "import",
                rows=len(applications) + left_out,
                recorded=len(new),
                left_out=left_out,
            )
        return ImportResult(recorded=len(new), already_here=len(applications) - len(new))

    def select(self, *, seed: int | None = None) -> SelectionResult:
        """Decide about all undecided applicants, by draw or in order of application.

        People already accepted keep their places. The draw's seed is logged with its outcome, so
        that anybody can repeat it.

        Raises:
            NotPermittedError: the handler may not decide.
            RefusedError: nobody is undecided.
        """
        require(self._handler, Task.SELECT)
        with self._stores.transactions.transaction():
            self._guard.require_before(State.CLOSED)
            rows = self._stores.attendees.applicants()
            undecided = [row for row in rows if row.decision is Decision.UNDECIDED]
            if not undecided:
                raise RefusedError(_("Nobody is waiting for a decision."))
            if self._programme.selection == "draw":
                seed = self._dice.new_seed() if seed is None else seed
                order = self._dice.shuffled([row.attendee_id for row in undecided], seed=seed)
            else:
                seed, order = None, [row.attendee_id for row in undecided]
            by_id = {row.attendee_id: row for row in undecided}
            changes = self._decide([by_id[each] for each in order], rows)
            self._stores.attendees.decide(changes)
            result = _count(changes, seed)
            self._log(
                "selection",
                seed=seed or 0,
                accepted=result.accepted,
                waitlisted=result.waitlisted,
            )
        return result

    def promote(self) -> SelectionResult:
        """Give free places to the waitlist in its order, within the programme's limits.

        Raises:
            NotPermittedError: the handler may not decide.
        """
        require(self._handler, Task.SELECT)
        with self._stores.transactions.transaction():
            self._guard.require_before(State.CLOSED)
            rows = self._stores.attendees.applicants()
            by_id = {row.attendee_id: row for row in rows}
            waiting = [row for row in rows if row.decision is Decision.WAITLISTED]
            waiting.sort(key=lambda row: (row.waitlist_order or HIGHEST, row.attendee_id))
            promoted = decide_promotions(
                [_candidate(row) for row in waiting],
                [_candidate(row) for row in rows if row.decision is Decision.ACCEPTED],
                self._programme.places,
            )
            self._stores.attendees.decide(
                replace(by_id[each], decision=Decision.ACCEPTED, promoted=True) for each in promoted
            )
            self._log("promotion", promoted=len(promoted))
        return SelectionResult(accepted=len(promoted), waitlisted=len(waiting) - len(promoted))

    def withdraw(self, attendee_id: int) -> None:
        """Record that an applicant withdrew (辞退); the place becomes free.

        Raises:
            NotPermittedError: the handler may not decide.
            RefusedError: nobody has that number.
        """
        require(self._handler, Task.SELECT)
        with self._stores.transactions.transaction():
            self._guard.require_before(State.CLOSED)
            row = next(
                (r for r in self._stores.attendees.applicants() if r.attendee_id == attendee_id),
                None,
            )
            if row is None:
                raise RefusedError(_("Nobody has that number."))
            self._stores.attendees.decide([replace(row, decision=Decision.WITHDRAWN)])
            self._log("withdrawal", withdrawn=1)

    def reissue_ticket(self, attendee_id: int) -> None:
        """Give a person a new ticket code; the notice sent before answers "reissued".

        Raises:
            NotPermittedError: the handler may not make notices.
        """
        require(self._handler, Task.PRINT_NOTICES)
        with self._stores.transactions.transaction():
            self._guard.require_before(State.CLOSED)
            self._stores.attendees.reissue(attendee_id, self._new_ticket(), self._clock.now())
            self._log("ticket_reissued", tickets=1)

    def free_for_walk_ins(self) -> int:
        """Return how many walk-ins may still come in now."""
        now = self._clock.now()
        session_no = self._programme.nearest_session(now.date())
        counts = self._stores.check_ins.counts(session_no, self._programme.places.capacity)
        return places_for_walk_ins(counts, self._programme, now)

    def register_walk_in(self, application: Application) -> Attendee:
        """Record somebody who filled in the form at the desk, with a place for today.

        The same person again gets the record made before, so that a retry counts nobody twice.

        Raises:
            NotPermittedError: the handler has no reception duty.
            RefusedError: no place is left for walk-ins.
        """
        require(self._handler, Task.CHECK_IN)
        application = replace(application, channel=Channel.WALK_IN, decision=Decision.ACCEPTED)
        with self._stores.transactions.transaction():
            self._guard.require(State.OPEN)
            known = self._stores.attendees.by_identity(application_identity(application))
            if known is not None:
                return known
            if self.free_for_walk_ins() < 1:
                raise RefusedError(
                    _("No place is free for a walk-in."), _("Call the handling manager.")
                )
            [new] = self._new_ones([application])
            [attendee_id] = self._stores.attendees.record([new])
            self._log("walk_in", walk_ins=1)
        return self._stores.attendees.get(attendee_id)

    def _new_ones(self, applications: Sequence[Application]) -> Sequence[NewAttendee]:
        known = self._stores.attendees.known_identities()
        taken = self._stores.attendees.taken_reception_numbers()
        fresh: list[tuple[Application, str]] = []
        for application in applications:
            identity = application_identity(application)
            if identity in known or application.reception_no in taken:
                continue
            known.add(identity)
            if application.reception_no is not None:
                taken.add(application.reception_no)
            fresh.append((application, identity))
        numbers = _free_numbers(taken)
        now = self._clock.now()
        return [
            NewAttendee(
                application=application,
                reception_no=application.reception_no or next(numbers),
                ticket_digits=self._new_ticket(),
                identity=identity,
                recorded_at=now,
                sample=self._programme.sample,
            )
            for application, identity in fresh
        ]

    def _new_ticket(self) -> str:
        code = compose_ticket(self._programme.number, self._tokens.digits(_RANDOM_DIGITS))
        return encode_ticket(code)

    def _decide(
        self, ordered: Sequence[ApplicantRow], everybody: Sequence[ApplicantRow]
    ) -> Sequence[ApplicantRow]:
        accepted = [_candidate(row) for row in everybody if row.decision is Decision.ACCEPTED]
        waiting = [row.waitlist_order or 0 for row in everybody if row.waitlist_order]
        places = decide_places(
            [_candidate(row) for row in ordered], accepted, self._programme.places
        )
        by_id = {row.attendee_id: row for row in ordered}
        return [
            *(replace(by_id[each], decision=Decision.ACCEPTED) for each in places.accepted),
            *(
                replace(by_id[each], decision=Decision.WAITLISTED, waitlist_order=order)
                for order, each in enumerate(places.waitlisted, 1 + max(waiting, default=0))
            ),
        ]

    def _log(self, act: str, **n: int) -> None:
        self._stores.audit.append(self._handler.handler_id, act, at=self._clock.now(), n=n)


def _candidate(row: ApplicantRow) -> Candidate:
    return Candidate(row.attendee_id, row.organisation_code)


def _count(changes: Sequence[ApplicantRow], seed: int | None) -> SelectionResult:
    accepted = sum(change.decision is Decision.ACCEPTED for change in changes)
    return SelectionResult(accepted=accepted, waitlisted=len(changes) - accepted, seed=seed)


def _free_numbers(taken: set[str]) -> Iterator[str]:
    """Go on after the highest number in use, in order of application."""
    used = (parse_reception_no(number) for number in taken)
    highest = max((number for number in used if isinstance(number, int)), default=0)
    for number in range(highest + 1, HIGHEST + 1):
        yield compose_reception_no(number)
    raise RefusedError(_("There are no reception numbers left."))
