"""A complete search for any allocation that keeps the hard rules, for when a quick one fails."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.model import Model
from plugins.exchange.plan import Plan

MOST_BLOCKS: Final = 400


class OutOfStepsError(Exception):
    """The search was not finished within its steps: nothing is known."""


def search_plan(model: Model, *, steps: int, most_moves: int | None = None) -> Plan | None:
    """Return a plan without a broken rule and ``most_moves`` at most, or None if there is none.

    Raises:
        OutOfStepsError: neither was found within ``steps`` attempts to seat a block.
    """
    if len(model.blocks) > MOST_BLOCKS:
        raise OutOfStepsError
    search = _Search(model, steps, most_moves)
    return search.plan if search.run() else None


class _Search:
    """Anchored blocks first, for all rounds at once; then each round by itself."""

    def __init__(self, model: Model, steps: int, most_moves: int | None) -> None:
        self.plan = Plan(model)
        self._model = model
        self._steps = steps
        self._most_moves = most_moves
        self._wanted = model.instance.policy.facilitators_per_group
        order = sorted(range(len(model.blocks)), key=self._ease)
        self._anchored = [number for number in order if model.blocks[number].anchored]
        self._free = [number for number in order if not model.blocks[number].anchored]

    def run(self) -> bool:
        everywhere = range(self._model.rounds)
        return self._seat(self._anchored, 0, everywhere, then=0)

    def _ease(self, number: int) -> tuple[bool, int, int, int, int, int]:
        block = self._model.blocks[number]
        pins = sum(bool(homes[number]) for homes in self._model.homes)
        rivals = sum(len(self._model.apart[person]) for person in block.people)
        return not pins, -block.facilitators, -block.seats, -len(block.people), -rivals, number

    def _seat(self, order: Sequence[int], index: int, span: Sequence[int], *, then: int) -> bool:
        """Seat blocks from ``index`` on in all of ``span``, then the rounds from ``then`` on."""
        if index == len(order):
            return then == self._model.rounds or self._seat(self._free, 0, [then], then=then + 1)
        number = order[index]
        for group in self._choices(order, index, span):
            self._steps -= 1
            if self._steps < 0:
                raise OutOfStepsError
            for each in span:
                for person in self._model.blocks[number].people:
                    self.plan.put(each, person, group)
            if self._hopeful(span, group) and self._seat(order, index + 1, span, then=then):
                return True
            for each in span:
                for person in self._model.blocks[number].people:
                    self.plan.take(each, person)
        return False

    def _choices(self, order: Sequence[int], index: int, span: Sequence[int]) -> Sequence[int]:
        """Return where a block may go; of what is alike, only one order is tried."""
        model, number = self._model, order[index]
        homes = frozenset().union(*(model.homes[each][number] for each in span))
        if len(homes) > 1:
            return []
        first = 0
        if index and self._alike(order[index - 1], number, span):
            first = self.plan.at[span[0]][model.blocks[order[index - 1]].people[0]]
        choices = [g for g in sorted(homes) or range(len(model.groups)) if g >= first]
        return sorted(choices, key=lambda group: self._moves_to(number, span, group))

    def _moves_to(self, number: int, span: Sequence[int], group: int) -> int:
        people = self._model.blocks[number].people
        return sum(self.plan.has_moved(each, person, group) for each in span for person in people)

    def _alike(self, one: int, two: int, span: Sequence[int]) -> bool:
        model = self._model
        first, second = model.blocks[one], model.blocks[two]
        if any(model.apart[person] for person in (*first.people, *second.people)):
            return False
        if any(model.before[each] for each in span):
            return False
        if any(model.homes[each][number] for each in span for number in (one, two)):
            return False
        return (len(first.people), first.facilitators, first.seats) == (
            *(len(second.people), second.facilitators, second.seats),
        )

    def _hopeful(self, span: Sequence[int], group: int) -> bool:
        """Say whether the rules can still be kept after a change in ``group``."""
        if self._most_moves is not None and self.plan.moves > self._most_moves:
            return False
        return all(self._fits(number, group) and self._enough(number) for number in span)

    def _fits(self, number: int, group: int) -> bool:
        plan, rule = self.plan, self._model.groups[group]
        team = plan.teams[number][group]
        missing = 0
        if self._wanted is not None:
            missing = self._wanted - plan.facilitators[number][group]
        return (
            missing >= 0
            and len(team) + missing <= rule.most
            and plan.seats[number][group] <= rule.accessible_seats
            and all(self._model.apart[person].isdisjoint(team) for person in team)
        )

    def _enough(self, number: int) -> bool:
        """Say whether those without a seat can still fill every group to its least size."""
        plan = self.plan
        waiting = sum(group < 0 for group in plan.at[number])
        short = missing = 0
        for group, rule in enumerate(self._model.groups):
            gap = 0
            if self._wanted is not None:
                gap = self._wanted - plan.facilitators[number][group]
                missing += gap
            short += max(gap, rule.least - len(plan.teams[number][group]))
        return short <= waiting
