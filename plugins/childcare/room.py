"""The room as it stands: who is counted, which places are free, who is being called."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias


class StayState(StrEnum):
    """Where a child with a tag is."""

    ARRIVED = "arrived"
    IN_ROOM = "in_room"
    CALLED = "called"
    OUT = "out"
    DECLINED = "declined"


OPEN_STATES: Final = (StayState.ARRIVED, StayState.IN_ROOM, StayState.CALLED)
"""Stays that take a place: the child is here."""

Urgency: TypeAlias = Literal["new", "again", "escalate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One child's stay under a number; nothing says who it is."""

    stay_id: int
    session_no: int
    tag_no: int
    issue: int
    state: StayState
    arrived_at: dt.datetime
    called_at: dt.datetime | None
    """When the parent was first called."""
    calls: int

    @property
    def is_open(self) -> bool:
        """Whether the child is here."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The counts of one session, read in one moment."""

    session_no: int
    places: int
    stays: Sequence[Stay]
    """Open stays, of whatever session, by tag."""
    bands: Mapping[str, int]
    """Open stays of this session by age band."""
    carers: Mapping[str, int]
    """On duty by qualification."""
    needed: int
    reserved: int
    """Reservations that are still expected."""
    waiting: Sequence[int]
    """Slip numbers in their order."""
    offered: Sequence[int]
    """Slips that have been offered a place."""
    counts: Mapping[str, int]
    """What is only counted: ``no_show``, ``declined``, cards."""
    closed: bool

    @property
    def children(self) -> int:
        """How many children of this session are here."""
        return sum(stay.session_no == self.session_no for stay in self.stays)

    @property
    def on_duty(self) -> int:
        """How many carers are on duty."""
        return sum(self.carers.values())

    @property
    def missing_carers(self) -> int:
        """How many carers are missing for the children who are here."""
        return max(0, self.needed - self.on_duty)

    @property
    def empty_places(self) -> int:
        """Places without a child, kept ones included."""
        return max(0, self.places - self.children)

    @property
    def free_places(self) -> int:
        """Places for whoever comes now: kept for no reservation and offered to nobody."""
        return max(0, self.empty_places - self.reserved - len(self.offered))

    @property
    def left_over(self) -> Sequence[Stay]:
        """Open stays of another session; they count for no session, and must be ended."""
        return [stay for stay in self.stays if stay.session_no != self.session_no]

    @property
    def called(self) -> Sequence[Stay]:
        """Calls that nobody has answered, the oldest first."""
        called = [stay for stay in self.stays if stay.state is StayState.CALLED]
        return sorted(called, key=lambda stay: (stay.called_at is None, stay.called_at))


def waited_s(since: dt.datetime, now: dt.datetime) -> int:
    """Return the seconds since ``since``; none when the clock was set back."""
    return max(0, int((now - since).total_seconds()))


def judge_call(stay: Stay, now: dt.datetime, *, call_again_s: int, escalate_s: int) -> Urgency:
    """Say what an unanswered call asks of the desk."""
    waited = waited_s(stay.called_at, now) if stay.called_at else 0
    if waited >= escalate_s:
        return "escalate"
    return "again" if waited >= call_again_s * stay.calls else "new"
