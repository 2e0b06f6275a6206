"""The manager opens the event from the screen's lines alone; everybody finds the incident key."""

import pytest

from venue_kiosk.api import State
from venue_kiosk.i18n import use_language
from venue_kiosk.testing import compose_programme, passphrase_of
from venue_kiosk.ui.screen_text import press, screen_text, type_text

SIZES = [(60, 18), (80, 24), (120, 36)]


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def answer(pilot, text):
    await type_text(pilot, text)
    await press(pilot, "enter")


async def fill_in(pilot, custody):
    await press(pilot, "1")
    for _question in custody.settings.preflight:
        await press(pilot, "1")
    await press(pilot, "2")
    for words in ("2026-01", "H-03"):
        await answer(pilot, words)
    await press(pilot, "1")
    for words in ("X13 / 5CD1", "h-02"):
        await answer(pilot, words)
    for _time in range(2):
        await press(pilot, "3")
        await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_manager_opens_the_event_from_the_lines(venue, custody, size):
    async with venue.run_app(start_at="custody", size=size) as pilot:
        assert "Next: Pre-flight questions that are not settled: 8" in read(pilot)
        await press(pilot, "4")
        assert "■ Not yet:" in read(pilot)
        await fill_in(pilot, custody)
        assert "Everything is there" in read(pilot)
        await press(pilot, "4")
        assert "✓ Open the event at the venue" in read(pilot)
    assert custody.kiosk.life_cycle.state() is State.OPEN


async def test_outside_the_designated_times_the_screen_asks_two_people(make_venue):
    early = compose_programme().decode().replace('"見本3"', '"見本3"\nopens = 14:00:00')
    venue = make_venue(plugins=["custody"], programme=early.encode(), unlocked=False)
    custody = venue.open().plugin("custody")
    async with venue.run_app(start_at="custody") as pilot:
        await fill_in(pilot, custody)
        await press(pilot, "4")
        for second in ("H-02", "H-01"):  # a mistake is told where it is typed again
            for person in ("H-02", second):
                await answer(pilot, person)
                await answer(pilot, passphrase_of(person))
            is_open = custody.kiosk.life_cycle.state() is State.OPEN
            assert is_open is (second == "H-01")
            assert is_open or "One person cannot confirm twice" in read(pilot)
    [witness] = venue.deeds("state_open_witness")
    assert witness["who"] == "H-01"


async def test_a_field_of_the_slip_that_cannot_be_is_typed_again_there(venue, custody):
    async with venue.run_app(start_at="custody") as pilot:
        await press(pilot, "2")
        await answer(pilot, "")
        assert "number of the slip is missing" in read(pilot)
        await answer(pilot, "2026-01")
        await answer(pilot, "H-99")
        assert "was not reported" in read(pilot)
        await answer(pilot, "H-03")
        await press(pilot, "1")
        await answer(pilot, "X13 / 5CD1")
        await answer(pilot, "H-03")
        assert "second, different handler" in read(pilot)
        await answer(pilot, "H-02")
        assert "Slip 2026-01 is entered" in read(pilot)
    assert custody.carrying.newest().form.second == "H-02"


async def test_escape_leaves_every_question_without_writing(venue, custody):
    async with venue.run_app(start_at="custody") as pilot:
        for line in "1256":
            await press(pilot, line)
            await press(pilot, "escape")
        await press(pilot, "7")
        assert "✓ H-02" in read(pilot)
    assert custody.carrying.newest() is None
    assert custody.preflight.answers() == {}


async def test_escape_at_a_time_enters_none(venue, custody, form):
    custody.carrying.record(form())
    async with venue.run_app(start_at="custody") as pilot:
        await press(pilot, "3")
        await press(pilot, "escape")
        assert custody.carrying.newest().times == ()
        await press(pilot, "3")
        await answer(pilot, "25:00")
        assert "four digits" in read(pilot)
        await answer(pilot, "1259")
    [departed] = custody.carrying.newest().times
    assert f"{departed:%H:%M}" == "12:59"


@pytest.mark.parametrize("size", SIZES)
async def test_a_carer_reports_an_incident_in_four_answers(venue, custody, size):
    async with venue.run_app("H-06", start_at="incident", size=size) as pilot:
        assert "Leave everything as it is" in read(pilot)
        await press(pilot, "space")
        await press(pilot, "8")
        await press(pilot, "1")
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert "Report 001-1 is recorded" in read(pilot)
    [(no, _at, who, form)] = custody.reports.incidents()
    assert (no, who, form["kind"]) == ("001-1", "H-06", "risk")


async def test_answers_about_an_incident_are_not_thrown_away_by_one_key(venue, custody):
    async with venue.run_app("H-06", start_at="incident") as pilot:
        for key in ("space", "8", "1"):
            await press(pilot, key)
        await answer(pilot, "23:59")  # a slip of the finger: it lies ahead
        await press(pilot, "escape")
        assert "Leave without a report?" in read(pilot)
        await press(pilot, "n")
        assert "How many people" in read(pilot)
        await answer(pilot, "12")
        assert "lies ahead" in read(pilot)
        await answer(pilot, "12:30")
        await answer(pilot, "12")
        assert "Report 001-1 is recorded" in read(pilot)
        for key in ("space", "8", "escape", "y"):
            await press(pilot, key)
        assert "Leave everything as it is" in read(pilot)
    [(_no, _at, _who, form)] = custody.reports.incidents()
    assert (form["happened_at"][11:16], form["people"]) == ("12:30", 12)


async def test_the_screen_speaks_japanese(venue):
    use_language("ja")
    async with venue.run_app(start_at="custody") as pilot:
        words = read(pilot)
    assert "開場前点検票" in words
    assert "持ち出し確認票" in words
