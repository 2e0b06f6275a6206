"""Who waits for a place: slips in their order, and reservations as a number."""

from plugins.childcare.acts import PLAINLY, ActBook, Asked, Change, Done, Moment, require
from plugins.childcare.messages import _
from plugins.childcare.reading import RESERVED
from plugins.childcare.refusals import ChildcareRefusedError
from plugins.childcare.room import Room
from plugins.childcare.store import ChildcareStore
from venue_kiosk.api import Kiosk, Task, UsageError


class WaitingList:
    """The queue before drop-off; the next in line is offered a place by whatever frees one."""

    def __init__(self, kiosk: Kiosk, store: ChildcareStore, book: ActBook) -> None:
        self._kiosk = kiosk
        self._store = store
        self._book = book

    def join(self, asked: Asked = PLAINLY) -> Done:
        """Give out a slip; it is offered a place at once when one is free and nobody waits.

        Raises:
            ChildcareRefusedError: the desk is closed.
        """

        def work(moment: Moment, room: Room) -> Change:
            if room.closed:
                raise ChildcareRefusedError(_("Childcare is closed for today."))
            return Change(slip_no=self._store.join_queue(moment.session_no, moment.at))

        return self._book.once("join", asked, work)

    def leave(self, slip_no: int, asked: Asked = PLAINLY) -> Done:
        """Take a slip off the list: nobody came, or they no longer want it.

        Raises:
            ChildcareRefusedError: the slip does not wait.
        """

        def work(moment: Moment, room: Room) -> Change:
            if slip_no not in {*room.waiting, *room.offered}:
                raise ChildcareRefusedError(
                    _("Slip {n} does not wait.", n=slip_no), _("Look at the list of who waits.")
                )
            self._store.move_slip(moment.session_no, slip_no, "gone", at=moment.at)
            return Change(slip_no=slip_no)

        return self._book.once("leave", asked, work)

    def record_no_show(self, asked: Asked = PLAINLY) -> Done:
        """Give up one place that was kept for a reservation.

        Raises:
            ChildcareRefusedError: no reservation is expected any more.
        """

        def work(moment: Moment, room: Room) -> Change:
            if not room.reserved:
                raise ChildcareRefusedError(_("No reservation is expected any more."))
            no_shows = room.counts.get("no_show", 0)
            self._store.set_total(moment.session_no, "no_show", no_shows + 1)
            return Change()

        return self._book.once("no_show", asked, work)

    def set_reserved(self, n: int, asked: Asked = PLAINLY) -> Done:
        """Set how many reservations there are in all, instead of the applicants' wishes.

        Raises:
            NotPermittedError: only the manager may.
            UsageError: not a number of reservations.
        """
        require(self._kiosk.handler, Task.OVERRIDE)
        if not 0 <= n <= 99:
            raise UsageError(_("Type a number from 0 to 99."))

        def work(moment: Moment, _room: Room) -> Change:
            self._store.set_total(moment.session_no, RESERVED, n)
            return Change()

        return self._book.once("set_reserved", asked, work)
