"""What the services tell plugins and ask of them; the plugin host answers."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from venue_kiosk.domain.admission import GreetingLine, Objection
from venue_kiosk.domain.attendee import Attendee, CheckIn


class Listeners(Protocol):
    """Everybody who wants to hear of the desk's work."""

    def judge_check_in(
        self, attendee: Attendee, at: dt.datetime
    ) -> Sequence[tuple[str, Objection]]:
        """Return objections with the name of who objects; a failing plugin objects."""
        ...

    def greetings(self, attendee: Attendee) -> Sequence[GreetingLine]:
        """Return the lines plugins add to the verdict."""
        ...

    def checked_in(self, attendee: Attendee, check_in: CheckIn) -> None:
        """Tell of a committed check-in."""
        ...

    def check_in_revoked(self, attendee: Attendee, check_in: CheckIn) -> None:
        """Tell of a committed revocation."""
        ...
