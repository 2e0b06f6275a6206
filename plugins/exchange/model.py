"""An instance in numbers, ready for the search: people and groups by index, sorted by id."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from plugins.exchange.cost_tables import (
    CostTable,
    cluster_cost,
    interval_cost,
    pair_cost,
    tabulate,
)
from plugins.exchange.instance import Allocation, Group, Instance, Person
from plugins.exchange.scoring import interval, place_of, units_of


@dataclass(frozen=True, slots=True)
class Block:
    """People who always sit at one table: a together-unit or one person, by index."""

    people: tuple[int, ...]
    anchored: bool
    facilitators: int
    """How many the facilitator rule counts; 0 when there is no such rule."""
    seats: int
    """How many need an accessible seat."""


@dataclass(frozen=True)
class Model:
    """The numbers of one instance; the order of its lists makes no difference."""

    instance: Instance
    people: Sequence[Person]
    groups: Sequence[Group]
    blocks: Sequence[Block]
    block_of: Sequence[int]
    apart: Sequence[frozenset[int]]
    """For each person those they never share a group with."""
    homes: Sequence[Sequence[frozenset[int]]]
    """For each round and block the groups its pins name; empty where it is free."""
    tables: Sequence[CostTable] = field(repr=False)
    features: Sequence[tuple[int, ...]] = field(repr=False)
    """For each person the tables they count in."""
    steps: Sequence[tuple[int, ...]] = field(repr=False)
    """Beside ``features``, by how much each code changes."""
    floors: Sequence[tuple[int, int]]
    """Tables of categories, each with how many people of it every group should have at least."""
    before: Sequence[Sequence[int]]
    """For each round where a change is a move, each person's group before; -1 where none counts.

    Empty for rounds that may change freely.
    """
    move_weight: int
    """What a move costs beside the terms."""
    excess: Sequence[int]
    """For each block what the tables count too much wherever it sits: pairs within a unit."""

    @cached_property
    def person_index(self) -> dict[str, int]:
        """Return each person's number."""
        return {person.id: number for number, person in enumerate(self.people)}

    @cached_property
    def group_index(self) -> dict[str, int]:
        """Return each group's number."""
        return {group.id: number for number, group in enumerate(self.groups)}

    @property
    def constant(self) -> int:
        """What the tables count in excess in all rounds."""
        return sum(self.excess) * self.rounds

    @property
    def rounds(self) -> int:
        """How many rounds there are."""
        return self.instance.rounds

    def allocation(self, places: Sequence[Sequence[int]]) -> Allocation:
        """Return the allocation of each round's group of each person."""
        seatings = []
        for at in places:
            teams: list[list[str]] = [[] for _ in self.groups]
            for person, group in zip(self.people, at, strict=True):
                teams[group].append(person.id)
            seatings.append({each.id: teams[n] for n, each in enumerate(self.groups)})
        return seatings


FEWEST_MOVES: Final = 10**12
"""The weight of a move that no gain outweighs."""


def compose_model(instance: Instance, *, move_weight: int = FEWEST_MOVES) -> Model:
    """Return the numbers of ``instance``."""
    people = sorted(instance.people, key=lambda each: each.id)
    groups = sorted(instance.groups, key=lambda each: each.id)
    index = {person.id: number for number, person in enumerate(people)}
    unit = units_of(instance)
    teams: dict[str, list[int]] = defaultdict(list)
    for person in people:
        teams[unit[person.id]].append(index[person.id])
    counted = instance.policy.facilitators_per_group is not None
    blocks = [_block([people[n] for n in team], team, counted=counted) for team in teams.values()]
    block_of = [0] * len(people)
    for number, block in enumerate(blocks):
        for person_number in block.people:
            block_of[person_number] = number
    apart: list[set[int]] = [set() for _ in people]
    for one, two in instance.apart:
        apart[index[one]].add(index[two])
        apart[index[two]].add(index[one])
    group_index = {group.id: number for number, group in enumerate(groups)}
    homes: list[list[set[int]]] = [[set() for _ in blocks] for _ in range(instance.rounds)]
    for pin in instance.pins:
        block_number = block_of[index[pin.person]]
        anchored = blocks[block_number].anchored and pin.rounds
        for number in range(instance.rounds) if anchored else pin.rounds:
            homes[number][block_number].add(group_index[pin.group])
    features = _Features(instance, people, unit)
    return Model(
        instance=instance,
        people=people,
        groups=groups,
        blocks=blocks,
        block_of=block_of,
        apart=[frozenset(each) for each in apart],
        homes=[[frozenset(each) for each in number] for number in homes],
        tables=features.tables,
        features=[tuple(each) for each in features.of],
        steps=[tuple(each) for each in features.steps],
        floors=features.floors,
        before=_before(instance, people, group_index),
        move_weight=move_weight,
        excess=[features.excess[name] for name in teams],
    )


