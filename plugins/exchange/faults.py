"""The groups that cost something, kept in a list while a plan changes."""

from plugins.exchange.plan import Plan

Place = tuple[int, int]
"""Round and group."""


class Faults:
    """Knows the places where a plan could still be better; those it cannot better stay in it too.

    Most groups of a large event cost nothing soon, and no search move is spent on them.
    """

    def __init__(self, plan: Plan) -> None:
        model = plan.model
        self._plan = plan
        self._needed = [number for number, table in enumerate(model.tables) if table.cost[0] > 0]
        self._where: dict[Place, int] = {}
        self.places: list[Place] = []
        for number in range(model.rounds):
            for group in range(len(model.groups)):
                self.look_again(number, group)

    def look_again(self, number: int, group: int) -> None:
        """Put a place on the list or take it off, as it is now."""
        place = (number, group)
        costs = self._cost(number, group) > 0
        if costs and place not in self._where:
            self._where[place] = len(self.places)
            self.places.append(place)
        elif not costs and place in self._where:
            index, last = self._where.pop(place), self.places.pop()
            if last != place:
                self.places[index] = last
                self._where[last] = index

    def _cost(self, number: int, group: int) -> int:
        plan, model = self._plan, self._plan.model
        counts, team = plan.counts[number][group], plan.teams[number][group]
        tables = {table for person in team for table in model.features[person]}
        tables.update(self._needed)
        cost = sum(model.tables[table].cost[counts[table]] for table in tables)
        cost -= sum(model.excess[block] for block in {model.block_of[each] for each in team})
        return cost + self._repeats(team) + self._moves(number, group)

    def _repeats(self, team: list[int]) -> int:
        plan = self._plan
        if not plan.met:
            return 0
        again = 0
        for place, person in enumerate(team):
            row = plan.met[person]
            again += sum(row[other] > 1 for other in team[place + 1 :])
        return again * plan.repeat_weight

    def _moves(self, number: int, group: int) -> int:
        team = self._plan.teams[number][group]
        moved = sum(self._plan.has_moved(number, person, group) for person in team)
        return moved * self._plan.model.move_weight
