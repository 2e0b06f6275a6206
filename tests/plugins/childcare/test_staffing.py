"""How many carers a room needs: per band or once, never fewer than two, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.childcare.staffing import (
    NoRatio,
    Staffing,
    StaffingRule,
    count_carers,
    decide_staffing,
)

NATIONAL = {"0": 3, "1": 6, "2": 6, "3": 15, "4-5": 25}
ROOMS = st.dictionaries(st.sampled_from(sorted(NATIONAL)), st.integers(0, 60))


def rule(rounding="each_band", ratios=NATIONAL, fewest=2):
    return StaffingRule(children_per_carer=ratios, rounding=rounding, fewest_carers=fewest)


@pytest.mark.parametrize(
    ("children", "each_band", "once"),
    [
        ({"0": 3, "1": 6}, 2, 2),
        ({"0": 4, "1": 7, "3": 1}, 5, 2),
        ({"0": 9, "1": 13, "2": 12, "3": 16, "4-5": 26}, 12, 9),
        ({"3": 1}, 2, 2),
        ({}, 0, 0),
        ({"1": 0}, 0, 0),
    ],
)
def test_quotients_are_rounded_as_the_rule_says(children, each_band, once):
    assert count_carers(children, rule("each_band")) == each_band
    assert count_carers(children, rule("once")) == once


def test_one_more_child_of_age_one_is_answered_with_who_is_missing():
    event = rule(ratios={"1": 1, "2": 2})
    answer = decide_staffing({"1": 2}, "1", on_duty=2, rule=event)
    assert answer == Staffing(needed=3, on_duty=2)
    assert isinstance(answer, Staffing)
    assert answer.missing == 1


def test_a_band_without_a_ratio_is_no_number():
    assert decide_staffing({}, "school", on_duty=9, rule=rule()) == NoRatio("school")


def test_zero_carers_are_two_too_few_for_the_first_child():
    answer = decide_staffing({}, "3", on_duty=0, rule=rule())
    assert isinstance(answer, Staffing)
    assert answer.missing == 2


@given(ROOMS, st.sampled_from(sorted(NATIONAL)))
def test_one_more_child_never_needs_fewer_carers(children, band):
    for rounding in ("each_band", "once"):
        before = count_carers(children, rule(rounding))
        after = decide_staffing(children, band, on_duty=0, rule=rule(rounding))
        assert isinstance(before, int)
        assert isinstance(after, Staffing)
        assert after.needed >= max(before, 2)


@given(ROOMS)
def test_each_band_is_the_stricter_rule(children):
    strict, lax = count_carers(children, rule("each_band")), count_carers(children, rule("once"))
    assert isinstance(strict, int)
    assert isinstance(lax, int)
    assert strict >= lax
