"""Who sits where while the search runs, with its cost kept up to date change by change."""

from collections.abc import Iterable, Sequence

from plugins.exchange.model import Model


class Plan:
    """A changing allocation, by index; ``cost`` is its score J.

    Only costs are kept here. Whoever changes a plan keeps the hard rules, except where ``breaks``
    is asked.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        people, groups = len(model.people), len(model.groups)
        self.at = [[-1] * people for _ in range(model.rounds)]
        self.teams: list[list[list[int]]] = [[[] for _ in range(groups)] for _ in self.at]
        self.counts = [[[0] * len(model.tables) for _ in range(groups)] for _ in self.at]
        """By round, group and table: the code of the table."""
        self.facilitators = [[0] * groups for _ in self.at]
        self.seats = [[0] * groups for _ in self.at]
        """Accessible seats taken, by round and group."""
        self.met = [bytearray(people) for _ in range(people)] if self._repeats() else []
        """How often two people meet; those who are bound to are left at 0."""
        empty = sum(table.cost[0] for table in model.tables)
        self.cost = empty * groups * model.rounds - model.constant
        self.repeat_weight = model.instance.policy.weights.repeat if self.met else 0
        self.moves = 0
        """How many people sit elsewhere than they were told."""
        self._anchored = [person.anchored for person in model.people]
        self._counted = model.instance.policy.facilitators_per_group is not None

    def _repeats(self) -> bool:
        return self.model.rounds > 1 and self.model.instance.policy.weights.repeat > 0

    def put(self, number: int, person: int, group: int) -> None:
        """Seat a person who has no seat in this round."""
        model = self.model
        counts = self.counts[number][group]
        for table, step in zip(model.features[person], model.steps[person], strict=True):
            cost = model.tables[table].cost
            self.cost += cost[counts[table] + step] - cost[counts[table]]
            counts[table] += step
        team = self.teams[number][group]
        if self.met:
            self._meet(person, team)
        team.append(person)
        self.at[number][person] = group
        if self.has_moved(number, person, group):
            self.moves += 1
            self.cost += model.move_weight
        self._occupy(number, person, group, 1)

    def take(self, number: int, person: int) -> int:
        """Take a person's seat away and return the group it was in."""
        model = self.model
        group = self.at[number][person]
        counts = self.counts[number][group]
        for table, step in zip(model.features[person], model.steps[person], strict=True):
            cost = model.tables[table].cost
            self.cost += cost[counts[table] - step] - cost[counts[table]]
            counts[table] -= step
        team = self.teams[number][group]
        team.remove(person)
        if self.met:
            self._part(person, team)
        self.at[number][person] = -1
        if self.has_moved(number, person, group):
            self.moves -= 1
            self.cost -= model.move_weight
        self._occupy(number, person, group, -1)
        return group

    def has_moved(self, number: int, person: int, group: int) -> bool:
        """Say whether ``group`` is another one than the person was told."""
        before = self.model.before[number]
        return bool(before) and before[person] not in (-1, group)

    def move(self, changes: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Carry out changes of (round, person, new group) at once; return those that undo them."""
        undo = [(number, person, self.take(number, person)) for number, person, _group in changes]
        for number, person, group in changes:
            self.put(number, person, group)
        return undo

    def breaks(self, number: int, groups: Iterable[int]) -> bool:
        """Say whether one of the groups breaks a rule of sizes, seats, facilitators or apart."""
        model = self.model
        wanted = model.instance.policy.facilitators_per_group
        for group in groups:
            rule, team = model.groups[group], self.teams[number][group]
            if not rule.least <= len(team) <= rule.most:
                return True
            if self.seats[number][group] > rule.accessible_seats:
                return True
            if wanted is not None and self.facilitators[number][group] != wanted:
                return True
            if any(not model.apart[person].isdisjoint(team) for person in team):
                return True
        return False

    def _occupy(self, number: int, person: int, group: int, change: int) -> None:
        who = self.model.people[person]
        if who.needs_accessible_seat:
            self.seats[number][group] += change
        if who.facilitator and self._counted:
            self.facilitators[number][group] += change

    def _meet(self, person: int, team: Iterable[int]) -> None:
        row = self.met[person]
        for other in self._new_faces(person, team):
            if row[other]:
                self.cost += self.repeat_weight
            row[other] = self.met[other][person] = row[other] + 1

    def _part(self, person: int, team: Iterable[int]) -> None:
        row = self.met[person]
        for other in self._new_faces(person, team):
            row[other] = self.met[other][person] = row[other] - 1
            if row[other]:
                self.cost -= self.repeat_weight

    def _new_faces(self, person: int, team: Iterable[int]) -> Iterable[int]:
        """Return those of a team who are not bound to meet this person."""
        block_of = self.model.block_of
        block = block_of[person]
        if not self._anchored[person] and len(self.model.blocks[block].people) == 1:
            return team
        anchored = self._anchored
        return [
            other
            for other in team
            if block_of[other] != block and not (anchored[person] and anchored[other])
        ]
