"""Solving an instance within a budget: the same for people, screens and the command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from plugins.exchange.bounds import bound_terms
from plugins.exchange.chance import open_draws
from plugins.exchange.construction import construct_plan
from plugins.exchange.contradiction import explain_contradiction
from plugins.exchange.designed_plan import design_plan
from plugins.exchange.feasibility import find_conflicts
from plugins.exchange.instance import Allocation, Conflict, Instance
from plugins.exchange.messages import _
from plugins.exchange.model import FEWEST_MOVES, Model, compose_model
from plugins.exchange.move_bound import bound_moves
from plugins.exchange.plan import Plan
from plugins.exchange.scoring import count_moves, count_terms, weighted
from plugins.exchange.search import Search
from plugins.exchange.seating_search import OutOfStepsError, search_plan

DEFAULT_MOVES: Final = 1_000_000

_QUICK_TRIES: Final = 24
_COMPLETE_STEPS: Final = 200_000
_REPAIR_STEPS: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The best allocation found and how good it is proven to be."""

    allocation: Allocation
    terms: dict[str, int]
    score: int
    bound: int
    moves: int | None
    """Changes against the previous allocation in announced rounds."""
    moves_made: int

    @property
    def is_proven(self) -> bool:
        """Whether no better allocation exists."""
        return self.score == self.bound


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """How far a search has come."""

    moves_made: int
    score: int
    bound: int


Continues = Callable[[SearchProgress], bool]
"""Hears of progress and says whether the search goes on."""


def solve(
    instance: Instance,
    *,
    seed: int,
    moves: int = DEFAULT_MOVES,
    move_weight: int = FEWEST_MOVES,
    continues: Continues = lambda _progress: True,
) -> Solution | Sequence[Conflict]:
    """Return the best allocation found with ``moves`` search moves, or why there is none.

    The same instance, seed and moves give the same allocation, unless ``continues`` ends the
    search before. In announced rounds people keep the tables of ``instance.previous``, except the
    fewest who must move; with a smaller ``move_weight`` also those whose move saves more than that.
    """
    model = compose_model(instance, move_weight=move_weight)
    plan = _first_plan(model, seed)
    if not isinstance(plan, Plan):
        return plan
    weights = instance.policy.weights
    bound = weighted(bound_terms(instance), weights)
    least = bound + bound_moves(model) * model.move_weight
    search = Search(model, plan, seed=seed)
    while (
        search.best_cost > least
        and search.moves_made < moves
        and continues(SearchProgress(search.moves_made, search.best_cost % FEWEST_MOVES, bound))
    ):
        search.step(moves)
    allocation = model.allocation(search.best)
    terms = count_terms(instance, allocation)
    return Solution(
        allocation=allocation,
        terms=terms,
        score=weighted(terms, weights),
        bound=bound,
        moves=count_moves(instance, allocation),
        moves_made=search.moves_made,
    )


def _first_plan(model: Model, seed: int) -> Plan | Sequence[Conflict]:
    """Return any plan, or who and what is in the way."""
    conflicts = find_conflicts(model)
    if conflicts:
        return conflicts
    draw = open_draws(seed, "first plan")
    designed = design_plan(model, draw)
    if designed:
        return designed
    for _turn in range(_QUICK_TRIES):
        plan = construct_plan(model, draw)
        if plan:
            return _with_fewest_moves(plan)
    try:
        plan = search_plan(model, steps=_COMPLETE_STEPS)
    except OutOfStepsError:
        text = _("No allocation was found, and none could be ruled out.")
        return [Conflict(code="not_found", text=text)]
    return _with_fewest_moves(plan) if plan else explain_contradiction(model.instance)


def _with_fewest_moves(plan: Plan) -> Plan:
    """Return a plan of which fewer moves are impossible, as far as that can be searched."""
    most = bound_moves(plan.model)
    while most < plan.moves:
        try:
            better = search_plan(plan.model, steps=_REPAIR_STEPS, most_moves=most)
        except OutOfStepsError:
            return plan
        if better:
            return better
        most += 1
    return plan
