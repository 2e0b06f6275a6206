"""Who may come in now: the pure rule of the desk."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from venue_kiosk.domain.attendee import Attendee, Channel, CheckIn, Decision
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import (
    AdmittedReason,
    Cancelled,
    Closed,
    Full,
    NotConfirmed,
    NotSelected,
    NotYet,
    Objected,
    Ok,
    RepeatSameDesk,
    Waitlisted,
    WithheldReason,
    WrongSession,
)

REPEAT_WINDOW: Final = dt.timedelta(seconds=5)
"""The same person at the same lane within this time is a repeat, not a second arrival."""

RELEASE_BEFORE_START: Final = dt.timedelta(minutes=10)
"""From then on places of people who have not come may go to walk-ins (usual municipal practice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GreetingLine:
    """One line a plugin adds to a verdict."""

    plugin: str
    text: str
    number: int | None = None
    """A number worth showing large, such as a table."""
    look: str = ""
    """``childcare`` asks for the childcare colours; empty keeps the verdict's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A plugin's no, with its own code and a sentence for the handler."""

    why: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How full the session is; always a recount of the rows."""

    present: int
    """Open check-ins of the session, walk-ins included."""
    walk_ins: int
    accepted: int
    """People with a confirmed place in the session, walk-ins apart."""
    accepted_present: int
    """Those of them who are here."""
    capacity: int

    @property
    def expected(self) -> int:
        """People with a confirmed place who have not come yet."""
        return max(0, self.accepted - self.accepted_present)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """Checked in, durably."""

    attendee: Attendee
    check_in: CheckIn
    reason: AdmittedReason
    counts: Counts
    greeting: tuple[GreetingLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyAdmitted:
    """Was checked in before; ``first`` says when and where."""

    attendee: Attendee
    first: CheckIn
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Not checked in; ``reason`` says why."""

    reason: WithheldReason
    attendee: Attendee | None = None
    text: str = ""
    """What an objecting plugin said, or why nothing could be stored; empty otherwise."""


Verdict: TypeAlias = Admitted | AlreadyAdmitted | Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Everything the rule needs to know about one person standing at the desk."""

    attendee: Attendee
    now: dt.datetime
    """With offset; its local date and time are the venue's."""
    lane: str
    existing: CheckIn | None
    """The person's open check-in for today's session."""
    counts: Counts
    objections: tuple[tuple[str, Objection], ...] = ()
    """Plugin name and objection."""


def decide_admission(
    arrival: Arrival, programme: Programme
) -> AdmittedReason | CheckIn | WithheldReason:
    """Return why the person is admitted, the check-in that exists already, or why to wait.

    An existing check-in is looked at first: somebody whom a manager let in stays in. A repeat
    is the same lane within ``REPEAT_WINDOW``.
    """
    if arrival.existing is not None:
        return _decide_again(arrival, arrival.existing)
    return (
        _withhold_by_decision(arrival.attendee)
        or _withhold_by_day(arrival, programme)
        or _withhold_by_hour(arrival, programme)
        or _withhold_by_capacity(arrival, programme)
        or _withhold_by_objection(arrival)
        or Ok()
    )


def places_for_walk_ins(counts: Counts, programme: Programme, now: dt.datetime) -> int:
    """Return how many walk-ins may still come in now.

    Until ``RELEASE_BEFORE_START`` the places of accepted people who are on their way are kept.
    """
    session_no = programme.session_on(now.date())
    if session_no is None:
        return 0
    starts = dt.datetime.combine(now.date(), programme.session(session_no).starts, now.tzinfo)
    kept = counts.expected if now < starts - RELEASE_BEFORE_START else 0
    free = counts.capacity - counts.present - kept
    limit = programme.places.walk_ins
    return max(0, free if limit is None else min(free, limit - counts.walk_ins))


def _decide_again(arrival: Arrival, first: CheckIn) -> RepeatSameDesk | CheckIn:
    if first.lane == arrival.lane and abs(arrival.now - first.at) < REPEAT_WINDOW:
        return RepeatSameDesk()
    return first


def _withhold_by_decision(attendee: Attendee) -> WithheldReason | None:
    match attendee.decision:
        case Decision.ACCEPTED:
            return None
        case Decision.WAITLISTED:
            return Waitlisted(order=attendee.waitlist_order)
        case Decision.NOT_SELECTED:
            return NotSelected()
        case Decision.WITHDRAWN:
            return Cancelled()
        case Decision.UNDECIDED:
            return NotConfirmed()
        case _:
            assert_never(attendee.decision)


def _withhold_by_day(arrival: Arrival, programme: Programme) -> WrongSession | None:
    wanted = arrival.attendee.preferred_sessions or tuple(programme.session_numbers())
    today = programme.session_on(arrival.now.date())
    if today is not None and today in wanted:
        return None
    return WrongSession(dates=tuple(programme.session(n).date for n in wanted))


def _withhold_by_hour(arrival: Arrival, programme: Programme) -> NotYet | Closed | None:
    session = programme.session(programme.session_on(arrival.now.date()) or 1)
    time = arrival.now.time()
    if time < session.first_admission:
        return NotYet(opens=session.first_admission)
    if time > session.last_admission:
        return Closed(closed=session.last_admission)
    return None


def _withhold_by_capacity(arrival: Arrival, programme: Programme) -> Full | None:
    """Ask walk-ins for a place that is kept for nobody, whatever was free when they signed up."""
    counts = arrival.counts
    free = counts.capacity - counts.present
    if arrival.attendee.channel is Channel.WALK_IN:
        free = places_for_walk_ins(counts, programme, arrival.now)
    return None if free > 0 else Full(present=counts.present, capacity=counts.capacity)


def _withhold_by_objection(arrival: Arrival) -> Objected | None:
    for plugin, objection in arrival.objections:
        return Objected(plugin=plugin, why=objection.why)
    return None
