"""Acts on tables: closed, opened, who facilitates, accessible seats by count."""

from collections.abc import Callable
from dataclasses import replace

from plugins.exchange.acting import Acts, open_table_of, with_table
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.seating import reconcile
from plugins.exchange.state import EVERY_ROUND, State, Table
from plugins.exchange.table_changes import with_guest_host, without_table
from plugins.exchange.trying import moved
from venue_kiosk.api import RefusedError


class TableActs(Acts):
    """Every act is one transaction and can be taken back."""

    def close_table(self, table_no: int) -> None:
        """Take a table out of use; its people wait for a plan in the round they sit in."""
        self._book.change("table_closed", lambda room: without_table(room, table_no))

    def open_table(self, table_no: int) -> None:
        """Put a table into use."""

        def work(room: Room) -> State:
            table = room.state.tables.get(table_no)
            if table is None or table.use == "open":
                raise RefusedError(_("There is no closed table with that number."))
            opened = with_table(room.state, replace(table, use="open"))
            return reconcile(replace(room, state=opened))

        self._book.change("table_opened", work)

    def miss_host(self, table_no: int) -> None:
        """Record that a table's facilitator is missing."""
        self._set_host("host_missing", table_no, lambda table: replace(table, host="missing"))

    def staff_host(self, table_no: int) -> None:
        """Record that one of the staff facilitates a table."""
        self._set_host(
            "host_came", table_no, lambda table: replace(table, host="staff", guest_host=None)
        )

    def guest_host(self, table_no: int, person: int) -> None:
        """Let a guest of the table facilitate it and stay there through the coming rounds.

        Raises:
            RefusedError: the guest does not sit there.
        """
        self._book.change("host_guest", lambda room: with_guest_host(room, table_no, person))

    def take_accessible_seat(self, person: int, table_no: int) -> None:
        """Count an accessible seat as taken and pin the person there; why is kept nowhere.

        Raises:
            RefusedError: the table has none left, or a hard rule forbids the move.
        """

        def work(room: Room) -> State:
            table = open_table_of(room, table_no)
            if table.accessible_taken >= table.accessible_seats:
                raise RefusedError(_("Table {n} has no free accessible seat.", n=table_no))
            number = room.current or 1
            state = self.judged(room, number, lambda s: moved(s, person, number, table_no))
            pins = {**state.pins, (EVERY_ROUND, person): table_no}
            taken = replace(table, accessible_taken=table.accessible_taken + 1)
            return with_table(replace(state, pins=pins), taken)

        self._book.change("accessible_seat", work)

    def free_accessible_seat(self, table_no: int) -> None:
        """Count an accessible seat as free again."""

        def work(room: Room) -> State:
            table = open_table_of(room, table_no)
            if not table.accessible_taken:
                raise RefusedError(_("No accessible seat is taken there."))
            freed = replace(table, accessible_taken=table.accessible_taken - 1)
            return with_table(room.state, freed)

        self._book.change("accessible_freed", work)

    def _set_host(self, act: str, table_no: int, change: Callable[[Table], Table]) -> None:
        self._book.change(
            act, lambda room: with_table(room.state, change(open_table_of(room, table_no)))
        )
