"""Moving whole blocks: changed first, compared, and undone where that is worse."""

from collections.abc import Sequence

from plugins.exchange.chance import Draw
from plugins.exchange.model import Block, Model
from plugins.exchange.plan import Plan
from plugins.exchange.swapping import allowed_loss

Change = tuple[int, int, int]
"""Round, person and new group."""


def movable_blocks(model: Model) -> Sequence[tuple[int, Sequence[int]]]:
    """Return the blocks that may change tables, each with the rounds in which it may."""
    movable = []
    for number, block in enumerate(model.blocks):
        rounds = [each for each in range(model.rounds) if not model.homes[each][number]]
        if rounds and (len(rounds) == model.rounds or not block.anchored):
            movable.append((number, rounds))
    return movable


class BlockMoves:
    """Exchanges of a block with another one, or with single people of the other table."""

    def __init__(self, plan: Plan, draw: Draw) -> None:
        model = plan.model
        self._plan = plan
        self._draw = draw
        self._rounds = range(model.rounds)
        self._movable = movable_blocks(model)
        self._free = dict(self._movable)

    def try_block(self, number: int, round_number: int) -> set[tuple[int, int]]:
        """Move a block to any other table if nothing gets worse; return what places changed."""
        rounds = self._free.get(number, ())
        if round_number not in rounds or len(self._plan.model.groups) == 1:
            return set()
        block = self._plan.model.blocks[number]
        changes = self._propose(block, rounds if block.anchored else [round_number])
        return self._try(changes, 0) if changes else set()

    def run(self, count: int, heat: int) -> None:
        """Try ``count`` moves of blocks."""
        if not self._movable or len(self._plan.model.groups) == 1:
            return
        for _ in range(count):
            number, rounds = self._movable[self._draw() % len(self._movable)]
            block = self._plan.model.blocks[number]
            span = rounds if block.anchored else [rounds[self._draw() % len(rounds)]]
            changes = self._propose(block, span)
            if changes:
                self._try(changes, allowed_loss(self._draw(), heat))

    def _try(self, changes: Sequence[Change], allowed: int) -> set[tuple[int, int]]:
        """Carry changes out unless they lose more or break a rule; return the places changed."""
        plan = self._plan
        before = plan.cost
        touched = {(number, group) for number, person, group in changes}
        touched |= {(number, plan.at[number][person]) for number, person, _group in changes}
        undo = plan.move(changes)
        if plan.cost > before + allowed or any(
            plan.breaks(number, [group]) for number, group in touched
        ):
            plan.move(undo)
            return set()
        return touched

    def _propose(self, block: Block, span: Sequence[int]) -> list[Change]:
        """Return the changes that bring ``block`` to another table, or nothing."""
        plan, draw = self._plan, self._draw
        here = plan.at[span[0]][block.people[0]]
        there = draw() % len(plan.model.groups)
        if here == there:
            return []
        partner = self._partner(block, span, there)
        changes = []
        for number in span:
            changes += [(number, person, there) for person in block.people]
            changes += [(number, person, here) for person in partner.people if partner]
            fill = self._fill(number, here, there, len(block.people) - len(partner.people))
            if fill is None:
                return []
            moving = {*block.people, *partner.people}
            changes += [change for change in fill if change[1] not in moving]
        return changes

    def _partner(self, block: Block, span: Sequence[int], there: int) -> Block:
        """Return a block of the other table to come back, or one of nobody."""
        plan = self._plan
        if not block.facilitators and self._draw() & 1:
            return _NOBODY
        model = plan.model
        numbers = sorted({model.block_of[person] for person in plan.teams[span[0]][there]})
        fitting = [
            number
            for number in numbers
            if model.blocks[number].anchored == block.anchored
            and model.blocks[number].facilitators == block.facilitators
            and not any(model.homes[each][number] for each in span)
        ]
        return model.blocks[fitting[self._draw() % len(fitting)]] if fitting else _NOBODY

    def _fill(self, number: int, here: int, there: int, surplus: int) -> list[Change] | None:
        """Return single people who change so that the tables keep their sizes."""
        plan, model = self._plan, self._plan.model
        source, target = (there, here) if surplus > 0 else (here, there)
        room = model.groups[source].most - len(plan.teams[number][source])
        spare = len(plan.teams[number][target]) - model.groups[target].least
        keep = min(room, spare, abs(surplus))
        if keep > 0 and self._draw() & 1:
            surplus = (abs(surplus) - keep) * (1 if surplus > 0 else -1)
        singles = [
            person for person in plan.teams[number][source] if self._is_free_single(number, person)
        ]
        needed = abs(surplus)
        if len(singles) < needed:
            return None
        chosen = [singles.pop(self._draw() % len(singles)) for _ in range(needed)]
        return [(number, person, target) for person in chosen]

    def _is_free_single(self, number: int, person: int) -> bool:
        model = self._plan.model
        block = model.block_of[person]
        each = model.blocks[block]
        return (
            len(each.people) == 1
            and not each.anchored
            and not each.facilitators
            and not model.homes[number][block]
        )


_NOBODY = Block((), anchored=False, facilitators=0, seats=0)
