"""Seating people who have no table yet, without moving anybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plugins.exchange.composing import Room
from plugins.exchange.standing import Standing
from plugins.exchange.state import EVERY_ROUND, State
from plugins.exchange.trying import companions_of


def reconcile(room: Room) -> State:
    """Return the state without the seats of those who left, and with seats for those who came.

    Nobody else moves. Who finds no free seat stays without one.
    """
    room = replace(room, state=_without_absent(room))
    for number in range(1, room.state.rounds_planned + 1):
        for person in waiting_for_seats(room, number):
            table_no = choose_table(room, person, number)
            if table_no is not None:
                seats = {**room.state.seats, (number, person): table_no}
                room = replace(room, state=replace(room.state, seats=seats))
    return room.state


def waiting_for_seats(room: Room, number: int) -> Sequence[int]:
    """Return who is to be seated in a round, by record number.

    Whose table was closed in a round that people were told waits for a person's choice.
    """
    usable = {each.table_no for each in room.state.open_tables}
    seating = room.state.seating(number)
    if number in room.announced:
        return sorted(each for each in room.people if each not in seating)
    return sorted(each for each in room.people if seating.get(each) not in usable)


def _without_absent(room: Room) -> State:
    """Take the seats of people who are not here, and the tables of guests who led them."""
    tables = {
        n: replace(table, host="missing", guest_host=None)
        if table.guest_host is not None and table.guest_host not in room.people
        else table
        for n, table in room.state.tables.items()
    }
    seats = {key: at for key, at in room.state.seats.items() if key[1] in room.people}
    return replace(room.state, tables=tables, seats=seats)


def choose_table(room: Room, person: int, number: int) -> int | None:
    """Return the best table with a free seat for one person, or None where no rule allows any."""
    sizes = Counter(room.state.seating(number).values())
    allowed = [
        each.table_no
        for each in room.state.open_tables
        if sizes[each.table_no] < each.seats and _may_sit(room, person, number, each.table_no)
    ]
    if not allowed:
        return None
    standing = Standing(room)
    high = standing.even_share[1]
    plan, index, who = standing.plan, number - 1, standing.person(person)
    costs = {}
    if plan.at[index][who] >= 0:  # the table was closed
        plan.take(index, who)
    for table_no in allowed:
        before = plan.cost
        plan.put(index, who, standing.group(table_no))
        costs[table_no] = plan.cost - before
        plan.take(index, who)

    def judge(table_no: int) -> tuple[bool, int, int, int, int]:
        """One more than an even share is better than a colleague; two more are not."""
        excess = max(0, sizes[table_no] + 1 - high)
        return (excess > 1, costs[table_no], excess, sizes[table_no], table_no)

    return min(allowed, key=judge)


def _may_sit(room: Room, person: int, number: int, table_no: int) -> bool:
    state = room.state
    pinned = state.pins.get((number, person), state.pins.get((EVERY_ROUND, person), table_no))
    seating = {p: at for p, at in state.seating(number).items() if p in room.people}
    others = [each for each in companions_of(state, person) if each != person]
    companions = {seating[each] for each in others if each in seating}
    enemies = {
        seating.get(each)
        for _set, people in state.rule_sets("apart")
        if person in people
        for each in people
        if each != person
    }
    return pinned == table_no and companions <= {table_no} and table_no not in enemies
