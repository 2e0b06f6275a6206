"""Time, chance and secrets that a test can foretell; real classes, no mocks."""

import datetime as dt
import hashlib
import itertools

from venue_kiosk.adapters.system import SystemDice


class FixedClock:
    """Time that passes only when a test says so."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._seconds = 0.0

    def now(self) -> dt.datetime:
        """Return the time that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return how many seconds have passed."""
        return self._seconds

    def tick(self, seconds: float = 1.0) -> None:
        """Let seconds pass."""
        self._now += dt.timedelta(seconds=seconds)
        self._seconds += seconds

    def move_to(self, when: dt.datetime) -> None:
        """Let time pass until ``when``."""
        self.tick((when - self._now).total_seconds())


class SeededDice(SystemDice):
    """The real draws, with seeds 1, 2, 3 and so on."""

    def __init__(self) -> None:
        self._seeds = itertools.count(1)

    def new_seed(self) -> int:
        """Return the next seed."""
        return next(self._seeds)


class SeededTokens:
    """Secrets that are the same in every run of a test."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def digits(self, count: int) -> str:
        """Return ``count`` decimal digits."""
        return f"{int.from_bytes(self.octets(count)) % 10**count:0{count}d}"

    def octets(self, count: int) -> bytes:
        """Return ``count`` bytes."""
        return hashlib.shake_256(f"venue_kiosk tests {next(self._count)}".encode()).digest(count)
