"""A whole kiosk in a temporary folder, made of the real parts, for tests of plugins."""

from venue_kiosk.testing.samples import (
    DOORS_OPEN,
    EVENT_DAY,
    HANDLERS,
    JST,
    MANAGER,
    WITNESS,
    compose_programme,
    passphrase_of,
    sample_application,
)
from venue_kiosk.testing.stand_ins import FixedClock, SeededDice, SeededTokens
from venue_kiosk.testing.venue import Venue
from venue_kiosk.ui.screen_text import wait_for_work

__all__ = [
    "DOORS_OPEN",
    "EVENT_DAY",
    "HANDLERS",
    "JST",
    "MANAGER",
    "WITNESS",
    "FixedClock",
    "SeededDice",
    "SeededTokens",
    "Venue",
    "compose_programme",
    "passphrase_of",
    "sample_application",
    "wait_for_work",
]
