"""Reading the room: one session's counts, and every child who is here."""

from plugins.childcare.room import Room
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.staffing import NoRatio, count_carers
from plugins.childcare.store import ChildcareStore
from venue_kiosk.api import Kiosk

BAND = "band:"
CARER = "carer:"
RESERVED = "reserved"
"""The number of reservations when the desk has set it; the applicants' wishes otherwise."""
CLOSED = "closed"


class RoomReader:
    """Counts the room; inside a transaction the counts hold until it ends."""

    def __init__(self, kiosk: Kiosk, settings: ChildcareSettings, store: ChildcareStore) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store

    def session_now(self) -> int:
        """Return the session that is held today, or the next one."""
        return self._kiosk.programme.nearest_session(self._kiosk.clock.now().date())

    def read(self, session_no: int) -> Room:
        """Return the room as it stands."""
        store, totals = self._store, self._store.totals(session_no)
        bands = _part(totals, BAND)
        needed = count_carers(bands, self._settings.staffing_rule)
        reserved = totals.get(RESERVED)
        if reserved is None:
            reserved = self._kiosk.register.count_childcare_wanted(session_no)
        expected = reserved - store.reserved_came(session_no) - totals.get("no_show", 0)
        return Room(
            session_no=session_no,
            places=self._settings.places,
            stays=store.open_stays(),
            bands=bands,
            carers=_part(totals, CARER),
            # A band can lose its ratio only by a change of the settings: then one carer a child.
            needed=sum(bands.values()) if isinstance(needed, NoRatio) else needed,
            reserved=max(0, expected),
            waiting=store.slips(session_no, "waiting"),
            offered=store.slips(session_no, "offered"),
            counts={what: n for what, n in totals.items() if ":" not in what},
            closed=totals.get(CLOSED, 0) > 0,
        )


def _part(totals: dict[str, int], head: str) -> dict[str, int]:
    return {what.removeprefix(head): n for what, n in totals.items() if what.startswith(head)}
