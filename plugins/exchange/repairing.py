"""After a change: plans with the fewest moves and with a few more, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.exchange.instance import Allocation, Conflict, Instance
from plugins.exchange.model import FEWEST_MOVES
from plugins.exchange.scoring import place_of
from plugins.exchange.solving import Solution, solve

_MOVES_FOR_ONE: Final = 20_000
_PRICES: Final = (FEWEST_MOVES, 200, 90, 40, 25, 12)
"""What a move costs in each search: the lower, the more people change for a better score."""


@dataclass(frozen=True, slots=True)
class Step:
    """One person's change of table in one announced round, counted from 0."""

    number: int
    person: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """One way to go on after a change."""

    solution: Solution
    steps: Sequence[Step]
    """Who must be told another table."""


def propose_repairs(
    instance: Instance, *, seed: int, search_moves: int = _MOVES_FOR_ONE
) -> Sequence[RepairPlan] | Sequence[Conflict]:
    """Return plans from the fewest moves up, each with a better score than those before it.

    ``instance.previous`` is what people were told. Which plan it will be, a person chooses.
    """
    plans: list[RepairPlan] = []
    for price in _PRICES:
        solution = solve(instance, seed=seed, moves=search_moves, move_weight=price)
        if not isinstance(solution, Solution):
            return solution
        plans.append(RepairPlan(solution, list_steps(instance, solution.allocation)))
    plans.sort(key=lambda plan: (len(plan.steps), plan.solution.score))
    kept: list[RepairPlan] = []
    for plan in plans:
        if not kept or plan.solution.score < kept[-1].solution.score:
            kept.append(plan)
    return kept


def list_steps(instance: Instance, allocation: Allocation) -> Sequence[Step]:
    """Return who changes tables in announced rounds, by round and person."""
    if instance.previous is None:
        return []
    steps = []
    for number in instance.announced:
        before, now = place_of(instance.previous[number]), place_of(allocation[number])
        steps += [
            Step(number, person, before[person], group)
            for person, group in sorted(now.items())
            if before.get(person, group) != group
        ]
    return steps
