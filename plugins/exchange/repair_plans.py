"""One way to go on after a change: who moves, and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from plugins.exchange.composing import Room, seats_of
from plugins.exchange.repairing import RepairPlan
from plugins.exchange.standing import Standing

Way: TypeAlias = Literal["seats", "guest", "close"]
"""Seats alone, a guest who facilitates a table, or a table closed."""


@dataclass(frozen=True, slots=True)
class TableChange:
    """One person's change of table; from None for who had none."""

    person: int
    before: int | None
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One way to go on."""

    number: int
    """The round."""
    moves: Sequence[TableChange]
    """Who must be told another table."""
    newcomers: Sequence[TableChange]
    """Who gets a table for the first time."""
    terms: Mapping[str, int]
    score: int
    """Of all rounds, as the board counts it."""
    seats: Mapping[tuple[int, int], int]
    """The round's seats under this plan."""
    way: Way = "seats"
    table_no: int | None = None
    """The table without a facilitator that ``way`` is about."""
    guest: int | None = None
    """Who would facilitate it."""


def describe_repair(room: Room, number: int, plan: RepairPlan) -> Repair:
    """Return what a plan of the search means for people, and its score over all rounds."""
    seats = seats_of(plan.solution.allocation, [number])
    before = room.state.seating(number)
    changes = [
        TableChange(person, before.get(person), table_no)
        for (_number, person), table_no in sorted(seats.items())
        if before.get(person) != table_no
    ]
    state = replace(room.state, seats={**room.state.seats, **seats})
    standing = Standing(replace(room, state=state))
    return Repair(
        number=number,
        moves=[each for each in changes if each.before is not None],
        newcomers=[each for each in changes if each.before is None],
        terms=standing.terms,
        score=standing.score,
        seats=seats,
    )


def worth_showing(repairs: Sequence[Repair]) -> Sequence[Repair]:
    """Leave out what needs more moves and is not better in the score of all rounds."""
    kept: list[Repair] = []
    for each in sorted(repairs, key=lambda each: (len(each.moves), each.score)):
        if not kept or each.score < kept[-1].score:
            kept.append(each)
    return kept
