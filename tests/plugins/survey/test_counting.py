"""What is counted, what is not, and that every table adds up."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_surveys import form, key, page, pages

from plugins.survey.reading_lines import (
    Answer,
    Decided,
    Duplicate,
    latest,
    parse_readings,
    render_reading,
)
from plugins.survey.tally.counting import count
from plugins.survey.tally.tables import compose_tables, render_tenths, tenths_of
from venue_kiosk.api import UsageError

ONE = ["1", "2", "-", "!12", "?1"]
MANY = ["1", "23", "123", "-", "?2"]


def lines_of(tables, name):
    [table] = [each for each in tables.keys if each.key.key == name]
    return {(line.line, line.code): line.count for line in table.lines}


def test_no_answer_and_invalid_have_rows_of_their_own_also_when_nobody_gave_them():
    shape = form(key("q1", "single"), key("q2", "multiple"), key("q3", "text"), below=0)
    tables = compose_tables(shape, pages({"q1": "1", "q2": "13", "q3": "-"}))
    one = lines_of(tables, "q1")
    assert (one["invalid", "98"], one["no_answer", "99"], one["unconfirmed", "97"]) == (0, 0, 0)
    many = lines_of(tables, "q2")
    assert ("invalid", "98") not in many
    assert (many["respondents", ""], many["answers", ""], many["base", ""]) == (1, 2, 1)
    assert lines_of(tables, "q3")["no_answer", "99"] == 1


def test_an_uncertain_answer_counts_for_no_option_and_its_neighbours_count():
    shape = form(key("q1", "single"), key("q2", "single"), below=0)
    tables = compose_tables(shape, pages({"q1": "?1", "q2": "2"}, {"q1": "1", "q2": "!12"}))
    assert lines_of(tables, "q1") | {("base", ""): 2} == lines_of(tables, "q1")
    assert lines_of(tables, "q1")["option", "1"] == 1
    assert lines_of(tables, "q1")["unconfirmed", "97"] == 1
    assert lines_of(tables, "q2")["option", "2"] == 1
    assert lines_of(tables, "q2")["invalid", "98"] == 1
    assert tables.counts.unconfirmed == 1


@pytest.mark.parametrize("reason", ["residual", "possible_duplicate", "nothing_marked"])
def test_a_doubtful_page_gives_nothing_until_somebody_decided(reason):
    shape = form(key("q1", "single"), below=0)
    doubtful = page(status="review", reason=reason, q1="1")
    counted = lines_of(compose_tables(shape, [doubtful]), "q1")
    assert (counted["option", "1"], counted["unconfirmed", "97"], counted["base", ""]) == (0, 1, 1)
    decided = msgspec.structs.replace(
        doubtful, status="read", reason=None, decisions=(Decided("q1", None, None, "H-05", "d"),)
    )
    [now] = latest([doubtful, decided])
    assert lines_of(compose_tables(shape, [now]), "q1")["option", "1"] == 1


def test_a_sure_duplicate_and_another_form_count_for_nothing():
    shape = form(key("q1", "single"), below=0)
    again = msgspec.structs.replace(page(1, q1="1"), duplicate_of=Duplicate("a", 0, sure=True))
    maybe = msgspec.structs.replace(page(2, q1="1"), duplicate_of=Duplicate("a", 0, sure=False))
    foreign = msgspec.structs.replace(page(3, q1="1"), form="another")
    tables = compose_tables(shape, [page(0, q1="1"), again, maybe, foreign])
    assert lines_of(tables, "q1")["base", ""] == 2
    assert tables.counts.pages.by_status == {"read": 3, "review": 0, "rejected": 0, "duplicate": 1}


@pytest.mark.parametrize("given", ["9", "12"])
def test_an_answer_that_the_form_cannot_have_is_for_a_person(given):
    shape = form(key("q1", "single"), below=0)
    counted = lines_of(compose_tables(shape, pages({"q1": given})), "q1")
    assert (counted["unconfirmed", "97"], counted["base", ""]) == (1, 1)
    assert sum(counted["option", code] for code in "123") == 0


def test_more_marks_than_asked_for_stay_in_the_counts_and_are_told():
    shape = form(key("q1", "multiple", 4, max_marks=2), below=0)
    counted = lines_of(compose_tables(shape, pages({"q1": "123"}, {"q1": "12"})), "q1")
    assert (counted["over_limit", ""], counted["answers", ""], counted["option", "3"]) == (1, 5, 1)


def test_percentages_of_a_scale_leave_out_what_is_no_point_of_it():
    shape = form(key("q1", "scale", 3, outside=("3",)), below=0)
    given = [{"q1": code} for code in "1112" + "3" * 6]
    [table] = compose_tables(shape, pages(*given)).keys
    shown = [(line.percent, line.percent_of_scale) for line in table.lines if line.line == "option"]
    assert shown == [(300, 750), (100, 250), (600, None)]


def test_top_names_three_that_reach_the_limit_in_order_and_no_numbers():
    shape = form(key("q1", "single", 5, top_only=True))
    given = [{"q1": code} for code in "1" * 5 + "2" * 4 + "3" * 9 + "4" * 5 + "5" * 6]
    [table] = compose_tables(shape, pages(*given)).keys
    named = [(line.code, line.count) for line in table.lines if line.line == "option"]
    assert named == [("3", None), ("5", None), ("1", None)]


def test_two_pages_of_a_sheet_are_joined_and_others_left_out():
    shape = form(key("q1", "single"), key("q2", "single"), crossed=[("q1", "q2")], below=0)
    joined = [page(0, sheet="s", q1="1"), page(1, sheet="s", page=2, q2="2")]
    alone = [page(2, sheet=None, q1="1"), page(3, sheet=None, page=2, q2="2")]
    [table] = compose_tables(shape, joined + alone).cross_tables
    assert (table.crossed.cells["1", "2"], table.crossed.cells["total", "total"]) == (1, 1)
    assert table.crossed.left_out == 1
    assert compose_tables(shape, joined + alone).counts.pages.sheets is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ONE), st.sampled_from(MANY)), max_size=12))
def test_every_key_adds_up_to_its_base(answers):
    shape = form(key("q1", "single"), key("q2", "multiple"), below=0)
    counts = count(shape, pages(*({"q1": one, "q2": many} for one, many in answers)))
    one, many = counts.keys
    assert sum(one.options.values()) + one.invalid + one.no_answer + one.unconfirmed == one.base
    assert many.answered + many.no_answer + many.unconfirmed == many.base == len(answers)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 8, "12.5"), (1, 16, "6.3"), (2, 3, "66.7"), (0, 5, "0.0"), (5, 5, "100.0"), (1, 0, "")],
)
def test_percentages_round_halves_away_from_zero(part, whole, words):
    assert render_tenths(tenths_of(part, whole)) == words


def test_readings_survive_their_file_and_unknown_members_are_ignored():
    readings = pages({"q1": "1"}, {"q1": "?2"})
    content = b"\n".join(render_reading(each) for each in readings)
    assert list(parse_readings(content)) == readings
    assert list(parse_readings(content.replace(b'{"format"', b'{"new":[1],"format"'))) == readings


def test_a_broken_line_is_named():
    content = render_reading(page(q1="1")) + b'\n{"format":"venue-survey-reading/1"}\n'
    with pytest.raises(UsageError, match="2"):
        parse_readings(content)


def test_a_decision_replaces_the_line_it_is_about_and_no_other():
    first, other = pages({"q1": "?1"}, {"q1": "?1"})
    decided = msgspec.structs.replace(
        first, status="read", reason=None, answers={"q1": Answer("answered", ("2",))},
        decisions=(Decided("q1", None, None, "H-05", "2026-03-01"),),
    )  # fmt: skip
    assert list(latest([first, other, decided])) == [decided, other]
