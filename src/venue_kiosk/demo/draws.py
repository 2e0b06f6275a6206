"""Chance for synthetic data: the same seed gives the same draws on every Python."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")
_WORD_BYTES: Final = 8
_WORDS: Final = 1 << (8 * _WORD_BYTES)


class Draws:
    """A stream of draws; SHA-256 over a seed, a topic and a counter."""

    def __init__(self, seed: int, topic: str) -> None:
        self._words = _words(f"venue_kiosk demo v1|{topic}|{seed}")

    def below(self, bound: int) -> int:
        """Return a number from 0 to ``bound - 1``, each equally likely."""
        # Words from the incomplete last cycle are thrown away: they would favour small numbers.
        fair = _WORDS - _WORDS % bound
        return next(word for word in self._words if word < fair) % bound

    def one_of(self, items: Sequence[_T]) -> _T:
        """Return one of ``items``, each equally likely."""
        return items[self.below(len(items))]

    def happens(self, per_cent: int) -> bool:
        """Return true in ``per_cent`` of a hundred draws."""
        return self.below(100) < per_cent

    def weighted(self, items: Sequence[tuple[_T, int]]) -> _T:
        """Return one of ``items``, in proportion to the whole number beside it."""
        place = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            place -= weight
            if place < 0:
                return item
        raise AssertionError  # the weights sum to more than any draw

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """Return ``items`` in another order, each order equally likely."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            chosen = self.below(last + 1)
            order[last], order[chosen] = order[chosen], order[last]
        return order

    def shared(self, shares: Sequence[tuple[_T, int]], *, count: int) -> list[_T]:
        """Return ``count`` items in random order that keep the shares to within one item."""
        total = sum(share for _, share in shares)
        exact = [count * share / total for _, share in shares]
        counts = [int(number) for number in exact]
        by_rest = sorted(range(len(shares)), key=lambda i: counts[i] - exact[i])
        for i in by_rest[: count - sum(counts)]:
            counts[i] += 1
        dealt = [item for (item, _), n in zip(shares, counts, strict=True) for _ in range(n)]
        return self.shuffled(dealt)


def _words(seed: str) -> Iterator[int]:
    for counter in itertools.count():
        block = hashlib.sha256(f"{seed}|{counter}".encode()).digest()
        for start in range(0, len(block), _WORD_BYTES):
            yield int.from_bytes(block[start : start + _WORD_BYTES])
