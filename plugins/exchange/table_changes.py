"""What a table's changes mean for the state; whoever makes them stores it."""

from collections.abc import Mapping
from dataclasses import replace

from plugins.exchange.acting import open_table_of, with_table
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.seating import reconcile
from plugins.exchange.state import State
from venue_kiosk.api import RefusedError


def without_table(room: Room, table_no: int) -> State:
    """Return the state with a table closed; who sits there in a round that was told still does.

    Raises:
        RefusedError: it is not in use, or the last one.
    """
    table = open_table_of(room, table_no)
    pins = {key: at for key, at in room.state.pins.items() if at != table_no}
    closed = with_table(replace(room.state, pins=pins), replace(table, use="closed"))
    if not closed.open_tables:
        raise RefusedError(_("It is the last open table."))
    return reconcile(replace(room, state=closed))


def with_guest_host(room: Room, table_no: int, person: int) -> State:
    """Return the state with a guest who facilitates their table in this and the coming rounds.

    Raises:
        RefusedError: the guest does not sit there.
    """
    table, state = open_table_of(room, table_no), room.state
    if state.table_of(person, max(1, room.current)) != table_no:
        raise RefusedError(_("Only who sits at the table can facilitate it."))
    rounds = range(max(1, room.current), room.settings.rounds + 1)
    pins: Mapping[tuple[int, int], int] = {(number, person): table_no for number in rounds}
    host = replace(table, host="guest", guest_host=person)
    return with_table(replace(state, pins={**state.pins, **pins}), host)
