"""Random numbers that are the same for a seed on every machine and Python."""

import hashlib
import struct
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

_WORDS: Final = 8_192
_BLOCK: Final = struct.Struct(f"<{_WORDS}I")

WORD_BITS: Final = 32

Draw = Callable[[], int]
"""Returns the next 32 random bits as a number."""


def open_draws(seed: int, purpose: str) -> Draw:
    """Return a source of 32-bit numbers: SHAKE-256 of purpose, seed and a counter."""
    return chain.from_iterable(_blocks(f"{purpose}:{seed}")).__next__


def _blocks(name: str) -> Iterator[tuple[int, ...]]:
    counter = 0
    while True:
        content = hashlib.shake_256(f"venue_kiosk:{name}:{counter}".encode()).digest(_BLOCK.size)
        yield _BLOCK.unpack(content)
        counter += 1