def _before(
    instance: Instance, people: Sequence[Person], group_index: Mapping[str, int]
) -> Sequence[Sequence[int]]:
    """Return the groups before; who was nowhere, or at a table no longer there, counts nowhere."""
    before: list[Sequence[int]] = [()] * instance.rounds
    if instance.previous is None:
        return before
    for number in instance.announced:
        places = place_of(instance.previous[number])
        before[number] = [group_index.get(places.get(each.id, ""), -1) for each in people]
    return before


def _block(people: Sequence[Person], numbers: Sequence[int], *, counted: bool) -> Block:
    return Block(
        people=tuple(numbers),
        anchored=any(each.anchored for each in people),
        facilitators=sum(each.facilitator for each in people) if counted else 0,
        seats=sum(each.needs_accessible_seat for each in people),
    )


class _Features:
    """Which values cost something, what each costs, and who counts in it."""

    def __init__(
        self, instance: Instance, people: Sequence[Person], unit: Mapping[str, str]
    ) -> None:
        self.tables: list[CostTable] = []
        self.of: list[list[int]] = [[] for _ in people]
        self.steps: list[list[int]] = [[] for _ in people]
        self.floors: list[tuple[int, int]] = []
        self.excess: Counter[str] = Counter()
        """By unit, what its own pairs cost in one round."""
        self._people = people
        self._unit = [unit[each.id] for each in people]
        self._groups = len(instance.groups)
        # A change is carried out before it is judged, and may bring a whole unit too many.
        self._largest = 2 * max(group.most for group in instance.groups)
        policy = instance.policy
        weights = policy.weights
        guests = [n for n, each in enumerate(people) if not each.facilitator]
        experienced = [n for n in guests if people[n].experienced]
        everyone = range(len(people))
        self._pairs(self._values(everyone, lambda each: each.organisation), weights.organisation)
        self._even({"": experienced}, weights.experience)
        self.floors.clear()
        self._even(self._values(guests, lambda each: each.category), weights.category)
        neighbours = self._values(everyone, lambda each: each.neighbourhood)
        if policy.neighbourhood_mode == "spread":
            self._pairs(neighbours, weights.neighbourhood)
        elif policy.neighbourhood_mode == "cluster":
            self._cluster(neighbours, weights.neighbourhood, policy.cluster_cap)

    def _values(
        self, numbers: Sequence[int], value_of: Callable[[Person], str | None]
    ) -> dict[str, list[int]]:
        values = defaultdict(list)
        for number in numbers:
            value = value_of(self._people[number])
            if value is not None:
                values[value].append(number)
        return dict(sorted(values.items()))

    def _add(self, table: CostTable, members: Sequence[int], leaders: set[int]) -> None:
        for number in members:
            self.of[number].append(len(self.tables))
            self.steps[number].append(table.step if number in leaders else 1)
        self.tables.append(table)

    def _pairs(self, values: dict[str, list[int]], weight: int) -> None:
        for members in values.values() if weight else ():
            units = Counter(self._unit[n] for n in members)
            for name, n in units.items():
                self.excess[name] += weight * n * (n - 1) // 2
            if len(members) > 1:
                most = min(len(members), self._largest)
                self._add(tabulate(pair_cost(weight), most), members, set())

    def _even(self, values: dict[str, list[int]], weight: int) -> None:
        for members in values.values() if weight else ():
            low, high = interval(len(members), self._groups)
            self.floors.append((len(self.tables), low))
            cost = interval_cost(weight, low, high)
            self._add(tabulate(cost, min(len(members), self._largest)), members, set())

    def _cluster(self, values: dict[str, list[int]], weight: int, cap: int) -> None:
        for members in values.values() if weight else ():
            leaders = {self._unit[n]: n for n in reversed(members)}
            most = min(len(members), self._largest)
            stride = most + 1
            cost = cluster_cost(weight, cap, stride, may_be_lonely=len(leaders) > 1)
            table = tabulate(cost, most, step=stride + 1, units=min(len(leaders), most))
            self._add(table, members, set(leaders.values()))
