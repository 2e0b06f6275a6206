"""Lower bounds of each soft term by counting: a plan that meets them cannot be bettered."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plugins.exchange.cluster_bound import bound_scattered
from plugins.exchange.instance import Instance, Person
from plugins.exchange.scoring import interval, units_of


def bound_terms(instance: Instance) -> dict[str, int]:
    """Return a lower bound of each term; their weighted sum is one of the score."""
    unit = units_of(instance)
    bounds = dict.fromkeys(("organisation", "experience", "category"), 0)
    neighbourhood = 0
    for number in range(instance.rounds):
        blocks = _Blocks(instance, unit, number)
        bounds["organisation"] += blocks.pairs("organisation")
        bounds["experience"] += blocks.beyond_ceiling("experienced")
        bounds["category"] += blocks.beyond_ceiling("category")
        if instance.policy.neighbourhood_mode == "spread":
            neighbourhood += blocks.pairs("neighbourhood")
    bounds["repeat"] = _bound_repeats(instance, unit)
    if instance.policy.neighbourhood_mode == "cluster":
        forced = bounds["organisation"] + bounds["repeat"]
        neighbourhood = bound_scattered(instance, unit, forced_pairs=forced)
    return bounds | {"neighbourhood": neighbourhood}


def fill_evenly(levels: Sequence[int], more: int) -> int:
    """Return the fewest pairs when ``more`` people join groups that hold ``levels`` already."""
    heights = Counter(levels)
    low = min(heights)
    while more:
        lifted = min(more, heights.pop(low, 0))
        rest = len(levels) - sum(heights.values()) - lifted
        if rest:
            heights[low] += rest
        heights[low + 1] += lifted
        more -= lifted
        low += 1
    return sum(height * (height - 1) // 2 * count for height, count in heights.items())


class _Blocks:
    """People who sit at one table in a round: units, merged where they are pinned together."""

    def __init__(self, instance: Instance, unit: Mapping[str, str], number: int) -> None:
        self._instance = instance
        self._unit = unit
        homes = {unit[pin.person]: pin.group for pin in instance.pins if number in pin.rounds}
        at_home: dict[str, list[Person]] = defaultdict(list)
        loose: dict[str, list[Person]] = defaultdict(list)
        for person in instance.people:
            own = unit[person.id]
            (at_home[homes[own]] if own in homes else loose[own]).append(person)
        self._at_home = list(at_home.values())
        self._all = [*self._at_home, *loose.values()]

    def pairs(self, field: str) -> int:
        """Return the fewest pairs of one value, filling up what pins have begun."""
        groups = len(self._instance.groups)
        people = defaultdict(list)
        for person in self._instance.people:
            value = getattr(person, field)
            if value is not None:
                people[value].append(person)
        pairs = 0
        for value, members in people.items():
            pinned = [
                sum(getattr(person, field) == value for person in team) for team in self._at_home
            ]
            levels = [*pinned, *([0] * max(0, groups - len(pinned)))]
            inside = Counter(self._unit[person.id] for person in members)
            within = sum(count * (count - 1) // 2 for count in inside.values())
            pairs += max(0, fill_evenly(levels, len(members) - sum(pinned)) - within)
        return pairs

    def beyond_ceiling(self, field: str) -> int:
        """Return how far blocks alone exceed the even share of a value."""
        totals = Counter(_counted(self._instance.people, field))
        groups = len(self._instance.groups)
        seats = max(group.most for group in self._instance.groups)
        seats -= self._instance.policy.facilitators_per_group or 0
        floors = sum(interval(total, groups)[0] for total in totals.values())
        beyond = 0
        for team in self._all:
            for value, count in Counter(_counted(team, field)).items():
                low, high = interval(totals[value], groups)
                if count > high:
                    beyond += count - high
                    if field == "category":  # no seats are left for the shares of other values
                        beyond += max(0, count + floors - low - seats)
        return beyond


def _counted(people: Sequence[Person], field: str) -> Iterator[object]:
    values = (getattr(person, field) for person in people if not person.facilitator)
    return (value for value in values if value not in (None, False))


def _bound_repeats(instance: Instance, unit: Mapping[str, str]) -> int:
    """Count meetings against pairs, and each group's people against the groups they came from."""
    rounds, n = instance.rounds, len(instance.people)
    sizes = [group.least for group in instance.groups]
    meetings = rounds * sum(size * (size - 1) // 2 for size in sizes)
    units = Counter(unit.values()).values()
    anchored = sum(person.anchored for person in instance.people)
    exempt = rounds * sum(size * (size - 1) // 2 for size in units)
    exempt += rounds * anchored * (anchored - 1) // 2
    bound = max(0, meetings - exempt - n * (n - 1) // 2)
    if not anchored and len(units) == n and rounds > 1:
        levels = [0] * len(sizes)
        bound = max(bound, (rounds - 1) * sum(fill_evenly(levels, size) for size in sizes))
    return bound
