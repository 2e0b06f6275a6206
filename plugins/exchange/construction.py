"""A first allocation within the rules: the hardest blocks first, each where it costs least."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.chance import WORD_BITS, Draw
from plugins.exchange.frame import is_plain, settle_frame
from plugins.exchange.model import Block, Model
from plugins.exchange.plan import Plan

_WINDOW: Final = 48
"""How many groups are compared for one block before all are."""


def construct_plan(model: Model, draw: Draw, *, settle: int = 0) -> Plan | None:
    """Return a plan without a broken rule, or None when this order of blocks led to none.

    ``settle`` search moves look for better tables of teams and anchored people, while nobody else
    is seated yet.
    """
    plan = Plan(model)
    order = sorted(range(len(model.blocks)), key=lambda number: _ease(model, number, draw()))
    builder = _Builder(plan, draw)
    rest = [number for number in order if is_plain(model, number)]
    frame = [number for number in order if not is_plain(model, number)]
    if not builder.seat_all(frame):
        return None
    settle_frame(plan, draw, settle)
    if not builder.seat_all(rest):
        return None
    groups = range(len(model.groups))
    if any(plan.breaks(number, groups) for number in range(model.rounds)):
        return None
    return plan


def _ease(model: Model, number: int, lot: int) -> tuple[bool, int, bool, int, int, int, int]:
    """Return a key that puts what fits in fewest places first."""
    block = model.blocks[number]
    pins = sum(bool(homes[number]) for homes in model.homes)
    rivals = sum(len(model.apart[person]) for person in block.people)
    facilitators = block.facilitators
    return (
        not pins,
        -facilitators,
        not block.anchored,
        -block.seats,
        -len(block.people),
        -rivals,
        lot,
    )


class _Builder:
    def __init__(self, plan: Plan, draw: Draw) -> None:
        self._plan = plan
        self._model = plan.model
        self._draw = draw
        self._wanted = plan.model.instance.policy.facilitators_per_group

    def seat_all(self, order: Sequence[int]) -> bool:
        """Seat blocks in this order and say whether all found a seat."""
        for number in order:
            everywhere = range(self._model.rounds)
            anchored = self._model.blocks[number].anchored
            spans = [everywhere] if anchored else [[each] for each in everywhere]
            if not all(self.seat(number, span) for span in spans):
                return False
        return True

    def seat(self, number: int, span: Sequence[int]) -> bool:
        """Seat a block at one table in all rounds of ``span``; say whether that was possible."""
        model = self._model
        block = model.blocks[number]
        homes = frozenset().union(*(model.homes[each][number] for each in span))
        count = len(model.groups)
        if homes:
            order: Sequence[int] = sorted(homes)
        else:
            first = self._draw() * count >> WORD_BITS
            order = [*range(first, count), *range(first)]
        best = None
        for start in range(0, len(order), _WINDOW):
            fitting = [g for g in order[start : start + _WINDOW] if self._fits(block, span, g)]
            if fitting:
                best = min(fitting, key=lambda group: self._cost(block, span, group))
                break
        if best is None or len(homes) > 1:
            return False
        for each in span:
            for person in block.people:
                self._plan.put(each, person, best)
        return True

    def _fits(self, block: Block, span: Sequence[int], group: int) -> bool:
        plan = self._plan
        rule = self._model.groups[group]
        for number in span:
            size = len(plan.teams[number][group]) + len(block.people)
            if self._wanted is not None:
                missing = self._wanted - plan.facilitators[number][group] - block.facilitators
                if missing < 0:
                    return False
                size += missing
            if size > rule.most:
                return False
            if block.seats and plan.seats[number][group] + block.seats > rule.accessible_seats:
                return False
            if self._meets_rival(block, plan.teams[number][group]):
                return False
        return True

    def _meets_rival(self, block: Block, team: Sequence[int]) -> bool:
        apart = self._model.apart
        return any(apart[person] and not apart[person].isdisjoint(team) for person in block.people)

    def _cost(self, block: Block, span: Sequence[int], group: int) -> tuple[bool, int, int, int]:
        """Return what seating costs there; groups that lack people come first."""
        tables = self._model.tables
        rule = self._model.groups[group]
        size = cost = 0
        for number in span:
            counts = self._plan.counts[number][group]
            size = max(size, len(self._plan.teams[number][group]))
            for person in block.people:
                for table in self._model.features[person]:
                    cost += tables[table].up[counts[table]]
        spare_seats = 0 if block.seats else rule.accessible_seats
        return size >= rule.least, cost, spare_seats, size
