"""How costly a passphrase is to guess on this laptop: never less than a fifth of a second."""

import math
from dataclasses import replace
from typing import Final

from venue_kiosk.ports import Clock
from venue_kiosk.storage.slot_body import (
    MOST_ITERATIONS,
    MOST_TIMES_THE_MEMORY,
    Argon2Parameters,
    stretch,
)

_AIM_S: Final = 0.25
"""Aimed at, so that a moment in which the laptop is faster still costs enough."""
_LOOKS: Final = 3
"""A busy moment only takes time away: the fastest tells what a guess costs."""
_MOST_TIMES: Final = 100
_ROUNDS: Final = 4
"""Part of the time is the same for any cost, so that one step up falls short."""


def calibrated(parameters: Argon2Parameters, clock: Clock) -> Argon2Parameters:
    """Return ``parameters`` as costly as a derivation of 0.2 s needs here.

    More iterations as far as slots may have them, then more memory. Only real parameters are
    raised; those cheaper than the standard are a test's.
    """
    if parameters != Argon2Parameters():
        return parameters
    most_kib = MOST_TIMES_THE_MEMORY * parameters.memory_kib
    cost = parameters
    for _round in range(_ROUNDS):
        fastest = min(_seconds(cost, clock) for _look in range(_LOOKS))
        if fastest >= _AIM_S or fastest <= 0:
            break
        cost = _dearer(cost, _AIM_S / fastest, most_kib)
    return cost


def _dearer(cost: Argon2Parameters, times: float, most_kib: int) -> Argon2Parameters:
    wanted = cost.iterations * min(times, _MOST_TIMES)
    iterations = min(math.ceil(wanted), MOST_ITERATIONS)
    mib = math.ceil(cost.memory_kib * max(1.0, wanted / iterations) / 1024)
    return replace(cost, iterations=iterations, memory_kib=min(1024 * mib, most_kib))


def _seconds(parameters: Argon2Parameters, clock: Clock) -> float:
    started = clock.monotonic()
    stretch(b"calibration", bytes(16), parameters)
    return clock.monotonic() - started
