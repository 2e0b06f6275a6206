"""Making a plan: searched for outside of any transaction, taken over whole or not at all."""

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from plugins.exchange.acts import ActBook
from plugins.exchange.composing import Asked, Room, compose_instance, seats_of
from plugins.exchange.instance import Instance
from plugins.exchange.messages import _
from plugins.exchange.records import Plan
from plugins.exchange.refusals import CannotAllocateError
from plugins.exchange.seating import reconcile
from plugins.exchange.solving import Continues, SearchProgress, Solution, solve
from plugins.exchange.state import State, Table, compare
from venue_kiosk.api import NotNowError, RefusedError, Task, require

_MOST_SEED: Final = 2**62 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """A search that is about to begin."""

    room: Room
    """With the tables that it will use."""
    instance: Instance
    seed: int
    budget: int


class Allocator:
    """Makes plans; rounds that people were told stay as they are."""

    def __init__(self, book: ActBook) -> None:
        self._book = book

    def allocate(
        self, *, seed: int | None = None, continues: Continues = lambda _progress: True
    ) -> Solution:
        """Search and take the best over.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            CannotAllocateError: a hard rule cannot hold; names the culprits.
            RefusedError: nobody is here, or every round was announced.
            NotNowError: what the search began from has changed, or the event was closed.
        """
        prepared = self.prepare(seed=seed)
        solution = self.search(prepared, continues)
        self.take_over(prepared, solution)
        return solution

    def prepare(self, *, seed: int | None = None) -> Preparation:
        """Return what is to be searched for, with the tables that are needed."""
        require(self._book.kiosk.handler, Task.RUN_EXCHANGE)
        self._book.require_open()
        room = self._book.room()
        settings = room.settings
        if settings.mode == "colour_cards":
            raise RefusedError(
                _("The tables are balanced by colour cards: nobody is allocated by name."),
                _("Use the numbers of cards."),
            )
        if not room.people:
            raise RefusedError(_("Nobody is checked in yet."), _("Allocate when people are here."))
        if len(room.announced) >= settings.rounds:
            raise RefusedError(_("Every round has been announced."), _("Use the plans for repair."))
        if not room.announced:
            room = replace(room, state=_arrange_tables(room))
        if not room.state.open_tables:
            raise RefusedError(_("No table is open."), _("Open a table."))
        rounds = range(1, settings.rounds + 1)
        asked = Asked(rounds=rounds, frozen=room.announced, fitting=room.announced)
        return Preparation(
            room=room,
            instance=compose_instance(room, asked),
            seed=self._new_seed() if seed is None else seed,
            budget=settings.search_moves,
        )

    def search(self, prepared: Preparation, continues: Continues) -> Solution:
        """Return the best seats found; stores nothing, and ends when the event is closed."""

        def goes_on(progress: SearchProgress) -> bool:
            self._book.require_open()
            return continues(progress)

        solution = solve(
            prepared.instance, seed=prepared.seed, moves=prepared.budget, continues=goes_on
        )
        if not isinstance(solution, Solution):
            raise CannotAllocateError(solution, prepared.room)
        return solution

    def take_over(self, prepared: Preparation, solution: Solution) -> None:
        """Store the seats, with those of people who came meanwhile; all of it or nothing."""
        book, rounds = self._book, prepared.room.settings.rounds
        with book.kiosk.tables.transaction():
            book.require_open()
            now = book.room()
            _require_same(prepared.room, now)
            seats = seats_of(solution.allocation, range(1, rounds + 1))
            told = {key: at for key, at in now.state.seats.items() if key[0] in now.announced}
            state = replace(now.state, tables=prepared.room.state.tables, seats={**seats, **told})
            differences = compare(now.state, reconcile(replace(now, state=state)))
            before = book.store.plan(book.session_no)
            book.store.write(book.session_no, differences)
            book.store.set_plan(
                book.session_no,
                Plan(
                    revision=(before.revision if before else 0) + 1,
                    rounds=rounds,
                    seed=prepared.seed,
                    budget=prepared.budget,
                    moves_made=solution.moves_made,
                    input_sha256=_digest(prepared.instance),
                    is_stale=now.people.keys() != prepared.room.people.keys(),
                    at=book.kiosk.clock.now(),
                ),
            )
            counts = {"people": len(now.people), "tables": len(state.open_tables)}
            book.kiosk.log.record("exchange_allocated", n=counts)

    def _new_seed(self) -> int:
        return self._book.kiosk.dice.new_seed() & _MOST_SEED


def _arrange_tables(room: Room) -> State:
    """Open as many tables as are needed, from the first; those closed by hand stay closed."""
    settings, tables = room.settings, {}
    needed = -(-len(room.people) // settings.guests_per_table)
    for number in range(1, settings.tables + 1):
        table = room.state.tables.get(number) or Table(
            table_no=number,
            seats=settings.seats,
            accessible_seats=settings.accessible_seats.get(str(number), 0),
        )
        if table.use != "closed":
            table = replace(table, use="open" if needed > 0 else "spare")
            needed -= 1
        tables[number] = table
    return replace(room.state, tables=tables)


def _require_same(before: Room, now: Room) -> None:
    """Go on only if no person changed what the search began from; people may have come."""
    old, new = before.state, now.state
    same = (
        before.announced == now.announced
        and old.pins == new.pins
        and old.rules == new.rules
        and all(_fixed(old.tables[n]) == _fixed(table) for n, table in new.tables.items())
    )
    if not same:
        raise NotNowError(
            _("Somebody changed pins, tables or rounds while the search ran."), _("Search again.")
        )


def _fixed(table: Table) -> tuple[object, ...]:
    """Return what only a person changes of a table."""
    return (table.use == "closed", table.seats, table.host, table.guest_host)


def _digest(instance: Instance) -> str:
    return hashlib.sha256(repr(instance).encode()).hexdigest()
