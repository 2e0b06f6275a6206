"""Going on after a change in the round that people sit in: plans side by side, a person chooses."""

from collections.abc import Sequence
from dataclasses import replace

from plugins.exchange.acts import ActBook
from plugins.exchange.composing import Asked, Room, compose_instance
from plugins.exchange.messages import _
from plugins.exchange.problems import find_problems
from plugins.exchange.refusals import CannotAllocateError
from plugins.exchange.repair_plans import Repair, describe_repair, worth_showing
from plugins.exchange.repairing import RepairPlan, propose_repairs
from plugins.exchange.state import State
from plugins.exchange.table_changes import with_guest_host, without_table
from venue_kiosk.api import NotNowError, RefusedError, Role, Task, require


class RepairDesk:
    """Proposes and carries out changes of the round that people were told last."""

    def __init__(self, book: ActBook) -> None:
        self._book = book

    def propose(self, *, seed: int | None = None) -> Sequence[Repair]:
        """Return plans from the fewest moves up, each better than those before it.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            RefusedError: no round was announced.
            CannotAllocateError: a hard rule cannot hold; names the culprits.
        """
        require(self._book.kiosk.handler, Task.RUN_EXCHANGE)
        room = self._book.room()
        if not room.current:
            raise RefusedError(
                _("No round has been announced."), _("Make a new plan: nobody was told a table.")
            )
        if seed is None:
            plan = self._book.store.plan(self._book.session_no)
            seed = plan.seed if plan else 1
        return [*_repairs_of(room, seed), *_without_host(room, seed)]

    def choose(self, repair: Repair) -> None:
        """Carry a plan out.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            NotNowError: people or seats changed since it was proposed.
        """

        def work(room: Room) -> State:
            seating = room.state.seating(repair.number)
            fresh = {each.person: each for each in [*repair.moves, *repair.newcomers]}
            same = {person for _number, person in repair.seats} == set(room.people) and all(
                seating.get(person) == (fresh[person].before if person in fresh else table_no)
                for (_number, person), table_no in repair.seats.items()
            )
            if not same or room.current != repair.number:
                raise NotNowError(
                    _("People or tables have changed meanwhile."), _("Look at the plans again.")
                )
            state = _changed_tables(room, repair)
            return replace(state, seats={**state.seats, **repair.seats})

        self._book.change("repaired", work)

    def is_needed(self, room: Room) -> bool:
        """Say whether a hard rule is broken in the round that people sit in."""
        return bool(room.current) and bool(find_problems(room, room.current))


def _repairs_of(room: Room, seed: int) -> Sequence[Repair]:
    number = room.current
    instance = compose_instance(room, Asked(rounds=[number], told=[number], wide=True))
    proposals = propose_repairs(instance, seed=seed)
    plans = [each for each in proposals if isinstance(each, RepairPlan)]
    if not plans:
        raise CannotAllocateError([e for e in proposals if not isinstance(e, RepairPlan)], room)
    return worth_showing([describe_repair(room, number, each) for each in plans])


def _without_host(room: Room, seed: int) -> Sequence[Repair]:
    """Return what can be done about the first table that waits for its facilitator."""
    waiting = [each.table_no for each in room.state.open_tables if each.host == "missing"]
    if not waiting or not room.settings.facilitators:
        return []
    table_no, found = waiting[0], []
    seating = room.state.seating(room.current)
    guests = [each for each in sorted(room.people) if seating.get(each) == table_no]
    members = [each for each in guests if room.people[each].role is Role.ACTIVE_MEMBER]
    if guests:
        guest = (members or guests)[0]
        hosted = replace(room, state=with_guest_host(room, table_no, guest))
        [first, *_more] = _repairs_of(hosted, seed)
        found.append(replace(first, way="guest", table_no=table_no, guest=guest))
    if len(room.state.open_tables) > 1:
        closed = replace(room, state=without_table(room, table_no))
        try:
            [first, *_more] = _repairs_of(closed, seed)
        except CannotAllocateError:
            return found
        found.append(replace(first, way="close", table_no=table_no))
    return found


def _changed_tables(room: Room, repair: Repair) -> State:
    table_no, guest = repair.table_no, repair.guest
    if repair.way == "close" and table_no is not None:
        return without_table(room, table_no)
    if repair.way == "guest" and table_no is not None and guest is not None:
        return with_guest_host(room, table_no, guest)
    return room.state
