"""After a change people keep their tables, except the fewest who must move."""

from hypothesis import HealthCheck, given, settings
from small_instances import (
    allocations,
    as_allocation,
    document,
    documents_after_a_change,
    group,
    person,
    read,
)

from plugins.exchange.model import compose_model
from plugins.exchange.move_bound import bound_moves
from plugins.exchange.repairing import propose_repairs
from plugins.exchange.scoring import count_moves, place_of
from plugins.exchange.solving import Solution, solve

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FORMAT = "venue-groups-allocation/1"


@PATIENT
@given(documents_after_a_change(most_people=5))
def test_nobody_moves_without_need(content):
    instance = read(content)
    possible = [as_allocation(instance, each) for each in allocations(instance)]
    found = solve(instance, seed=1, moves=500)
    assert isinstance(found, Solution) == bool(possible)
    if possible:
        fewest = min(count_moves(instance, each) for each in possible)
        assert found.moves == fewest
        assert bound_moves(compose_model(instance)) <= fewest


def day(*, people, tables, before, **changes):
    previous = {"format": FORMAT, "rounds": before}
    groups = [group(name, 2, 3) for name in tables]
    return read(document([person(n) for n in people], groups, previous=previous, **changes))


def test_late_arrivals_fill_free_seats_and_nobody_moves():
    before = [{"G1": ["A", "B", "C"], "G2": ["D", "E"]}]
    found = solve(day(people="ABCDEX", tables=("G1", "G2"), before=before), seed=1)
    assert found.moves == 0
    assert place_of(found.allocation[0])["X"] == "G2"


def test_a_table_left_by_too_many_gets_one_person():
    before = [{"G1": ["A", "B", "C"], "G2": ["D", "E"]}]
    found = solve(day(people="ABCD", tables=("G1", "G2"), before=before), seed=1)
    assert found.moves == 1
    assert [len(team) for team in found.allocation[0].values()] == [2, 2]


def test_of_a_closed_table_only_its_own_people_move():
    before = [{"G1": ["A", "B"], "G2": ["C", "D"], "G3": ["E", "F"]}]
    found = solve(day(people="ABCDEF", tables=("G1", "G2"), before=before), seed=1)
    assert found.moves == 2
    now = place_of(found.allocation[0])
    assert [now[name] for name in "ABCD"] == ["G1", "G1", "G2", "G2"]


def test_only_announced_rounds_keep_people_where_they_are():
    before = [{"G1": ["A", "B"], "G2": ["C", "D"]}] * 2
    told = day(people="ABCD", tables=("G1", "G2"), before=before, rounds=2, announced_rounds=[0])
    found = solve(told, seed=1)
    assert (found.moves, found.terms["repeat"]) == (0, 0)
    assert found.allocation[0] == before[0]
    assert found.allocation[1] != before[0]


def test_plans_stand_side_by_side_each_dearer_in_moves_and_better_in_score():
    people = [person(n, organisation="x" if n in "AB" else None) for n in "ABCDEF"]
    groups = [group("G1", 3, 3), group("G2", 3, 3)]
    before = {"format": FORMAT, "rounds": [{"G1": ["A", "B", "C"], "G2": ["D", "E", "F"]}]}
    instance = read(document(people, groups, previous=before))
    calm, better = propose_repairs(instance, seed=1, search_moves=2_000)
    assert (len(calm.steps), calm.solution.score) == (0, 100)
    assert (len(better.steps), better.solution.score) == (2, 0)
    assert {step.person for step in better.steps} & {"A", "B"}
    assert all(step.before != step.now for step in better.steps)


@PATIENT
@given(documents_after_a_change(most_people=4))
def test_the_first_plan_has_the_fewest_moves_and_each_counts_its_own(content):
    instance = read(content)
    plans = propose_repairs(instance, seed=1, search_moves=300)
    if next(allocations(instance), None) is None:
        return
    fewest = solve(instance, seed=1, moves=300)
    assert len(plans[0].steps) == fewest.moves
    assert all(len(plan.steps) == plan.solution.moves for plan in plans)
    assert [len(plan.steps) for plan in plans] == sorted({len(plan.steps) for plan in plans})
