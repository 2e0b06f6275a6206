"""Sheets from the keys, and a second person who enters a tenth again."""

import pytest
from survey_desk import begin, questionnaire, read_page, readings_of

from plugins.survey.desk.keying import compose_answers
from venue_kiosk.api import NotNowError, NotPermittedError

CLERK = "H-07"


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


def keyed(survey, batch, **given):
    form = questionnaire().form
    return survey.keying.save(batch, compose_answers(given, form))


def fill_until_sampled(survey, batch):
    """Take pages in until the dice chose one for the second person."""
    for number in range(200):
        survey.batches.add(batch, [read_page(number, q1="1", q2="12")])
        if survey.second.next(batch) is not None:
            return
    pytest.fail("no page was ever chosen")


def test_a_sheet_from_the_keys_counts_like_one_that_was_read(survey):
    batch = begin(survey, source="keys")
    keyed(survey, batch, q1=["2"], q2=["1", "3", "4"], q3=["1", "2"])
    [reading] = readings_of(survey)
    assert reading.answers["q1"].codes == ("2",)
    assert reading.answers["q2"].flags == ("over_limit",)
    assert reading.answers["q3"].value == "12"
    assert reading.answers["q4"].state == "no_answer"
    assert survey.keying.sheets(batch) == 1


def test_the_last_sheet_can_be_taken_back(survey):
    batch = begin(survey, source="keys")
    sheet = keyed(survey, batch, q1=["2"])
    survey.keying.take_back(sheet)
    assert survey.keying.sheets(batch) == 0


def test_about_a_tenth_goes_to_the_second_persons_pile_in_order(survey):
    batch = begin(survey, source="keys")
    piles = [keyed(survey, batch, q1=["1"]).pile for _sheet in range(120)]
    chosen = [pile for pile in piles if pile]
    assert chosen == list(range(1, len(chosen) + 1))
    assert 4 <= len(chosen) <= 25


def test_who_entered_a_sheet_is_not_its_second_person(venue, survey):
    batch = begin(survey, source="keys")
    while survey.second.next(batch) is None:
        keyed(survey, batch, q1=["1"])
    with pytest.raises(NotPermittedError):
        survey.second.enter(batch, survey.second.next(batch), ("1",))
    other = venue.open(CLERK).plugin("survey")
    blind = other.second.next(batch)
    assert (blind.key.key, blind.pile, blind.crop) == ("q1", 1, None)
    assert other.second.enter(batch, blind, ("1",))


def test_a_difference_is_counted_and_goes_to_a_third_look(venue, survey):
    batch = begin(survey)
    fill_until_sampled(survey, batch)
    other = venue.open(CLERK).plugin("survey")
    first = other.second.next(batch)
    assert first.crop is not None
    assert other.second.enter(batch, first, ("1",))
    second = other.second.next(batch)
    assert not other.second.enter(batch, second, ("2",))
    count = survey.second.count(batch)
    assert (count.compared, count.mismatched) == (2, 1)
    item = survey.review.next(batch)
    assert (item.doubt.answer_key, item.answer.state) == ("q2", "uncertain")
    survey.review.decide_codes(item, ("1", "2"))
    assert survey.second.next(batch) is None
    assert survey.results.notes(survey.results.groups()[0]).mismatched == 1


def test_a_sheet_taken_back_or_a_batch_taken_out_meanwhile_is_told(venue, survey):
    batch = begin(survey, source="keys")
    while survey.second.next(batch) is None:
        sheet = keyed(survey, batch, q1=["1"])
    other = venue.open(CLERK).plugin("survey")
    blind = other.second.next(batch)
    survey.keying.take_back(sheet)
    with pytest.raises(NotNowError, match="taken back"):
        other.second.enter(batch, blind, ("1",))
    survey.batches.take_out(batch)
    with pytest.raises(NotNowError, match="taken out"):
        other.second.enter(batch, blind, ("1",))


@pytest.mark.parametrize("end", ["lock", "take_out"])
def test_nothing_is_keyed_into_a_batch_that_ended(venue, survey, end):
    batch = begin(survey, source="keys")
    sheet = keyed(survey, batch, q1=["2"])
    getattr(survey.batches, end)(batch)
    for act in (
        lambda: keyed(survey, batch, q1=["1"]),
        lambda: survey.keying.take_back(sheet),
        lambda: survey.batches.finish(batch),
        lambda: survey.batches.lock(batch),
    ):
        with pytest.raises(NotNowError):
            act()
    left = {"lock": [("locked", 1)], "take_out": []}[end]
    assert [(each.state, sum(survey.store.count_pages(each.batch_id).values()))
            for each in survey.store.batches()] == left  # fmt: skip
    assert venue.query("SELECT count(*) FROM survey_pages") == [(len(left),)]
    assert begin(survey, source="keys").batch_id > batch.batch_id
