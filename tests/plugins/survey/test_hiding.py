"""Nobody who has every file can work out a small count."""

import random

import pytest
from attack import Attack
from hypothesis import given, settings
from hypothesis import strategies as st
from small_surveys import form, key, pages

from plugins.survey.tally.table_files import compose_csv_files
from plugins.survey.tally.tables import HIDDEN, compose_tables

SCALE = form(key("q1", "scale", 4, outside=("4",)), key("q2", "single", 2))
CROSSED = form(
    key("q1", "single", 3),
    key("q2", "single", 2),
    key("q3", "multiple", 2),
    crossed=[("q1", "q2"), ("q1", "q3")],
)


def attack_on(shape, readings):
    tables = compose_tables(shape, readings)
    left_out = {each.crossed.pair.name: each.crossed.left_out for each in tables.cross_tables}
    return tables, Attack(compose_csv_files(tables), shape, left_out=left_out)


def true_value(tables, name):
    if len(name) == 3:
        [table] = [each for each in tables.cross_tables if each.crossed.pair.name == name[0]]
        return table.crossed.cells[name[1], name[2]]
    [count] = [each for each in tables.counts.keys if each.key.key == name[0]]
    return count.answers if name[1] == "answers" else count.options[name[1]]


def worked_out(tables, attack):
    """Return the small hidden counts that have one possible value only."""
    small = {name for name in attack.hidden if 0 < true_value(tables, name) < 5}
    # What no answer and invalid add up to stands among the totals, where it is never hidden.
    small = {name for name in small if name[1:] not in {("99", "total"), ("total", "99")}}
    near = [*range(8), 12, 20]
    return {
        name
        for name in small
        if not any(attack.allows(name, n) for n in near if n != true_value(tables, name))
    }


def codes(counts):
    return [str(code) for code, n in enumerate(counts, 1) for _one in range(n)]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(0, 6), st.integers(0, 3))
def test_totals_of_a_scale_tell_no_small_count(counts, none, wrong):
    marks = [*codes(counts), *["-"] * none, *["!12"] * wrong]
    tables, attack = attack_on(SCALE, pages(*({"q1": each, "q2": "1"} for each in marks)))
    assert not worked_out(tables, attack)


def by_chance(seed, n):
    dice = random.Random(seed)
    weights = [dice.choice([1, 2, 8]) for _code in range(3)]
    return pages(
        *(
            {
                "q1": dice.choices([*"123", "-"], [*weights, 0.5])[0],
                "q2": dice.choice([*"1122", "2", "-"]),
                "q3": dice.choice(["1", "2", "12", "1", "-"]),
            }
            for _sheet in range(n)
        )
    )


@pytest.mark.parametrize("seed", range(40))
def test_crossed_tables_tell_no_small_count(seed):
    tables, attack = attack_on(CROSSED, by_chance(seed, 12 + seed))
    assert not worked_out(tables, attack)


def test_the_attack_itself_finds_a_count_that_is_hidden_alone():
    readings = pages(*({"q1": each, "q2": "1"} for each in codes([9, 3, 8, 7])))
    tables, attack = attack_on(SCALE, readings)
    assert ("q1", "2") in attack.hidden
    others = [name for name in attack.hidden if name[0] == "q1" and name != ("q1", "2")]
    attack.hidden = {("q1", "2"): None}
    attack._sums = [
        ([true_value(tables, e) if e in others else e for e in parts], total)
        for parts, total in attack._sums
    ]
    assert worked_out(tables, attack) == {("q1", "2")}


@pytest.mark.parametrize("seed", range(10))
def test_small_counts_are_hidden_and_zeros_of_quiet_lines_shown(seed):
    tables = compose_tables(CROSSED, by_chance(seed, 30))
    for table in tables.cross_tables:
        small = {place for place, n in table.crossed.cells.items() if 0 < n < 5}
        assert all(table.cells[place] == HIDDEN for place in small)
        assert all(table.row_percents[place] == HIDDEN for place in small)


def test_a_question_without_small_counts_shows_everything():
    readings = pages(*({"q1": each, "q2": "1"} for each in codes([9, 5, 8, 0])))
    tables = compose_tables(SCALE, readings)
    assert tables.hidden_cells == 0


def test_hiding_can_be_switched_off():
    shape = form(key("q1", "single", 3), below=0)
    assert compose_tables(shape, pages({"q1": "1"})).hidden_cells == 0


def test_the_only_option_that_is_no_point_of_the_scale_takes_the_scale_along():
    readings = pages(*({"q1": each, "q2": "1"} for each in codes([9, 5, 8, 2])))
    [scale, _other] = compose_tables(SCALE, readings).keys
    options = [line for line in scale.lines if line.line == "option"]
    assert options[3].count == HIDDEN
    assert all(line.percent_of_scale == HIDDEN for line in options[:3])


def test_an_only_small_option_of_a_multiple_answer_is_not_told_by_its_respondents():
    shape = form(key("q1", "multiple", 3))
    [table] = compose_tables(shape, pages(*[{"q1": "1"}] * 3, *[{"q1": "-"}] * 9)).keys
    hidden = [line for line in table.lines if line.line == "option" and line.count == HIDDEN]
    assert len(hidden) > 1
