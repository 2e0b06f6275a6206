"""The descent that looks only where something costs: never worse, and never blind to a place."""

from hypothesis import given, settings
from hypothesis import strategies as st
from small_instances import documents, read

from plugins.exchange.chance import open_draws
from plugins.exchange.construction import construct_plan
from plugins.exchange.faults import Faults
from plugins.exchange.focusing import Focusing
from plugins.exchange.model import compose_model


def plan_of(instance, seed):
    return construct_plan(compose_model(instance), open_draws(seed, "test"))


@settings(max_examples=60, deadline=None)
@given(documents(), st.integers(0, 99))
def test_it_never_gets_worse_and_breaks_no_rule(content, seed):
    plan = plan_of(read(content), seed)
    if plan is None:
        return
    focus = Focusing(plan, open_draws(seed, "focus"))
    groups = range(len(plan.model.groups))
    before = plan.cost
    for _batch in range(4):
        focus.run_batch(256)
        assert plan.cost <= before
        before = plan.cost
    assert not any(plan.breaks(number, groups) for number in range(plan.model.rounds))


@settings(max_examples=60, deadline=None)
@given(documents(), st.integers(0, 99))
def test_every_place_that_costs_stays_on_the_list(content, seed):
    plan = plan_of(read(content), seed)
    if plan is None:
        return
    focus = Focusing(plan, open_draws(seed, "focus"))
    focus.run_batch(256)
    kept, now = set(focus._faults.places), set(Faults(plan).places)
    if plan.repeat_weight == 0:
        assert kept == now
    else:  # a meeting counts in two rounds, and one of the two is enough to find it
        assert bool(kept) >= bool(now)
