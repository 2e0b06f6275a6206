"""What all acts on the tables share."""

from collections.abc import Callable
from dataclasses import replace

from plugins.exchange.acts import ActBook
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.standing import Standing
from plugins.exchange.state import State, Table
from plugins.exchange.trying import judge
from venue_kiosk.api import RefusedError


def open_table_of(room: Room, table_no: int) -> Table:
    """Return a table that is in use; RefusedError when it is not."""
    table = room.state.tables.get(table_no)
    if table is None or table.use != "open":
        raise RefusedError(_("Table {n} is not in use.", n=table_no), _("Choose another table."))
    return table


def with_table(state: State, table: Table) -> State:
    """Return the state with a table as it is now."""
    return replace(state, tables={**state.tables, table.table_no: table})


class Acts:
    """Acts of one kind, over the session's book."""

    def __init__(self, book: ActBook) -> None:
        self._book = book

    def judged(self, room: Room, number: int, change: Callable[[Standing], State]) -> State:
        """Return the changed state; RefusedError when a hard rule forbids it."""
        standing = Standing(room)
        try:
            state = change(standing)
        except KeyError:
            raise RefusedError(_("One of them has no table in this round.")) from None
        trial = judge(standing, state, number)
        if trial.refused:
            raise RefusedError(trial.refused, _("Choose another table, or swap two people."))
        return state
