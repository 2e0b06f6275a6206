"""The whole search as steps: fresh starts and further coolings of the best plan, by turns."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.annealing import Annealing
from plugins.exchange.chance import open_draws
from plugins.exchange.construction import construct_plan
from plugins.exchange.focusing import Focusing
from plugins.exchange.model import Model
from plugins.exchange.plan import Plan

_FIRST_LENGTH: Final = 48
"""Batches of a short cooling, for each round."""
_SHORT_STARTS: Final = 2

_FRAME_MOVES: Final = 800
_LARGE: Final = 2_000
"""More people than this."""
_FRESH_HEAT: Final = 4.0
_FURTHER_HEAT: Final = 3.0


class Search:
    """A search that is best so far at any time; a smaller budget is a beginning of a larger one."""

    def __init__(self, model: Model, first: Plan, *, seed: int) -> None:
        self.best_cost = first.cost
        self.best: Sequence[Sequence[int]] = [list(at) for at in first.at]
        self.moves_made = 0
        self._model = model
        self._draw = open_draws(seed, "search")
        self._turn = 0
        self._is_large = len(model.people) > _LARGE
        self._current: Annealing | Focusing = Focusing(first, open_draws(seed, "focus"))

    def step(self, most: int) -> None:
        """Try some moves, ``most`` at most."""
        if self._current.is_finished:
            self._current = self._next()
        self.moves_made += self._current.run_batch(most - self.moves_made)
        if self._current.best_cost < self.best_cost:
            self.best_cost = self._current.best_cost
            self.best = self._current.best

    def _next(self) -> Annealing | Focusing:
        """Return the next part: short fresh coolings, then further and fresh ones ever longer.

        A plan so large that it hardly cools in that time is improved where it costs something.
        """
        turn = self._turn - _SHORT_STARTS
        self._turn += 1
        length = _FIRST_LENGTH * self._model.rounds << max(0, 2 * turn // 3 + 1)
        further = turn >= 0 and turn % 3 != 1
        plan = None if further or any(self._model.before) else self._start_afresh()
        if self._is_large and plan:
            return Focusing(plan, self._draw)
        heat = _FRESH_HEAT if plan else _FURTHER_HEAT
        return Annealing(plan or self._best_plan(), self._draw, length=length, hottest=heat)

    def _start_afresh(self) -> Plan | None:
        return construct_plan(self._model, self._draw, settle=_FRAME_MOVES)

    def _best_plan(self) -> Plan:
        plan = Plan(self._model)
        for number, at in enumerate(self.best):
            for person, group in enumerate(at):
                plan.put(number, person, group)
        return plan
