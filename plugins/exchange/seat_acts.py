"""Acts on people: moves, swaps, pins, who left and who came back."""

from collections.abc import Callable
from dataclasses import replace

from plugins.exchange.acting import Acts, open_table_of
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.refusals import why_not_found
from plugins.exchange.seating import reconcile
from plugins.exchange.standing import Standing
from plugins.exchange.state import EVERY_ROUND, State
from plugins.exchange.trying import moved, swapped
from venue_kiosk.api import PresentPerson, RefusedError


def _without(room: Room, person: int) -> State:
    people = {n: each for n, each in room.people.items() if n != person}
    gone = replace(room.state, gone=room.state.gone | {person})
    return reconcile(replace(room, state=gone, people=people))


class SeatActs(Acts):
    """Every act is one transaction and can be taken back."""

    def find(self, text: str) -> PresentPerson:
        """Return who is here under a reception number or a scanned ticket.

        Raises:
            RefusedError: nobody is, or a digit is wrong.
        """
        found = self._book.kiosk.presence.find(text, self._book.session_no)
        if isinstance(found, PresentPerson) and found.attendee_id in self._book.room().people:
            return found
        raise RefusedError(
            why_not_found(found), _("Type the reception number as on the notice, such as 0123-4.")
        )

    def move(self, person: int, number: int, table_no: int) -> None:
        """Bring a person, with who must stay with them, to another table in one round.

        In a round not yet announced they are pinned there, or the next search would undo it.

        Raises:
            RefusedError: a hard rule forbids it.
        """
        self._reseat("moved", number, lambda standing: moved(standing, person, number, table_no))

    def swap(self, one: int, two: int, number: int) -> None:
        """Let two people change places in one round.

        Raises:
            RefusedError: a hard rule forbids it.
        """
        self._reseat("swapped", number, lambda standing: swapped(standing, one, two, number))

    def pin(self, person: int, table_no: int, number: int = EVERY_ROUND) -> None:
        """Keep a person at a table, in one round or in all; searches respect it.

        Raises:
            RefusedError: the table is closed.
        """

        def work(room: Room) -> State:
            open_table_of(room, table_no)
            return replace(room.state, pins={**room.state.pins, (number, person): table_no})

        self._book.change("pinned", work)

    def unpin(self, person: int) -> None:
        """Let searches move a person again."""

        def work(room: Room) -> State:
            pins = {key: at for key, at in room.state.pins.items() if key[1] != person}
            return replace(room.state, pins=pins)

        self._book.change("unpinned", work)

    def mark_gone(self, person: int) -> None:
        """Record that somebody who checked in is not at any table."""
        self._book.change("marked_gone", lambda room: _without(room, person))

    def mark_back(self, person: int) -> None:
        """Record that somebody came after all; they get a seat like a late arrival."""
        self._book.change(
            "marked_back",
            lambda room: replace(room.state, gone=room.state.gone - {person}),
        )
        self._book.react("exchange_seated")

    def _reseat(self, act: str, number: int, change: Callable[[Standing], State]) -> None:
        def work(room: Room) -> State:
            state = self.judged(room, number, change)
            if number in room.announced:
                return state
            pins = {
                key: at
                for key, at in state.seats.items()
                if key[0] == number and room.state.seats.get(key) != at
            }
            return replace(state, pins={**state.pins, **pins})

        self._book.change(act, work)
