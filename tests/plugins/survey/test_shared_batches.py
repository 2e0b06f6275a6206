"""Two lanes at one batch of the keys or the camera."""

import pytest
from survey_desk import begin, read_page, readings_of


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


@pytest.mark.parametrize("source", ["keys", "camera"])
def test_who_leaves_without_a_sheet_ends_nothing_for_another_lane(venue, survey, source):
    other = venue.open(lane="B").plugin("survey")
    batch = begin(survey, source=source)
    assert begin(other, source=source) == batch
    other.batches.finish(batch)
    assert survey.store.batches() == []
    assert survey.results.groups() == []
    if source == "keys":
        survey.keying.save(batch, {})
    else:
        survey.batches.add(batch, [read_page(1, q1="1")])
    assert [each.batch_id for each in other.store.batches()] == [batch.batch_id]
    assert len(readings_of(other)) == 1


def test_the_next_one_at_the_keys_goes_on_with_the_batch_that_stayed_empty(venue, survey):
    batch = begin(survey, source="keys")
    survey.batches.finish(batch)
    assert begin(survey, source="keys") == batch
