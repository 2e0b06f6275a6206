"""The plugin's living object, as its screens ask for it."""

from typing import cast

from plugins.intake.importing import Intake
from venue_kiosk.api_ui import OpenKiosk


def intake_of(kiosk: OpenKiosk) -> Intake:
    """Return the intake of an opened kiosk."""
    return cast("Intake", kiosk.plugin("intake"))
