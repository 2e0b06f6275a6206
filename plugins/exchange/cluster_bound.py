"""A lower bound of people without a neighbour, where neighbours are to sit together."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from plugins.exchange.instance import Instance, Person


def bound_scattered(instance: Instance, unit: Mapping[str, str], *, forced_pairs: int) -> int:
    """Return the fewest people and rounds without a neighbour of another unit.

    It holds only where an organisation pair and a repeated pair each cost at least what they could
    save; elsewhere a neighbourhood counts nothing. ``forced_pairs`` cannot be avoided anyway, and
    each of them may give two units a neighbour.
    """
    weights = instance.policy.weights
    neighbourhoods: dict[str, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
    for person in instance.people:
        if person.neighbourhood is not None:
            neighbourhoods[person.neighbourhood][unit[person.id]].append(person)
    total, widest = 0, 1
    for teams in neighbourhoods.values():
        largest = max(len(team) for team in teams.values())
        dear = min(weights.organisation, weights.repeat) >= 2 * largest * weights.neighbourhood
        if len(teams) > 1 and dear:
            total += _bound_one(list(teams.values()), instance.rounds)
            widest = max(widest, largest)
    return max(0, total - 2 * widest * forced_pairs)


def _bound_one(teams: Sequence[Sequence[Person]], rounds: int) -> int:
    """Return the bound for one neighbourhood: by organisations, or by too few new neighbours."""
    owners = [_organisation(team) for team in teams]
    per_round = 0
    for organisation in {owner for owner in owners if owner is not None}:
        same = sorted(
            len(team) for team, own in zip(teams, owners, strict=True) if own == organisation
        )
        per_round = max(per_round, sum(same[: max(0, 2 * len(same) - len(teams))]))
    by_owner = Counter(owners)
    anchored = Counter(
        own for team, own in zip(teams, owners, strict=True) if any(p.anchored for p in team)
    )
    lonely = 0
    for team, own in zip(teams, owners, strict=True):
        others = len(teams) - (by_owner[own] if own is not None else 1)
        stays = any(person.anchored for person in team)
        companions = sum(anchored.values()) - (anchored[own] if own is not None else 1)
        if not (stays and companions):
            lonely += len(team) * max(0, rounds - others)
    return max(rounds * per_round, lonely)


def _organisation(team: Sequence[Person]) -> str | None:
    """Return the organisation of all of them, if they have one."""
    owners = {person.organisation for person in team}
    return owners.pop() if len(owners) == 1 else None
