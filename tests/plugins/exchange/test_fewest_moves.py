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
