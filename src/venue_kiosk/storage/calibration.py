"""How costly a passphrase is to guess on this laptop: never less than a fifth of a second."""

import math
from dataclasses import replace
from typing import Final

from venue_kiosk.ports import Clock
from venue_kiosk.storage.slot_body import MOST_ITERATIONS, Argon2Parameters, stretch

_AIM_S: Final = 0.25
"""Aimed at, so that a moment in which the laptop is faster still costs enough."""
_LOOKS: Final = 2


def calibrated(parameters: Argon2Parameters, clock: Clock) -> Argon2Parameters:
    """Return ``parameters`` with as many iterations as a derivation of 0.2 s needs here.

    Only real parameters are raised; those cheaper than the standard are a test's.
    """
    if parameters != Argon2Parameters():
        return parameters
    fastest = min(_seconds(parameters, clock) for _look in range(_LOOKS))
    if fastest >= _AIM_S or fastest <= 0:
        return parameters
    iterations = math.ceil(parameters.iterations * _AIM_S / fastest)
    return replace(parameters, iterations=min(iterations, MOST_ITERATIONS))


def _seconds(parameters: Argon2Parameters, clock: Clock) -> float:
    started = clock.monotonic()
    stretch(b"calibration", bytes(16), parameters)
    return clock.monotonic() - started
