"""A sheet is known again whichever run, batch or camera brought it before."""

import zlib
from dataclasses import replace

import numpy as np
import pytest
from survey_desk import begin, read_page

INK = np.random.default_rng(5)


@pytest.fixture
def survey(make_venue):
    return make_venue(plugins=["survey"]).open().plugin("survey")


def marks():
    """Return twenty rings at places of their own."""
    picture = np.zeros((594, 420), np.uint8)
    for y, x in INK.integers(20, 400, (20, 2)):
        picture[y : y + 12, x : x + 10] = 1
        picture[y + 1 : y + 11, x + 1 : x + 9] = 0
    return picture


def scan(picture, number, *, missing=0.0, **given):
    """Return a page with this ink, a share of it lost, under bytes of its own."""
    kept = picture * (INK.random(picture.shape) >= missing)
    trace = zlib.compress(np.packbits(kept.astype(bool)).tobytes())
    return replace(read_page(number, q1="1", **given), trace=trace)


@pytest.mark.parametrize("source", ["files", "camera"])
def test_a_sheet_of_an_earlier_run_is_not_counted_again(survey, source):
    sheets = [marks() for _ in range(4)]
    first = begin(survey)
    survey.batches.add(first, [scan(each, n) for n, each in enumerate(sheets)])
    survey.batches.finish(first)
    again = begin(survey, source=source)
    kept = survey.batches.add(again, [scan(sheets[2], 10, missing=0.05), scan(marks(), 11)])
    assert [each.is_duplicate for each in kept] == [True, False]
    assert kept[0].duplicate_of.path == "scan/0002.jpg"
    [group] = survey.results.groups()
    assert survey.results.tables(group).counts.pages.by_status["duplicate"] == 1
    assert survey.results.tables(group).counts.pages.collected == 5
    assert survey.store.count_pages(again.batch_id)["duplicate"] == 1


def test_one_that_is_only_like_another_is_asked_about_and_names_it(survey):
    batch, sheet = begin(survey), marks()
    survey.batches.add(batch, [scan(sheet, 1)])
    part = sheet * (np.cumsum(sheet.sum(axis=1)) < 0.78 * sheet.sum())[:, None]
    [kept] = survey.batches.add(batch, [scan(part, 2)])
    assert (kept.status, kept.reason) == ("review", "possible_duplicate")
    assert survey.review.next(batch).reading.duplicate_of.path == "scan/0001.jpg"


def test_another_session_has_sheets_of_its_own(survey):
    sheet, first = marks(), begin(survey)
    survey.batches.add(first, [scan(sheet, 1)])
    [kept] = survey.batches.add(begin(survey, session_no=2), [scan(sheet, 2)])
    assert kept.duplicate_of is None


@pytest.mark.parametrize("away", ["take_out", "unusable"])
def test_what_does_not_count_hides_no_sheet(survey, away):
    sheet, batch = marks(), begin(survey)
    survey.batches.add(batch, [scan(sheet, 1, status="review", reason="blurred")])
    if away == "take_out":
        survey.batches.take_out(batch)
    else:
        survey.review.decide_page(survey.review.next(batch), usable=False)
    [kept] = survey.batches.add(begin(survey), [scan(sheet, 2)])
    assert kept.duplicate_of is None


def test_the_first_sheet_under_the_camera_waits_for_no_other_page(survey, monkeypatch):
    survey.batches.add(begin(survey), [scan(marks(), n) for n in range(3)])
    camera, opened = begin(survey, source="camera"), []
    monkeypatch.setattr(survey.store, "page", opened.append)
    survey.batches.add(camera, [scan(marks(), 9)])
    assert opened == []


def test_a_second_person_never_enters_what_is_not_counted(survey):
    sheet, batch = marks(), begin(survey)
    survey.batches.add(batch, [scan(sheet, 1)])
    pages = [scan(sheet, number) for number in range(2, 80)]
    assert all(each.is_duplicate for each in survey.batches.add(batch, pages))
    assert all(not page.reading.is_duplicate for page in survey.store.pages(1, sample=True))


def test_two_copies_of_one_file_are_one_page(survey):
    page = scan(marks(), 1)
    assert len(survey.batches.add(begin(survey), [page, page])) == 1
