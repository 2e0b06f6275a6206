"""Good tables for teams and anchored people before anybody else is seated."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.block_moves import Change, movable_blocks
from plugins.exchange.chance import Draw
from plugins.exchange.model import Block, Model
from plugins.exchange.plan import Plan
from plugins.exchange.swapping import allowed_loss

_STEPS: Final = 64
_ONE_BITS: Final = 16


def is_plain(model: Model, number: int) -> bool:
    """Say whether a block is one guest who may sit anywhere in each round."""
    block = model.blocks[number]
    return (
        len(block.people) == 1
        and not (block.anchored or block.facilitators)
        and not any(homes[number] for homes in model.homes)
    )


def settle_frame(plan: Plan, draw: Draw, count: int) -> None:
    """Improve a plan that holds only the blocks which are not plain, with ``count`` moves."""
    model = plan.model
    movable = [
        each
        for each in movable_blocks(model)
        if not is_plain(model, each[0])
        and any(model.features[person] for person in model.blocks[each[0]].people)
    ]
    if not movable or not count:
        return
    frame = _Frame(plan, draw)
    heats = _cooling(plan)
    best_cost, best = plan.cost, [list(at) for at in plan.at]
    for turn in range(count):
        frame.try_one(*movable[draw() % len(movable)], heats[turn * _STEPS // count])
        if plan.cost + frame.crowding < best_cost:
            best_cost, best = plan.cost + frame.crowding, [list(at) for at in plan.at]
    frame.return_to(best)


def _cooling(plan: Plan) -> Sequence[int]:
    weights = plan.model.instance.policy.weights
    used = [weights.organisation, weights.experience, weights.category, weights.neighbourhood]
    used = sorted(weight for weight in used if weight) or [1]
    hottest, coolest = used[-1] << _ONE_BITS >> 1, used[0] << _ONE_BITS >> 3
    return [hottest - (hottest - coolest) * step // (_STEPS - 1) for step in range(_STEPS)]


class _Frame:
    def __init__(self, plan: Plan, draw: Draw) -> None:
        self._plan = plan
        self._draw = draw
        self._wanted = plan.model.instance.policy.facilitators_per_group
        seats = [group.accessible_seats for group in plan.model.groups]
        self._size = len(plan.model.people) // len(plan.model.groups)
        self._weight = plan.model.instance.policy.weights.category
        self.crowding = 0
        """What the places left cost now more than at first."""
        self._accessible = [number for number, count in enumerate(seats) if count]

    def try_one(self, number: int, rounds: Sequence[int], heat: int) -> None:
        """Try one block at another table, alone or in exchange for one that sits there."""
        plan, draw = self._plan, self._draw
        block = plan.model.blocks[number]
        span = rounds if block.anchored else [rounds[draw() % len(rounds)]]
        here = plan.at[span[0]][block.people[0]]
        groups = self._accessible if block.seats else range(len(plan.model.groups))
        there = groups[draw() % len(groups)]
        if here == there:
            return
        changes: list[Change] = [(each, p, there) for each in span for p in block.people]
        partner = self._partner(block, span, there)
        changes += [(each, person, here) for each in span for person in partner]
        touched = [(each, group) for each in span for group in (here, there)]
        cost = plan.cost
        before = cost + self._crowding(touched)
        allowed = allowed_loss(draw(), heat)
        undo = plan.move(changes)
        after = plan.cost + self._crowding(touched)
        if after > before + allowed or not all(self._fits(each, group) for each, group in touched):
            plan.move(undo)
            return
        self.crowding += after - before - (plan.cost - cost)

    def return_to(self, places: Sequence[Sequence[int]]) -> None:
        """Seat everybody as in ``places``."""
        plan = self._plan
        plan.move(
            [
                (number, person, group)
                for number, at in enumerate(places)
                for person, group in enumerate(at)
                if group != plan.at[number][person]
            ]
        )

    def _partner(self, block: Block, span: Sequence[int], there: int) -> Sequence[int]:
        model, plan = self._plan.model, self._plan
        numbers = sorted({model.block_of[person] for person in plan.teams[span[0]][there]})
        fitting = [
            number
            for number in numbers
            if model.blocks[number].anchored == block.anchored
            and model.blocks[number].facilitators == block.facilitators
            and not any(model.homes[each][number] for each in span)
        ]
        choice = self._draw() % (len(fitting) + 1)
        return model.blocks[fitting[choice]].people if choice < len(fitting) else ()

    def _crowding(self, touched: Sequence[tuple[int, int]]) -> int:
        """Return what categories will cost for which the places left are too few."""
        plan, model = self._plan, self._plan.model
        cost = 0
        for number, group in touched:
            counts = plan.counts[number][group]
            missing = sum(max(0, low - counts[table]) for table, low in model.floors)
            size = max(self._size, model.groups[group].least)
            free = size - len(plan.teams[number][group])
            if self._wanted is not None:
                free -= self._wanted - plan.facilitators[number][group]
            cost += max(0, missing - max(0, free))
        return cost * self._weight

    def _fits(self, number: int, group: int) -> bool:
        """Say whether a group can still take its facilitators and keep its rules."""
        plan, model = self._plan, self._plan.model
        rule, team = model.groups[group], plan.teams[number][group]
        missing = 0
        if self._wanted is not None:
            missing = self._wanted - plan.facilitators[number][group]
        return (
            missing >= 0
            and len(team) + missing <= rule.most
            and plan.seats[number][group] <= rule.accessible_seats
            and all(model.apart[person].isdisjoint(team) for person in team)
        )
