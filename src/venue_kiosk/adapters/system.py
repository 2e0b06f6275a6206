"""The real clock, chance and secrets."""

import datetime as dt
import hashlib
import itertools
import secrets
import time
from collections.abc import Iterator, Sequence
from typing import Final

_WORD_BYTES: Final = 8
_WORDS: Final = 1 << (8 * _WORD_BYTES)


class SystemClock:
    """The machine's own clock, in the machine's time zone."""

    def now(self) -> dt.datetime:
        """Return the time now, with its offset, to the microsecond."""
        return dt.datetime.now(tz=dt.UTC).astimezone()

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


class SystemDice:
    """Chance whose draws depend on the seed alone, not on the Python that draws."""

    def new_seed(self) -> int:
        """Return a fresh seed of 63 bits."""
        return secrets.randbits(63)

    def shuffled(self, items: Sequence[int], *, seed: int) -> list[int]:
        """Return ``items`` in the order that ``seed`` decides, each order equally likely."""
        words = _words(seed)
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            chosen = _below(last + 1, words)
            order[last], order[chosen] = order[chosen], order[last]
        return order


class SystemTokens:
    """Secrets from the operating system."""

    def digits(self, count: int) -> str:
        """Return ``count`` random decimal digits."""
        return "".join(secrets.choice("0123456789") for _ in range(count))

    def octets(self, count: int) -> bytes:
        """Return ``count`` random bytes."""
        return secrets.token_bytes(count)


def _words(seed: int) -> Iterator[int]:
    # SHA-256 over seed and counter: anybody can repeat a draw with any language's library.
    for counter in itertools.count():
        block = hashlib.sha256(f"venue_kiosk dice v1|{seed}|{counter}".encode()).digest()
        for start in range(0, len(block), _WORD_BYTES):
            yield int.from_bytes(block[start : start + _WORD_BYTES])


def _below(bound: int, words: Iterator[int]) -> int:
    # Words from the incomplete last cycle are thrown away: they would favour small numbers.
    fair = _WORDS - _WORDS % bound
    return next(word for word in words if word < fair) % bound
