"""Going on after a change in the round that people sit in: plans side by side, a person chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.exchange.acts import ActBook
from plugins.exchange.composing import Asked, Room, compose_instance, seats_of
from plugins.exchange.messages import _
from plugins.exchange.problems import find_problems
from plugins.exchange.refusals import CannotAllocateError
from plugins.exchange.repairing import RepairPlan, propose_repairs
from plugins.exchange.standing import Standing
from plugins.exchange.state import State
from venue_kiosk.api import NotNowError, RefusedError, Task, require


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
        plan = self._book.store.plan(self._book.session_no)
        number = room.current
        instance = compose_instance(room, Asked(rounds=[number], told=[number], wide=True))
        used = seed if seed is not None else (plan.seed if plan else 1)
        proposals = propose_repairs(instance, seed=used)
        plans = [each for each in proposals if isinstance(each, RepairPlan)]
        if not plans:
            raise CannotAllocateError([e for e in proposals if not isinstance(e, RepairPlan)], room)
        return _worth_showing([_describe(room, number, each) for each in plans])

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
            return replace(room.state, seats={**room.state.seats, **repair.seats})

        self._book.change("repaired", work)

    def is_needed(self, room: Room) -> bool:
        """Say whether a hard rule is broken in the round that people sit in."""
        return bool(room.current) and bool(find_problems(room, room.current))


def _describe(room: Room, number: int, plan: RepairPlan) -> Repair:
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


def _worth_showing(repairs: Sequence[Repair]) -> Sequence[Repair]:
    """Leave out what needs more moves and is not better in the score of all rounds."""
    kept: list[Repair] = []
    for each in sorted(repairs, key=lambda each: (len(each.moves), each.score)):
        if not kept or each.score < kept[-1].score:
            kept.append(each)
    return kept
