"""How long somebody waits after wrong passphrases."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Self

FREE_TRIES: Final = 5
LONGEST_WAIT_S: Final = 300
HARD_STOP: Final = 100
"""After so many wrong passphrases in a row the handling manager must clear the id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong passphrases of one id since the last right one; no personal data."""

    failures: int = 0
    at: dt.datetime | None = None
    """When the last one was."""
    monotonic: float = 0.0
    """The same on the machine's running clock, which nobody sets."""
    unlogged: int = 0
    """How many the operation log does not know yet."""

    @property
    def is_stopped(self) -> bool:
        """Whether only the manager can let the person go on."""
        return self.failures >= HARD_STOP

    def wait_s(self, now: dt.datetime, monotonic: float) -> float:
        """Return how many seconds are left; a clock that was set makes it no shorter.

        The longer of the two clocks' answers counts. One that shows a time before the last try
        was set back, or the machine was started again: it says nothing.
        """
        if self.failures < FREE_TRIES or self.at is None:
            return 0.0
        whole = float(min(2 ** (self.failures - FREE_TRIES + 1), LONGEST_WAIT_S))
        passed = [(now - self.at).total_seconds(), monotonic - self.monotonic]
        return max(0.0, whole - min((each for each in passed if each >= 0), default=0.0))

    def failed(self, now: dt.datetime, monotonic: float) -> Self:
        """Return the record with one more."""
        return replace(
            self,
            failures=self.failures + 1,
            at=now,
            monotonic=monotonic,
            unlogged=self.unlogged + 1,
        )

    def seen(self, now: dt.datetime, monotonic: float) -> Self:
        """Return the record to keep: where both clocks were set back, the wait begins again."""
        if self.at is None or now >= self.at or monotonic >= self.monotonic:
            return self
        return replace(self, at=now, monotonic=monotonic)

    def succeeded(self) -> Self:
        """Return the record after the right passphrase: only what must still be logged."""
        return type(self)(unlogged=self.unlogged, at=self.at if self.unlogged else None)
