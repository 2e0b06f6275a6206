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
    order: Sequence[int] = sorted(
        range(len(model.blocks)), key=lambda number: _ease(model, number, draw())
    )
    builder = _Builder(plan, draw)
    if any(model.before):
        order = builder.leave_where_they_were(order)
    rest = [number for number in order if is_plain(model, number)]
    frame = [number for number in order if not is_plain(model, number)]
    if not builder.seat_all(frame):
        return None
    if not any(model.before):
        settle_frame(plan, draw, settle)
    if not builder.seat_all(rest):
        return None
    groups = range(len(model.groups))
    for number in range(model.rounds):
        fill_up(plan, number)
        if plan.breaks(number, groups):
            return None
    return plan


def fill_up(plan: Plan, number: int) -> None:
    """Bring guests of larger groups to those below their least size, each where it costs least."""
    model, teams = plan.model, plan.teams[number]
    for short, rule in enumerate(model.groups):
        while len(teams[short]) < rule.least:
            spare = [
                person
                for group, team in enumerate(teams)
                if len(team) > model.groups[group].least
                for person in team
                if _may_join(plan, number, person, short)
            ]
            if not spare:
                return
            best = min(spare, key=lambda person: _cost_of_moving(plan, number, person, short))
            plan.move([(number, best, short)])


def _may_join(plan: Plan, number: int, person: int, group: int) -> bool:
    model = plan.model
    if not is_plain(model, model.block_of[person]):
        return False
    needs = model.people[person].needs_accessible_seat
    if needs and plan.seats[number][group] >= model.groups[group].accessible_seats:
        return False
    return model.apart[person].isdisjoint(plan.teams[number][group])


def _cost_of_moving(plan: Plan, number: int, person: int, group: int) -> int:
    undo = plan.move([(number, person, group)])
    cost = plan.cost
    plan.move(undo)
    return cost


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

    def leave_where_they_were(self, order: Sequence[int]) -> Sequence[int]:
        """Seat who was told a table there, where it still fits; return the blocks left."""
        left = []
        for number in order:
            block = self._model.blocks[number]
            homes = {
                before[person] for before in self._model.before if before for person in block.people
            } - {-1}
            pins = frozenset().union(*(each[number] for each in self._model.homes))
            known = len(homes) == 1 and pins <= homes
            span = [each for each, before in enumerate(self._model.before) if before]
            if block.anchored:
                span = list(range(self._model.rounds))
            if known and self._fits(block, span, min(homes)):
                self._put(block, span, min(homes))
            if not known or self._plan.at[span[0]][block.people[0]] < 0 or not block.anchored:
                left.append(number)
        return left

    def seat_all(self, order: Sequence[int]) -> bool:
        """Seat blocks in this order and say whether all found a seat."""
        for number in order:
            everywhere = range(self._model.rounds)
            anchored = self._model.blocks[number].anchored
            first = self._model.blocks[number].people[0]
            spans = [everywhere] if anchored else [[each] for each in everywhere]
            for span in spans:
                if self._plan.at[span[0]][first] < 0 and not self.seat(number, span):
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
        self._put(block, span, best)
        return True

    def _put(self, block: Block, span: Sequence[int], group: int) -> None:
        for number in span:
            for person in block.people:
                self._plan.put(number, person, group)

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
