"""What an allocation costs and which rules it breaks, by plain counting, apart from the search."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from plugins.exchange.instance import Allocation, Instance, Person, Weights


def units_of(instance: Instance) -> Mapping[str, str]:
    """Return for each person the smallest id of their merged together-unit."""
    parent = {person.id: person.id for person in instance.people}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for team in instance.together:
        for other in team[1:]:
            first, second = sorted((root(team[0]), root(other)))
            parent[second] = first
    return {name: root(name) for name in parent}


def interval(total: int, groups: int) -> tuple[int, int]:
    """Return the floor and the ceiling of an even share."""
    return total // groups, -(-total // groups)


def weighted(terms: Mapping[str, int], weights: Weights) -> int:
    """Return the score J of the five counts."""
    return sum(getattr(weights, term) * count for term, count in terms.items())


def count_terms(instance: Instance, allocation: Allocation) -> dict[str, int]:
    """Return the five soft terms, lower being better."""
    people = {person.id: person for person in instance.people}
    unit = units_of(instance)
    teams = [
        [people[name] for name in seating.get(group.id, ())]
        for seating in allocation
        for group in instance.groups
    ]
    organisation = neighbourhood = 0
    met: Counter[tuple[str, str]] = Counter()
    for one, two in _strangers(teams, unit):
        organisation += one.organisation is not None and one.organisation == two.organisation
        neighbourhood += one.neighbourhood is not None and one.neighbourhood == two.neighbourhood
        if not (one.anchored and two.anchored):
            met[min(one.id, two.id), max(one.id, two.id)] += 1
    if instance.policy.neighbourhood_mode != "spread":
        neighbourhood = _count_scattered(instance, teams, unit)
    return {
        "organisation": organisation,
        "experience": _count_outside(instance, teams, "experienced"),
        "category": _count_outside(instance, teams, "category"),
        "repeat": sum(count - 1 for count in met.values() if count > 1),
        "neighbourhood": neighbourhood,
    }


def count_moves(instance: Instance, allocation: Allocation) -> int | None:
    """Return how many change their table in announced rounds; None without a plan before."""
    if instance.previous is None:
        return None
    moves = 0
    for number in instance.announced:
        before = place_of(instance.previous[number])
        now = place_of(allocation[number])
        moves += sum(1 for name, group in now.items() if before.get(name, group) != group)
    return moves


def place_of(seating: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return each person's group in one round."""
    return {name: group for group, team in seating.items() for name in team}


def _strangers(
    teams: Sequence[Sequence[Person]], unit: Mapping[str, str]
) -> Iterator[tuple[Person, Person]]:
    for team in teams:
        for one, two in combinations(team, 2):
            if unit[one.id] != unit[two.id]:
                yield one, two


def _count_outside(instance: Instance, teams: Sequence[Sequence[Person]], field: str) -> int:
    """Return how far groups are from an even share of each value among those who are guests."""

    def tell(people: Sequence[Person]) -> Counter[object]:
        values = (getattr(each, field) for each in people if not each.facilitator)
        return Counter(value for value in values if value not in (None, False))

    totals = tell(instance.people)
    outside = 0
    for team in teams:
        have = tell(team)
        for value, total in totals.items():
            low, high = interval(total, len(instance.groups))
            outside += max(0, low - have[value], have[value] - high)
    return outside


def _count_scattered(
    instance: Instance, teams: Sequence[Sequence[Person]], unit: Mapping[str, str]
) -> int:
    """Return people without a neighbour of another unit, and those beyond the cap."""
    if instance.policy.neighbourhood_mode == "off":
        return 0
    placed = [each for each in instance.people if each.neighbourhood is not None]
    pairs = {(each.neighbourhood, unit[each.id]) for each in placed}
    units = Counter(neighbourhood for neighbourhood, _unit in pairs)
    cost = 0
    for team in teams:
        here = Counter(each.neighbourhood for each in team if each.neighbourhood is not None)
        for neighbourhood, count in here.items():
            kinds = {unit[each.id] for each in team if each.neighbourhood == neighbourhood}
            if units[neighbourhood] > 1 and len(kinds) == 1:
                cost += count
            cost += max(0, count - instance.policy.cluster_cap)
    return cost
