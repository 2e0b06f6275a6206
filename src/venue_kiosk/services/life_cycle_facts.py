"""From what a caller asks for to the evidence a gate wants, with the facts nobody may state."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from venue_kiosk.domain.life_cycle_gates import (
    Closing,
    Erasure,
    Evidence,
    HandOver,
    Opening,
    Pair,
    Receipt,
)
from venue_kiosk.domain.programme import Programme
from venue_kiosk.ports import CheckInStore, HeadCountStore, Objectors
from venue_kiosk.services.authorisation import TwoPeople
from venue_kiosk.services.head_counts import unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueEntry:
    """The laptop is at the venue: what the carry-out slip and the pre-flight check say."""

    slip_no: str
    arrived_at: dt.datetime | None
    place: str
    unanswered: int
    two: TwoPeople | None = None


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """Nobody is to be checked in any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The package for the ward was made, reopened and counted."""

    document: str
    is_counted: bool
    two: TwoPeople | None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureOrder:
    """Two people order the erasure of what was handed over."""

    two: TwoPeople | None
    counts: Mapping[str, int] = field(default_factory=dict)


Step: TypeAlias = VenueEntry | EndOfDay | Package | Receipt | ErasureOrder
"""What a caller asks the life cycle for; what comes after the vault, ``life_after`` tells."""


class Facts:
    """What the programme, the plugins, the counts and the lanes say at this moment."""

    def __init__(
        self,
        programme: Programme,
        objectors: Objectors,
        *,
        check_ins: CheckInStore,
        head_counts: HeadCountStore,
        other_lanes: Callable[[], Sequence[str]],
    ) -> None:
        self._programme = programme
        self._objectors = objectors
        self._check_ins = check_ins
        self._head_counts = head_counts
        self._other_lanes = other_lanes

    def gather(self, step: Step, at: dt.datetime) -> Evidence:
        """Return the evidence for ``step``."""
        match step:
            case VenueEntry():
                return self._opening(step, at)
            case EndOfDay():
                return self._closing()
            case Package():
                return HandOver(
                    objections=tuple(self._objectors.judge_hand_over()),
                    document=step.document,
                    is_counted=step.is_counted,
                    pair=_pair(step.two),
                    counts=step.counts,
                )
            case ErasureOrder():
                lanes = len(self._other_lanes())
                return Erasure(pair=_pair(step.two), open_lanes=lanes, counts=step.counts)
            case Receipt():
                return step
            case _:
                assert_never(step)

    def _opening(self, entry: VenueEntry, at: dt.datetime) -> Opening:
        place = self._programme.designated_place(entry.place)
        day = at.date()
        return Opening(
            slip_no=entry.slip_no,
            arrived_at=entry.arrived_at,
            place=entry.place,
            is_designated=place is not None,
            is_in_hours=place is not None and place.holds_at(at.time()),
            unanswered=entry.unanswered,
            unreported=sum(not each.is_reported_on(day) for each in self._programme.handlers),
            contract_ended=day > self._programme.contract.ends,
            pair=_pair(entry.two),
        )

    def _closing(self) -> Closing:
        uncounted, unexplained, counts = unsettled(
            self._programme, self._check_ins, self._head_counts
        )
        return Closing(
            objections=tuple(self._objectors.judge_closing()),
            uncounted=uncounted,
            unexplained=unexplained,
            open_lanes=len(self._other_lanes()),
            counts=counts,
        )


def _pair(two: TwoPeople | None) -> Pair | None:
    return None if two is None else (two.operator.handler_id, two.witness.handler_id)
