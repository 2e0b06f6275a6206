"""Improving a plan only where it costs something, without ever making it worse."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.block_moves import BlockMoves
from plugins.exchange.chance import Draw
from plugins.exchange.faults import Faults
from plugins.exchange.plan import Plan
from plugins.exchange.swapping import Swaps

BATCH: Final = 256
_PARTNERS: Final = 8
"""Exchanges tried with one person before another one is chosen."""
_BLOCK_SHARE: Final = 8
"""One turn in so many moves a whole block, which takes about as long as four exchanges."""
_BLOCK_MOVES: Final = 4
_PATIENCE: Final = 64 * BATCH
"""Moves without a gain before this search ends, fewer for a few seats …"""
_PATIENCE_EACH: Final = 8
"""… and more of them for each seat."""


class Focusing:
    """One descent of a plan; the same draws give the same plans. Its steps are an ``Annealing``'s.

    Exchanges that cost nothing are made too, so that it does not end at the first plateau.
    """

    def __init__(self, plan: Plan, draw: Draw) -> None:
        model = plan.model
        self.plan = plan
        self.best_cost = plan.cost
        self.best: Sequence[Sequence[int]] = plan.at  # which never becomes worse
        self.is_finished = False
        self._draw = draw
        self._faults = Faults(plan)
        self._swaps = [Swaps(plan, number) for number in range(model.rounds)]
        self._pools = [_pool_of(swaps, len(model.people)) for swaps in self._swaps]
        self._blocks = BlockMoves(plan, draw)
        seats = len(model.people) * model.rounds
        self._patience = min(_PATIENCE, _PATIENCE_EACH**2 * seats) + _PATIENCE_EACH * seats
        self._idle = 0

    def run_batch(self, most: int) -> int:
        """Try up to ``most`` search moves and return how many were tried."""
        count = min(most, BATCH)
        tried = 0
        while tried < count and self._faults.places:
            tried += self._try_somebody()
        gained = self.plan.cost < self.best_cost
        self._idle = 0 if gained else self._idle + count
        self.is_finished = not self._faults.places or self._idle > self._patience
        self.best_cost = self.plan.cost
        return count

    def _try_somebody(self) -> int:
        """Look for a better place for one person of a place that costs; return the moves tried."""
        draw, places = self._draw, self._faults.places
        number, group = places[draw() % len(places)]
        team = self.plan.teams[number][group]
        if not team:
            return 1
        person = team[draw() % len(team)]
        if draw() % _BLOCK_SHARE == 0:
            for touched in self._blocks.try_block(self.plan.model.block_of[person], number):
                self._faults.look_again(*touched)
            return _BLOCK_MOVES
        pool = self._pools[number][person]
        if pool is None:
            return 1
        other = self._swaps[number].exchange(person, pool, draw, _PARTNERS)
        if other is not None:
            self._faults.look_again(number, group)
            self._faults.look_again(number, other)
        return _PARTNERS


def _pool_of(swaps: Swaps, people: int) -> Sequence[Sequence[int] | None]:
    """Return for each person those they may exchange places with."""
    found: list[Sequence[int] | None] = [None] * people
    for pool in swaps.pools:
        for person in pool:
            found[person] = pool
    return found
