"""The plugin's living object: the session's services over one kiosk, and what the host asks."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from plugins.exchange.handing_over import compose_material, compose_numbers
from plugins.exchange.messages import _
from plugins.exchange.settings import ExchangeSettings, check_settings
from plugins.exchange.store import ExchangeStore
from venue_kiosk.api import (
    Attendee,
    CheckIn,
    GreetingLine,
    Kiosk,
    Material,
    Papers,
    PresentPerson,
    StatusLine,
    hookimpl,
)

if TYPE_CHECKING:
    from plugins.exchange.acts import ActBook
    from plugins.exchange.allocating import Allocator
    from plugins.exchange.cards import CardDesk
    from plugins.exchange.office import ExchangeOffice
    from plugins.exchange.repairs import RepairDesk


class Exchange:
    """Holds the services; all of them speak of record numbers and tables, never of names."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.settings = check_settings(kiosk.read_settings(ExchangeSettings))
        self.store = ExchangeStore(kiosk.tables)

    @cached_property
    def book(self) -> "ActBook":
        """Every act, with its line in the log."""
        from plugins.exchange.acts import ActBook  # noqa: PLC0415 - not for reception's start

        return ActBook(self.kiosk, self.settings, self.store)

    @cached_property
    def office(self) -> "ExchangeOffice":
        """Tables, rules, pins, announcements."""
        from plugins.exchange.office import ExchangeOffice  # noqa: PLC0415 - not for reception's start

        return ExchangeOffice(self.book)

    @cached_property
    def allocator(self) -> "Allocator":
        """Making plans."""
        from plugins.exchange.allocating import Allocator  # noqa: PLC0415 - not for reception's start

        return Allocator(self.book)

    @cached_property
    def repairs(self) -> "RepairDesk":
        """Plans after a change."""
        from plugins.exchange.repairs import RepairDesk  # noqa: PLC0415 - not for reception's start

        return RepairDesk(self.book)

    @cached_property
    def cards(self) -> "CardDesk":
        """Colour cards by counts alone."""
        from plugins.exchange.cards import CardDesk  # noqa: PLC0415 - not for reception's start

        return CardDesk(self.kiosk, self.settings, self.store)

    def gone(self) -> Sequence[PresentPerson]:
        """Return who checked in and was marked as not at any table, by record number."""
        session_no = self.book.session_no
        gone = self.store.state(session_no).gone
        return [e for e in self.kiosk.presence.people(session_no) if e.attendee_id in gone]

    def hall_seats(self) -> tuple[int, Sequence[tuple[str, int]]]:
        """Return the round that was announced last, and each number's table, by number."""
        room = self.book.room()
        seating = room.state.seating(room.current)
        seats = [(p.reception_no, seating[n]) for n, p in room.people.items() if n in seating]
        return room.current, sorted(seats)

    @hookimpl
    def kiosk_checked_in(self, attendee: Attendee, check_in: CheckIn) -> None:  # noqa: ARG002
        """Seat a late arrival at once, without moving anybody."""
        self.book.react("exchange_seated")

    @hookimpl
    def kiosk_check_in_revoked(self, attendee: Attendee, check_in: CheckIn) -> None:  # noqa: ARG002
        """Give the seat of somebody who is not here free."""
        self.book.react("exchange_unseated")

    @hookimpl
    def kiosk_contribute_greeting(self, attendee: Attendee) -> GreetingLine | None:
        """Tell the table of the round that people were told last."""
        session_no = self.book.session_no
        number = max(self.store.announced(session_no), default=0)
        if not number:
            return None
        table_no = self.store.table_of(session_no, number, attendee.attendee_id)
        if table_no is None:
            text = _("Exchange session: a member of staff shows you a table.")
            return GreetingLine(plugin="exchange", text=text)
        text = _("Exchange session: your table is no. {n}.", n=table_no)
        return GreetingLine(plugin="exchange", text=text, number=table_no)

    @hookimpl
    def kiosk_hand_over(self) -> Material:
        """Give the counts to the ward."""
        return compose_material(self.store)

    @hookimpl
    def kiosk_contribute_papers(self) -> Papers:
        """Give the counts to the report."""
        return compose_numbers(self.store, sessions=len(self.kiosk.programme.sessions))

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine:
        """Say how many tables and people there are, and which round was told."""
        session_no = self.book.session_no
        plan = self.store.plan(session_no)
        if plan is None:
            return StatusLine(text=_("Exchange session: no plan yet"))
        tables, people = self.store.count_seated(session_no)
        number = max(self.store.announced(session_no), default=0)
        text = _("Exchange session: {tables} tables, {people} people", tables=tables, people=people)
        told = _("round {n} announced", n=number) if number else _("nothing announced")
        return StatusLine(text=f"{text}, {told}", at=plan.at)
