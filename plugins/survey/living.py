"""The survey plugin while a kiosk is open."""

from dataclasses import dataclass

from venue_kiosk.api import Kiosk


@dataclass(frozen=True, slots=True)
class Survey:
    """The plugin's living object."""

    kiosk: Kiosk
