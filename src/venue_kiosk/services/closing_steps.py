"""The end of the day as a list of steps: what is done, what is missing, who must act."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from venue_kiosk.domain.life_cycle import Cycle, Missing, State
from venue_kiosk.services.life_cycle import LifeCycle
from venue_kiosk.services.life_cycle_facts import EndOfDay, Package


class StepCode(StrEnum):
    """The steps, in their order."""

    DESKS = "desks"
    """Children are picked up, every desk has ended, other kiosks are closed."""
    HEADS = "heads"
    """Check-ins, walk-ins and paper equal the heads in the hall."""
    CLOSE = "close"
    PAPERS = "papers"
    """Survey sheets and papers add up."""
    SLIP = "slip"
    """The ward's sheet of paper has the log's count and head."""
    HAND_OVER = "hand_over"
    RECEIPT = "receipt"
    ERASE = "erase"


STEPS: Final = tuple(StepCode)

_REACHED: Final = {
    StepCode.CLOSE: State.CLOSED,
    StepCode.HAND_OVER: State.HANDED_OVER,
    StepCode.RECEIPT: State.RECEIPT_CONFIRMED,
    StepCode.ERASE: State.ERASED,
}
"""The state that a step leads to; the others are done when nothing is missing."""
_HEADS: Final = frozenset({"not_counted", "not_explained"})
_GENERAL: Final = frozenset({"step_before", "already_done", "hold", "clock_back"})
_PEOPLE: Final = frozenset({"two_people"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingStep:
    """One step as it stands now."""

    code: StepCode
    is_done: bool
    missing: tuple[Missing, ...] = ()


class Closing:
    """Reads where the closing stands; everything can be left and taken up again."""

    def __init__(
        self, life_cycle: LifeCycle, *, newest_slip: Callable[[], dt.datetime | None]
    ) -> None:
        self._life_cycle = life_cycle
        self._newest_slip = newest_slip

    def steps(self) -> Sequence[ClosingStep]:
        """Return every step, in order."""
        cycle = self._life_cycle.read()
        missing = self._missing(cycle)
        return [
            ClosingStep(
                code=code,
                is_done=self._is_done(code, cycle, missing.get(code, ())),
                missing=missing.get(code, ()),
            )
            for code in STEPS
        ]

    def current(self) -> ClosingStep:
        """Return the first step that is not done."""
        return next(each for each in self.steps() if not each.is_done)

    def _missing(self, cycle: Cycle) -> dict[StepCode, tuple[Missing, ...]]:
        if cycle.state is State.OPEN:
            found = self._life_cycle.missing(EndOfDay())
            heads = tuple(each for each in found if each.code in _HEADS)
            general = tuple(each for each in found if each.code in _GENERAL)
            desks = tuple(each for each in found if each not in heads + general)
            return {StepCode.DESKS: desks, StepCode.HEADS: heads, StepCode.CLOSE: general}
        if cycle.state is State.CLOSED:
            package = Package(document="-", is_counted=True, two=None)
            found = self._life_cycle.missing(package)
            papers = tuple(each for each in found if each.code not in _GENERAL | _PEOPLE)
            general = tuple(each for each in found if each.code in _GENERAL)
            return {StepCode.PAPERS: papers, StepCode.HAND_OVER: general}
        if cycle.state is State.PREPARED:
            return {StepCode.DESKS: tuple(self._life_cycle.missing(EndOfDay()))}
        return {}

    def _is_done(self, code: StepCode, cycle: Cycle, missing: Sequence[Missing]) -> bool:
        if code in _REACHED:
            return cycle.state.number >= _REACHED[code].number
        if code in (StepCode.DESKS, StepCode.HEADS):
            closed = cycle.state.number >= State.CLOSED.number
            return closed or (cycle.state is State.OPEN and not missing)
        handed = cycle.state.number >= State.HANDED_OVER.number
        if code is StepCode.PAPERS:
            return handed or (cycle.state is State.CLOSED and not missing)
        return handed or self._has_slip(cycle)

    def _has_slip(self, cycle: Cycle) -> bool:
        closed, slip = cycle.step(State.CLOSED), self._newest_slip()
        return closed is not None and slip is not None and slip >= closed.at.replace(microsecond=0)
