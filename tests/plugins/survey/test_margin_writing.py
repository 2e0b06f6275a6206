"""A name written beside the answers: seen, shown, counted, never typed, and in nobody's way."""

import cv2
import msgspec
import numpy as np
import pytest
from filled_sheets import MM, filled, person, pictured, read
from survey_desk import begin, read_page, readings_of

from plugins.survey.page_read import PageRead
from plugins.survey.reading.lines import compose_line
from plugins.survey.reading.page_task import PageResult
from plugins.survey.reading_lines import parse_line, render_reading
from plugins.survey.tally.run_notes import tell_sheets
from venue_kiosk.demo.paper.pens import PENS, Hand, Page
from venue_kiosk.demo.paper.strokes import handwriting, line
from venue_kiosk.ui.screen_text import press, screen_text

FORM = "symposium-a"
PLACES = {"under the title": (60, 19, 100, 10), "in the left margin": (5, 60, 14, 60),
          "in the right margin": (190, 60, 14, 60)}  # fmt: skip


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


def written(picture, place, pen=0, seed=4):
    """Return the sheet with some characters at a place; one below the other where it is narrow."""
    chance = np.random.default_rng(seed)
    page, hand = Page(picture, MM), Hand(PENS[pen], 0.1, 1.0)
    x, y, width, height = place
    if width < height:
        for step in range(5):
            ends = chance.uniform(0, 5.5, (4, 4)) + [x + 3, y + 7 * step] * 2
            page.draw(hand, [line(*each) for each in ends], chance)
    else:
        page.draw(hand, handwriting((x, y - 1, width, height), chance), chance)
    return page.picture


@pytest.mark.parametrize("pen", [0, 4])
@pytest.mark.parametrize("place", PLACES)
def test_a_name_beside_the_answers_is_seen_and_changes_no_answer(place, pen):
    sheet, _truth = filled(FORM, 1, 3, person("ring"))
    clean = read(FORM, pictured(sheet))
    found = read(FORM, pictured(written(sheet, PLACES[place], pen)))
    x, y, width, height = PLACES[place]
    assert clean.margin_writing is None
    assert found.margin_writing is not None
    assert x - 2 < found.margin_writing.x < x + width
    assert y - 2 < found.margin_writing.y < y + height
    assert (found.status, found.answers) == (clean.status, clean.answers)


@pytest.mark.parametrize("condition", ["folded", "hard shadow", "crumpled 1 mm", "corner lost"])
@pytest.mark.parametrize("side", [1, 2])
def test_folds_shadows_and_answers_are_no_writing(condition, side):
    sheet, _truth = filled(FORM, side, 7)
    assert read(FORM, pictured(sheet, condition)).margin_writing is None


def test_lines_holes_and_a_staple_are_no_writing():
    sheet, _truth = filled(FORM, 1, 5, person("tick"))
    page, chance = Page(sheet, MM), np.random.default_rng(1)
    page.draw(Hand(PENS[0], 0.05, 1.0), [line(30, 24, 120, 24.5)], chance)
    page.draw(Hand(PENS[1], 0.02, 1.0), [line(30, 20, 40, 18)], chance)
    for y in (108, 188):
        cv2.circle(page.picture, (round(11 * MM), round(y * MM)), round(3 * MM), 60, -1)
    assert read(FORM, pictured(page.picture)).margin_writing is None


def test_a_line_of_the_readings_names_it_only_where_it_is():
    sheet, _truth = filled(FORM, 1, 3, person("ring"))
    for picture, is_there in ((sheet, False), (written(sheet, PLACES["under the title"]), True)):
        finding = read(FORM, pictured(picture))
        reading = compose_line(PageResult(0, finding, 1.0), path="a.jpg", sha256="0")
        rendered = render_reading(reading)
        assert (b"margin_writing" in rendered) is is_there
        assert parse_line(rendered) == reading


def with_margin(number, **given):
    page = read_page(number, **given)
    reading = msgspec.structs.replace(page.reading, margin_writing=(60.0, 18.0, 50.0, 8.0))
    return PageRead(reading, page.picture)


def margin_lines(survey):
    [group] = survey.results.groups()
    told = tell_sheets(survey.results.tables(group).counts, survey.results.notes(group))
    return dict(told).get("Written outside the answers")


def test_it_is_asked_once_and_counted_while_the_answers_count_at_once(survey):
    batch = begin(survey)
    survey.batches.add(batch, [with_margin(1, q1="1"), with_margin(2, q1="2")])
    [group] = survey.results.groups()
    assert survey.results.tables(group).counts.unconfirmed == 0
    assert {each.status for each in readings_of(survey)} == {"read"}
    assert margin_lines(survey) == "2 pages, 2 of them not looked at yet"
    for names in (True, False):
        item = survey.review.next(batch)
        assert item.is_margin
        assert item.crop is not None
        survey.review.decide_margin(item, identifying=names)
    assert survey.review.next(batch) is None
    assert margin_lines(survey) == "2 pages, 1 of them tell who somebody is"
    assert {each.answers["q1"].state for each in readings_of(survey)} == {"answered"}


def test_what_was_said_of_it_can_be_taken_back(survey):
    batch = begin(survey)
    survey.batches.add(batch, [with_margin(1, q1="1")])
    before = readings_of(survey)
    survey.review.decide_margin(survey.review.next(batch), identifying=True)
    survey.review.undo(batch)
    assert readings_of(survey) == before
    assert survey.review.next(batch).is_margin


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_one_key_says_whether_it_tells_who_somebody_is(venue, survey, size):
    batch = begin(survey)
    survey.batches.add(batch, [with_margin(1, q1="1")])
    async with venue.run_app("H-07", start_at="survey", size=size) as pilot:
        await press(pilot, "f5")
        shown = " ".join(screen_text(pilot.app).split())
        assert "Something is written outside the answer places" in shown
        assert "tells who somebody is" in shown
        assert "type it" not in shown
        assert "▀" in screen_text(pilot.app)
        await press(pilot, "z", "3", "2")
        assert "Nothing is left to decide" in " ".join(screen_text(pilot.app).split())
        await press(pilot, "u")
        assert "Taken back: tells who somebody is" in " ".join(screen_text(pilot.app).split())
        await press(pilot, "1")
    assert [each.margin_identifying for each in readings_of(survey)] == [False]
