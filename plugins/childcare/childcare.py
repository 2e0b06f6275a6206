"""The plugin's living object: the desk's services over one kiosk, and what the host asks."""

from plugins.childcare.acts import ActBook
from plugins.childcare.desk import ChildcareDesk
from plugins.childcare.duty import DutyBook, cards_left, objection_to_closing
from plugins.childcare.handing_over import compose_material, compose_numbers
from plugins.childcare.messages import _
from plugins.childcare.reading import RoomReader
from plugins.childcare.room import Room
from plugins.childcare.settings import ChildcareSettings, check_settings
from plugins.childcare.store import ChildcareStore
from plugins.childcare.stub_office import StubOffice
from plugins.childcare.waiting import WaitingList
from venue_kiosk.api import (
    Actor,
    Attendee,
    GreetingLine,
    Kiosk,
    Material,
    Missing,
    Papers,
    StatusLine,
    hookimpl,
)


class Childcare:
    """Holds the services; all of them speak of numbers, never of people."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.settings = check_settings(kiosk.read_settings(ChildcareSettings))
        self.store = ChildcareStore(kiosk.tables)
        self._reader = RoomReader(kiosk, self.settings, self.store)
        book = ActBook(kiosk, self.settings, self.store, self._reader)
        self.stubs = StubOffice(kiosk, self.settings, self.store, book)
        self.desk = ChildcareDesk(kiosk, self.settings, self.store, book, self.stubs)
        self.waiting = WaitingList(kiosk, self.store, book)
        self.duty = DutyBook(self.settings, self.store, book)

    def room(self) -> Room:
        """Return the room as it stands now; whoever may sign in may see these counts."""
        return self._reader.read(self._reader.session_now())

    @hookimpl
    def kiosk_contribute_greeting(self, attendee: Attendee) -> GreetingLine | None:
        """Send those who asked for childcare to its desk."""
        if not attendee.childcare_wanted:
            return None
        text = _("Please take your child to the childcare desk on the right.")
        return GreetingLine(plugin="childcare", text=text, look="childcare")

    @hookimpl
    def kiosk_judge_closing(self) -> Missing | None:
        """Object while a child is here, a slip waits or a paper card is unaccounted for."""
        room = self.room()
        words = objection_to_closing(room)
        if words is None:
            return None
        n = len(room.stays) or len(room.waiting) + len(room.offered) or cards_left(room)
        return Missing(code="childcare", who=Actor.CHILDCARE, n=n, text=words)

    @hookimpl
    def kiosk_hand_over(self) -> Material:
        """Give the totals to the ward."""
        return compose_material(self.settings, self.store)

    @hookimpl
    def kiosk_contribute_papers(self) -> Papers:
        """Give the numbers of every session to the report."""
        return compose_numbers(self.store, self.kiosk.programme.session_numbers())

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine:
        """Say how full the room is."""
        room = self.room()
        text = _(
            "Childcare: {children} / {places} children, {carers} / {needed} carers, {calls} calls",
            children=room.children,
            places=room.places,
            carers=room.on_duty,
            needed=room.needed,
            calls=len(room.called),
        )
        return StatusLine(text=text)
