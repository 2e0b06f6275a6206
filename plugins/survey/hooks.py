"""What the survey plugin declares, and how it comes to life."""

from plugins.survey.living import Survey
from venue_kiosk.api import Kiosk, hookimpl


@hookimpl
def kiosk_open(kiosk: Kiosk) -> Survey:
    """Return the living object."""
    return Survey(kiosk)
