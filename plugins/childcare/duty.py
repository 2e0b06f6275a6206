"""Carers on duty, paper cards, and the end of the day."""

from plugins.childcare.acts import PLAINLY, ActBook, Asked, Change, Done, Moment
from plugins.childcare.messages import _
from plugins.childcare.reading import CARER, CLOSED
from plugins.childcare.refusals import ChildcareRefusedError
from plugins.childcare.room import Room
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.store import ChildcareStore
from venue_kiosk.api import UsageError


class DutyBook:
    """What concerns the room as a whole."""

    def __init__(self, settings: ChildcareSettings, store: ChildcareStore, book: ActBook) -> None:
        self._settings = settings
        self._store = store
        self._book = book

    def set_carers(self, qualification: str, n: int, asked: Asked = PLAINLY) -> Done:
        """Record how many carers of one qualification are on duty.

        Raises:
            UsageError: no such qualification, or not a number of carers.
            ChildcareRefusedError: a child is here and fewer than the floor would be left.
        """
        if qualification not in {each.code for each in self._settings.qualifications}:
            raise UsageError(_("Choose a qualification."))
        if not 0 <= n <= 99:
            raise UsageError(_("Type a number from 0 to 99."))

        def work(moment: Moment, room: Room) -> Change:
            left = room.on_duty - room.carers.get(qualification, 0) + n
            floor = self._settings.fewest_carers
            if left < min(floor, room.on_duty) and room.stays:
                raise ChildcareRefusedError(
                    _("While a child is here, at least {n} carers must stay.", n=floor),
                    _("Find a carer to take over first."),
                )
            self._store.set_total(moment.session_no, CARER + qualification, n)
            return Change()

        return self._book.once("set_carers", asked, work)

    def settle_card(self, asked: Asked = PLAINLY) -> Done:
        """Count one paper card that was left behind as entered in the paper ledger.

        Raises:
            ChildcareRefusedError: no card was left behind.
        """

        def work(moment: Moment, room: Room) -> Change:
            if not cards_left(room):
                raise ChildcareRefusedError(_("No paper card was left behind."))
            settled = room.counts.get("cards_ledger", 0)
            self._store.set_total(moment.session_no, "cards_ledger", settled + 1)
            return Change()

        return self._book.once("settle_card", asked, work)

    def close(self, asked: Asked = PLAINLY) -> Done:
        """End the day; there is no way to send everybody home with one key.

        Raises:
            ChildcareRefusedError: a child is here, somebody waits, or a card is unaccounted for.
        """

        def work(moment: Moment, room: Room) -> Change:
            objection = objection_to_closing(room)
            if objection is not None:
                raise ChildcareRefusedError(objection)
            self._store.set_total(moment.session_no, CLOSED, 1)
            return Change()

        return self._book.once("close", asked, work)


def objection_to_closing(room: Room) -> str | None:
    """Say why the day cannot end yet."""
    if room.stays:
        return _("Children are still here: {n}.", n=len(room.stays))
    if room.waiting or room.offered:
        n = len(room.waiting) + len(room.offered)
        return _("Slips are still waiting: {n}.", n=n)
    if cards := cards_left(room):
        return _("Paper cards that did not go back: {n}.", n=cards)
    return None


def cards_left(room: Room) -> int:
    """Return how many paper cards went neither back nor into the ledger; no child is here."""
    counts = room.counts
    gone = counts.get("cards_out", 0) + counts.get("cards_ledger", 0)
    return max(0, counts.get("cards_in", 0) - gone - room.children)
