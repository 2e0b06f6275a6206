"""A first plan by design, where nothing counts but who meets whom again."""

from plugins.exchange.chance import Draw
from plugins.exchange.designs import design_rounds
from plugins.exchange.frame import is_plain
from plugins.exchange.model import Model
from plugins.exchange.plan import Plan


def design_plan(model: Model, draw: Draw) -> Plan | None:
    """Return the designed plan that costs least; nothing where more counts than meetings."""
    size, left = divmod(len(model.people), len(model.groups))
    if left or not _only_meetings_count(model, size):
        return None
    plans = []
    for rounds in design_rounds(len(model.groups), size, model.rounds, draw):
        plan = Plan(model)
        for number, at in enumerate(rounds):
            for person, group in enumerate(at):
                plan.put(number, person, group)
        plans.append(plan)
        if not plan.cost:
            break
    return min(plans, key=lambda plan: plan.cost, default=None)


def _only_meetings_count(model: Model, size: int) -> bool:
    return (
        model.rounds > 1
        and not model.tables
        and not any(model.before)
        and not any(model.apart)
        and model.instance.policy.weights.repeat > 0
        and model.instance.policy.facilitators_per_group is None
        and all(each.least <= size <= each.most for each in model.groups)
        and all(is_plain(model, number) for number in range(len(model.blocks)))
        and not any(person.needs_accessible_seat for person in model.people)
    )
