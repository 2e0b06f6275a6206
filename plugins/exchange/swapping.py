"""Exchanging two people of one round: the delta is known before anything changes."""

from collections.abc import Iterator, Sequence
from math import log
from typing import Final

from plugins.exchange.chance import Draw
from plugins.exchange.model import Model
from plugins.exchange.plan import Plan

_QUANTILES: Final = 4096
_LOT_BITS: Final = _QUANTILES - 1
ALLOWANCES: Final = tuple(
    round(-log((lot + 0.5) / _QUANTILES) * 65_536) for lot in range(_QUANTILES)
)
"""Quantiles of the exponential distribution in 65536ths: what may be lost at temperature 1."""
_ONE_BITS: Final = 32
_HOPED_REPEATS: Final = 2


def allowed_loss(lot: int, heat: int) -> int:
    """Return how much worse a change may be at this temperature and for this lot."""
    return heat * ALLOWANCES[lot & _LOT_BITS] >> _ONE_BITS


class Swaps:
    """The people of one round who may change places one by one."""

    def __init__(self, plan: Plan, number: int) -> None:
        model = plan.model
        self._plan = plan
        self._number = number
        self.pools = [pool for pool in _pools(plan, number) if len(pool) > 1]
        self._careful = [
            bool(model.apart[n]) or model.people[n].needs_accessible_seat
            for n in range(len(model.people))
        ]
        self._members = frozenset(self.pools[0] if self.pools else ())
        self._neighbours = _neighbours(model)
        self._before = model.before[number]
        self._up = [table.up for table in model.tables]
        self._down = [table.down for table in model.tables]

    def run(self, draw: Draw, count: int, heat: int) -> int:
        """Try ``count`` exchanges of anybody; return how many were made."""
        if not self.pools:
            return 0
        near = bool(self._neighbours) and draw() & 1
        pool = self.pools[0 if near else draw() % len(self.pools)]
        size = len(pool)
        at, careful = self._plan.at[self._number], self._careful
        hope = _HOPED_REPEATS * self._plan.repeat_weight
        made = 0
        for _ in range(count):
            one = pool[draw() % size]
            two = self._choose_near(one, draw) if near else pool[draw() % size]
            if at[one] == at[two]:
                continue
            allowed = heat * ALLOWANCES[draw() & _LOT_BITS] >> _ONE_BITS
            delta = self._value_delta(one, two)
            if delta > allowed + hope:
                continue
            if hope:
                delta += self._repeat_delta(one, two)
            if delta > allowed or ((careful[one] or careful[two]) and self._forbidden(one, two)):
                continue
            self._swap(one, two)
            made += 1
        return made

    def exchange(self, one: int, pool: Sequence[int], draw: Draw, tries: int) -> int | None:
        """Exchange ``one`` with the first of ``tries`` people with whom nothing gets worse.

        Returns the group that ``one`` is in now; nothing when they stay.
        """
        at, careful, size = self._plan.at[self._number], self._careful, len(pool)
        hope = _HOPED_REPEATS * self._plan.repeat_weight
        for _ in range(tries):
            two = pool[draw() % size]
            if at[one] == at[two]:
                continue
            delta = self._value_delta(one, two)
            if delta > hope:
                continue
            if hope:
                delta += self._repeat_delta(one, two)
            if delta > 0 or ((careful[one] or careful[two]) and self._forbidden(one, two)):
                continue
            self._swap(one, two)
            return at[one]
        return None

    def _choose_near(self, one: int, draw: Draw) -> int:
        """Return somebody at a table of one of their neighbours, or themselves."""
        neighbours = self._neighbours[one]
        if not neighbours:
            return one
        friend = neighbours[draw() % len(neighbours)]
        team = self._plan.teams[self._number][self._plan.at[self._number][friend]]
        two = team[draw() % len(team)]
        return two if two in self._members else one

    def _value_delta(self, one: int, two: int) -> int:
        plan, number = self._plan, self._number
        at, up, down = plan.at[number], self._up, self._down
        here, there = plan.counts[number][at[one]], plan.counts[number][at[two]]
        own, other = plan.model.features[one], plan.model.features[two]
        delta = 0
        for table in own:
            if table not in other:
                delta += up[table][there[table]] + down[table][here[table]]
        for table in other:
            if table not in own:
                delta += up[table][here[table]] + down[table][there[table]]
        return delta + self._move_delta(one, two) if self._before else delta

    def _move_delta(self, one: int, two: int) -> int:
        at, before = self._plan.at[self._number], self._before
        moves = 0
        for person, here, there in ((one, at[one], at[two]), (two, at[two], at[one])):
            if before[person] != -1:
                moves += (there != before[person]) - (here != before[person])
        return moves * self._plan.model.move_weight

    def _repeat_delta(self, one: int, two: int) -> int:
        plan = self._plan
        teams, at = plan.teams[self._number], plan.at[self._number]
        first, second = plan.met[one], plan.met[two]
        repeats = 0
        for other in teams[at[one]]:
            if other != one:
                if second[other]:
                    repeats += 1
                if first[other] > 1:
                    repeats -= 1
        for other in teams[at[two]]:
            if other != two:
                if first[other]:
                    repeats += 1
                if second[other] > 1:
                    repeats -= 1
        return repeats * plan.repeat_weight

    def _forbidden(self, one: int, two: int) -> bool:
        plan, number, model = self._plan, self._number, self._plan.model
        here, there = plan.at[number][one], plan.at[number][two]
        for person, group, left in ((one, there, two), (two, here, one)):
            rivals = model.apart[person]
            if any(other in rivals and other != left for other in plan.teams[number][group]):
                return True
        needs = [model.people[each].needs_accessible_seat for each in (one, two)]
        if needs[0] == needs[1]:
            return False
        target = there if needs[0] else here
        return plan.seats[number][target] >= model.groups[target].accessible_seats

    def _swap(self, one: int, two: int) -> None:
        plan, number = self._plan, self._number
        here, there = plan.take(number, one), plan.take(number, two)
        plan.put(number, one, there)
        plan.put(number, two, here)


def _neighbours(model: Model) -> Sequence[Sequence[int]]:
    """Return each person's neighbours where they are to sit together, else nothing."""
    policy = model.instance.policy
    if policy.neighbourhood_mode != "cluster" or not policy.weights.neighbourhood:
        return ()
    members: dict[str | None, list[int]] = {None: []}
    for number, person in enumerate(model.people):
        if person.neighbourhood is not None:
            members.setdefault(person.neighbourhood, []).append(number)
    return [members[person.neighbourhood] for person in model.people]


def _pools(plan: Plan, number: int) -> Iterator[Sequence[int]]:
    """Yield people who may change places: alike to the facilitator rule."""
    for facilitators in (0, 1):
        yield free_singles(plan.model, number, facilitators=facilitators)


def free_singles(model: Model, number: int, *, facilitators: int) -> Sequence[int]:
    """Return the people who may sit anywhere in this round, by themselves."""
    return sorted(
        block.people[0]
        for block, home in zip(model.blocks, model.homes[number], strict=True)
        if len(block.people) == 1
        and not (block.anchored or home)
        and block.facilitators == facilitators
    )
