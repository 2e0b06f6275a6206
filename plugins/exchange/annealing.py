"""Improving a plan by exchanging people, hotter at first, cooler later, always within the rules."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.block_moves import BlockMoves
from plugins.exchange.chance import Draw
from plugins.exchange.plan import Plan
from plugins.exchange.relocating import Relocations
from plugins.exchange.swapping import Swaps

BATCH: Final = 256
"""Search moves at one temperature in one round."""
_COOLEST: Final = 0.08
"""In units of the smallest weight."""
_STEPS: Final = 32
_HEAT_BITS: Final = 16
_BLOCK_SHARE: Final = 16
"""One batch in so many exchanges whole blocks, which takes about four times as long; and one in so
many gives free seats to others."""


class Annealing:
    """One cooling of one plan over ``length`` batches; the same draws give the same plans."""

    def __init__(self, plan: Plan, draw: Draw, *, length: int, hottest: float) -> None:
        self.plan = plan
        self.best_cost = plan.cost
        self.best = [list(at) for at in plan.at]
        self._draw = draw
        self._left = self._length = length
        self._heats = _heats(smallest_weight(plan), hottest)
        self._swaps = [Swaps(plan, number) for number in range(plan.model.rounds)]
        self._blocks = BlockMoves(plan, draw)
        loose = any(group.least < group.most for group in plan.model.groups)
        numbers = range(plan.model.rounds) if loose else ()
        self._relocations = [Relocations(plan, number) for number in numbers]

    @property
    def is_finished(self) -> bool:
        """Whether the plan has cooled."""
        return not self._left

    def run_batch(self, most: int) -> int:
        """Try up to ``most`` search moves and return how many were tried."""
        count = min(most, BATCH)
        heat = self._heats[(self._length - self._left) * _STEPS // self._length]
        self._left -= 1
        lot = self._draw()
        if lot % _BLOCK_SHARE == 0:
            self._blocks.run(count + 3 >> 2, heat)
        elif lot % _BLOCK_SHARE == 1 and self._relocations:
            self._relocations[(lot >> 8) % len(self._relocations)].run(self._draw, count, heat)
        else:
            self._swaps[(lot >> 8) % len(self._swaps)].run(self._draw, count, heat)
        if self.plan.cost < self.best_cost:
            self.best_cost = self.plan.cost
            self.best = [list(at) for at in self.plan.at]
        return count


def smallest_weight(plan: Plan) -> int:
    """Return the least that one count of a term costs."""
    weights = plan.model.instance.policy.weights
    used = [
        *(weights.organisation, weights.experience, weights.category),
        *(weights.repeat, weights.neighbourhood),
    ]
    return min((weight for weight in used if weight), default=1)


def _heats(smallest: int, hottest: float) -> Sequence[int]:
    """Return the temperatures from hot to cool, in 65536ths of one count of cost."""
    ratio = (_COOLEST / hottest) ** (1 / (_STEPS - 1))
    # Rounded coarsely, so that every machine has the same numbers.
    steps = [round(hottest * ratio**step * 256) for step in range(_STEPS)]
    return [smallest * step << (_HEAT_BITS - 8) for step in steps]
