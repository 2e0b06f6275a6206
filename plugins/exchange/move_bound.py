"""The fewest people who must change tables, by counting."""

from collections.abc import Sequence

from plugins.exchange.model import Model


def bound_moves(model: Model) -> int:
    """Return a lower bound of moves in announced rounds; who counts nowhere is free."""
    return sum(_bound_one(model, before) for before in model.before if before)


def _bound_one(model: Model, before: Sequence[int]) -> int:
    """Compare who was at each table with the least and the most it may have."""
    wanted = model.instance.policy.facilitators_per_group
    groups = range(len(model.groups))
    everyone = [0] * len(groups)
    hosts = [0] * len(groups)
    for person, group in zip(model.people, before, strict=True):
        if group >= 0:
            everyone[group] += 1
            hosts[group] += person.facilitator
    if wanted is None:
        leave = sum(max(0, everyone[g] - model.groups[g].most) for g in groups)
        missing = sum(max(0, model.groups[g].least - everyone[g]) for g in groups)
        return max(leave, missing - (len(model.people) - sum(everyone)))
    leave_hosts = sum(max(0, hosts[g] - wanted) for g in groups)
    guests = [everyone[g] - hosts[g] for g in groups]
    leave = sum(max(0, guests[g] - model.groups[g].most + wanted) for g in groups)
    missing = sum(max(0, model.groups[g].least - wanted - guests[g]) for g in groups)
    free = sum(not person.facilitator for person in model.people) - sum(guests)
    return leave_hosts + max(leave, missing - free)
