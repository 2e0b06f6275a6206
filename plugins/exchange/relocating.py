"""Moving one person of a larger table to a free seat at another one."""

from plugins.exchange.chance import Draw
from plugins.exchange.plan import Plan
from plugins.exchange.swapping import allowed_loss, free_singles


class Relocations:
    """The people of one round who may take a free seat."""

    def __init__(self, plan: Plan, number: int) -> None:
        self._plan = plan
        self._number = number
        self._free = frozenset(free_singles(plan.model, number, facilitators=0))

    def run(self, draw: Draw, count: int, heat: int) -> None:
        """Try ``count`` changes to free seats."""
        teams, groups = self._plan.teams[self._number], self._plan.model.groups
        numbers = range(len(groups))
        larger = [each for each in numbers if len(teams[each]) > groups[each].least]
        roomy = [each for each in numbers if len(teams[each]) < groups[each].most]
        for _ in range(count if larger and roomy else 0):
            here, there = larger[draw() % len(larger)], roomy[draw() % len(roomy)]
            person = teams[here][draw() % len(teams[here])]
            if here == there or person not in self._free:
                continue
            if self._try(person, there, allowed_loss(draw(), heat)):
                larger = [each for each in numbers if len(teams[each]) > groups[each].least]
                roomy = [each for each in numbers if len(teams[each]) < groups[each].most]
                if not (larger and roomy):
                    return

    def _try(self, person: int, there: int, allowed: int) -> bool:
        plan, number = self._plan, self._number
        model = plan.model
        needs = model.people[person].needs_accessible_seat
        if needs and plan.seats[number][there] >= model.groups[there].accessible_seats:
            return False
        if not model.apart[person].isdisjoint(plan.teams[number][there]):
            return False
        before = plan.cost
        undo = plan.move([(number, person, there)])
        if plan.cost > before + allowed:
            plan.move(undo)
            return False
        return True
