"""Schedules by arithmetic: everybody sits once in each round, and few meet twice."""

from collections import Counter
from itertools import combinations

import pytest

from plugins.exchange.chance import open_draws
from plugins.exchange.designs import design_rounds, find_field


def repeats(rounds, groups):
    met = Counter()
    for at in rounds:
        for group in range(groups):
            team = [person for person, here in enumerate(at) if here == group]
            met.update(combinations(team, 2))
    return sum(count - 1 for count in met.values())


def best(groups, size, rounds):
    found = list(design_rounds(groups, size, rounds, open_draws(1, "test")))
    for each in found:
        assert [sorted(Counter(at).items()) for at in each] == [
            [(group, size) for group in range(groups)]
        ] * rounds
    return min(repeats(each, groups) for each in found)


@pytest.mark.parametrize(
    ("groups", "size", "rounds", "most"),
    [
        (5, 3, 7, 0),  # Kirkman's fifteen schoolgirls
        (8, 4, 9, 0),
        (8, 4, 10, 16),
        (9, 3, 9, 0),
        (27, 6, 20, 0),
        (32, 8, 32, 0),
        (31, 8, 3, 0),
        (4, 4, 5, 0),  # every pair of sixteen exactly once
    ],
)
def test_a_design_repeats_no_more_than_is_known(groups, size, rounds, most):
    assert best(groups, size, rounds) <= most


@pytest.mark.parametrize("order", [2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 32, 49, 64])
def test_a_field_has_a_unique_quotient_for_everything_but_zero(order):
    field = find_field(order)
    for one in range(1, order):
        assert sorted(field.times(one, other) for other in range(order)) == list(range(order))
        assert field.minus(one, one) == 0
    assert field.times(order - 1, 1) == order - 1


@pytest.mark.parametrize("order", [0, 1, 6, 10, 12, 33, 36])
def test_there_is_no_field_of_another_order(order):
    assert find_field(order) is None
