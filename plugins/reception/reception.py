"""The plugin's living object: what the desk's screens and commands share."""

from collections import deque
from typing import Final

from plugins.reception.messages import _
from venue_kiosk.api import (
    AdmissionDesk,
    Attendee,
    CheckIn,
    GreetingLine,
    Kiosk,
    StatusLine,
    hookimpl,
)

_REMEMBERED: Final = 20


class Reception:
    """Remembers this lane's latest check-ins, so that a slip can be taken back at once."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self._childcare_has_a_desk = any(each.name == "childcare" for each in kiosk.config.plugins)
        self._recent: deque[tuple[CheckIn, str]] = deque(maxlen=_REMEMBERED)

    @property
    def desk(self) -> AdmissionDesk:
        """The admission desk of this lane."""
        return self.kiosk.desk

    def recent(self) -> list[tuple[CheckIn, str]]:
        """Return this lane's open check-ins with their reception numbers, newest first."""
        return list(reversed(self._recent))

    @hookimpl
    def kiosk_checked_in(self, attendee: Attendee, check_in: CheckIn) -> None:
        """Remember it."""
        self._recent.append((check_in, attendee.reception_no))

    @hookimpl
    def kiosk_check_in_revoked(self, check_in: CheckIn) -> None:
        """Forget it."""
        kept = [each for each in self._recent if each[0].check_in_id != check_in.check_in_id]
        self._recent = deque(kept, maxlen=_REMEMBERED)

    @hookimpl
    def kiosk_contribute_greeting(self, attendee: Attendee) -> GreetingLine | None:
        """Send those who asked for childcare to its desk, unless that desk does so itself."""
        if not attendee.childcare_wanted or self._childcare_has_a_desk:
            return None
        text = _("Please take your child to the childcare desk on the right.")
        return GreetingLine(plugin="reception", text=text, look="childcare")

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine:
        """Say how full the session is."""
        counts = self.desk.counts()
        text = _(
            "Present {present} / accepted {accepted} / capacity {capacity}",
            present=counts.present,
            accepted=counts.accepted,
            capacity=counts.capacity,
        )
        return StatusLine(text=text)
