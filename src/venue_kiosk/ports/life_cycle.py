"""What the life cycle keeps and asks, as protocols."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from venue_kiosk.domain.head_count import HeadCount
from venue_kiosk.domain.life_cycle import Cycle, Hold, Missing, Passed, State


class LifeCycleStore(Protocol):
    """The steps an event has taken; nothing of it is ever changed or deleted."""

    def state(self) -> State:
        """Return where the event stands."""
        ...

    def read(self) -> Cycle:
        """Return every step, and the hold that stands."""
        ...

    def record(self, passed: Passed) -> None:
        """Add a step, inside the caller's transaction."""
        ...

    def hold(self, hold: Hold) -> None:
        """Add a hold, inside the caller's transaction."""
        ...

    def release(self, hold: Hold) -> None:
        """Record who ended the standing hold, when, and on which document."""
        ...


class HeadCountStore(Protocol):
    """The hand counts; a newer one of a session stands above the older."""

    def newest_counts(self) -> Sequence[HeadCount]:
        """Return the newest count of each session that has one, by session."""
        ...

    def record_count(self, count: HeadCount, *, at: dt.datetime, who: str) -> None:
        """Add a count, inside the caller's transaction."""
        ...


class Objectors(Protocol):
    """Everybody who may object to a step; the plugin host answers."""

    def judge_closing(self) -> Sequence[Missing]:
        """Return what stands in the way of closing; a failing plugin objects."""
        ...

    def judge_hand_over(self) -> Sequence[Missing]:
        """Return what stands in the way of handing over; a failing plugin objects."""
        ...
