"""Against every allocation that exists: the rules are kept, the best is found, none is missed."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from small_instances import (
    allocations,
    as_allocation,
    as_rounds,
    document,
    documents,
    group,
    keeps_rules,
    person,
    read,
    score,
)

from plugins.exchange.bounds import bound_terms
from plugins.exchange.result_object import compose_allocation
from plugins.exchange.scoring import weighted
from plugins.exchange.solving import Solution, solve

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(documents(most_people=5))
def test_an_allocation_is_found_exactly_where_one_exists(content):
    instance = read(content)
    exists = next(allocations(instance), None) is not None
    found = solve(instance, seed=1, moves=300)
    assert isinstance(found, Solution) == exists
    if isinstance(found, Solution):
        rounds = as_rounds(found.allocation)
        assert all(keeps_rules(instance, number, at) for number, at in enumerate(rounds))
        for each in instance.people:
            assert all(each.id in at for at in rounds)
            assert not each.anchored or len({at[each.id] for at in rounds}) == 1
    else:
        assert all(conflict.text and conflict.code != "not_found" for conflict in found)


@PATIENT
@given(documents(most_people=5))
def test_the_score_is_never_below_its_bound_and_the_best_is_found(content):
    instance = read(content)
    scores = [score(instance, as_allocation(instance, each)) for each in allocations(instance)]
    if not scores:
        return
    found = solve(instance, seed=1, moves=20_000)
    assert isinstance(found, Solution)
    assert found.bound == weighted(bound_terms(instance), instance.policy.weights)
    assert found.bound <= min(scores) <= found.score
    assert found.score == min(scores)


def shuffled(content, seed):
    dice = random.Random(seed)
    changed = dict(content)
    for key in ("people", "groups", "together", "apart", "pins"):
        changed[key] = dice.sample(content[key], len(content[key]))
    for key in ("together", "apart"):
        changed[key] = [dice.sample(team, len(team)) for team in changed[key]]
    return changed


@PATIENT
@given(documents(most_people=6))
def test_the_order_of_the_file_changes_no_byte(content):
    one, two = (solve(read(each), seed=3, moves=600) for each in (content, shuffled(content, 5)))
    assert isinstance(one, Solution) == isinstance(two, Solution)
    if isinstance(one, Solution):
        assert compose_allocation(one.allocation) == compose_allocation(two.allocation)


def test_another_seed_is_another_search():
    people = [person(f"P{n:02d}") for n in range(30)]
    groups = [group(f"G{n}", 5, 5) for n in range(6)]
    instance = read(document(people, groups, rounds=4))
    found = [solve(instance, seed=seed, moves=2_000) for seed in (1, 2, 1)]
    assert found[0] == found[2]
    assert found[0].allocation != found[1].allocation


def test_a_larger_budget_goes_on_where_the_smaller_ended():
    people = [person(f"P{n:02d}") for n in range(32)]
    groups = [group(f"G{n}", 4, 4) for n in range(8)]
    instance = read(document(people, groups, rounds=8))
    small, large = (solve(instance, seed=1, moves=moves) for moves in (3_000, 30_000))
    assert (small.moves_made, large.moves_made) == (3_000, 30_000)
    assert large.score < small.score


def test_the_search_ends_when_told_and_keeps_its_best():
    people = [person(f"P{n:02d}") for n in range(32)]
    groups = [group(f"G{n}", 4, 4) for n in range(8)]
    heard = []

    def continues(progress):
        heard.append(progress)
        return len(heard) < 5

    instance = read(document(people, groups, rounds=8))
    found = solve(instance, seed=1, continues=continues)
    assert found.score == heard[-1].score <= heard[0].score
    assert found.moves_made == heard[-1].moves_made


@pytest.mark.parametrize(
    ("code", "path", "changes"),
    [
        ("too_many_people", "$.people", {"groups": [group("G1", 0, 2), group("G2", 0, 1)]}),
        ("too_few_people", "$.people", {"groups": [group("G1", 5, 6)]}),
        ("apart_together", "$.apart[0]", {"together": [["A", "B"]], "apart": [["B", "A"]]}),
        ("facilitators", "$.policy.facilitators_per_group", {"facilitators": 1}),
        (
            "pins_disagree",
            "$.pins[0]",
            {"pins": [{"person": "A", "group": "G1"}, {"person": "A", "group": "G2"}]},
        ),
        (
            "teams_over_capacity",
            "$.together",
            {
                "together": [["A", "B"], ["C", "D"]],
                "groups": [group("G1", 0, 3), group("G2", 0, 1)],
            },
        ),
        (
            "rules_clash",
            "$.apart[0]",
            {"apart": [["A", "B"], ["B", "C"], ["A", "C"]]},
        ),
    ],
)
def test_what_cannot_be_is_named(code, path, changes):
    usual = {"groups": [group("G1", 0, 3), group("G2", 0, 3)]}
    content = document([person(name) for name in "ABCD"], **(usual | changes))
    found = solve(read(content), seed=1)
    assert [(each.code, each.path) for each in found] == [(code, path)]


def test_a_clash_names_all_and_only_who_is_in_it():
    groups = [group("G1", 0, 4), group("G2", 0, 4)]
    apart = [["A", "B"], ["B", "C"], ["A", "C"], ["D", "E"]]
    [found] = solve(read(document([person(n) for n in "ABCDE"], groups, apart=apart)), seed=1)
    assert found.people == ["A", "B", "C"]
    assert all(f"$.apart[{n}]" in found.text for n in range(3))
    assert "$.apart[3]" not in found.text
