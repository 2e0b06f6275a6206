"""Two tired people close out from the wizard's one key, step by step, and may leave at any time."""

import pytest

from venue_kiosk.domain.life_cycle import State
from venue_kiosk.i18n import in_language, use_language
from venue_kiosk.testing import sample_application
from venue_kiosk.ui.screen_text import press, screen_text, type_text

SIZES = [(60, 18), (80, 24), (120, 36)]


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["reception", "childcare", "custody"])


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def answer(pilot, text):
    await type_text(pilot, text)
    await press(pilot, "enter")


def state(venue):
    with venue.open() as opened:
        return opened.life_cycle.state()


async def count(pilot, paper, heads):
    await press(pilot, "space")
    await answer(pilot, paper)
    await answer(pilot, heads)


@pytest.mark.parametrize("size", SIZES)
async def test_the_day_is_closed_with_one_key_and_a_second_one_to_confirm(venue, size):
    async with venue.run_app(start_at="closing", size=size) as pilot:
        assert "✓ 1 Every desk has ended" in read(pilot)
        assert "▶ 2 Heads counted" in read(pilot)
        await count(pilot, "0", "0")
        assert "▶ 3 Reception closed" in read(pilot)
        await press(pilot, "space")
        await press(pilot, "space")  # the key that asked does not answer
        assert state_of(pilot) is State.OPEN
        await press(pilot, "y")
        assert "✓ 3 Reception closed" in read(pilot)
        assert "▶ 5 Slip for the ward's sheet" in read(pilot)
        await press(pilot, "space")
        assert "Head:" in read(pilot)
        await press(pilot, "y")
        assert "▶ 6 Handed over to the ward" in read(pilot)
    assert state(venue) is State.CLOSED


def state_of(pilot):
    return pilot.app.opened.life_cycle.state()


async def test_what_is_missing_stands_there_with_who_must_act(venue):
    with venue.open("H-06") as carer:
        desk = carer.plugin("childcare")
        desk.waiting.join()
        async with venue.run_app(start_at="closing") as pilot:
            assert "○ Slips are still waiting: 1. → Childcare staff" in read(pilot)
            assert "○ Other kiosks that are still open: 1. Close them first. → Reception" in read(
                pilot
            )
            await press(pilot, "space")
            assert "▶ 1 Every desk has ended" in read(pilot)


async def test_a_difference_is_counted_again_or_explained(venue):
    [person] = venue.register(sample_application(1))
    with venue.open("H-03") as opened:
        opened.desk.check_in(person.reception_no)
    async with venue.run_app(start_at="closing") as pilot:
        await press(pilot, "space")
        assert "checked in 1, walk-ins 0" in read(pilot)
        await answer(pilot, "none")
        assert "Digits only" in read(pilot)
        await answer(pilot, "０")
        await answer(pilot, "2")
        assert "differ by +1" in read(pilot)
        await press(pilot, "escape")
        assert "▶ 2 Heads counted" in read(pilot)
        await count(pilot, "0", "2")
        await press(pilot, "3")
        assert "▶ 3 Reception closed" in read(pilot)
    [line] = venue.deeds("head_count")
    assert (line["n"], line["why"]) == (
        {"in": 1, "walk_ins": 0, "paper": 0, "heads": 2},
        "not_checked_in",
    )


async def test_an_example_in_the_field_is_no_answer_and_enter_alone_means_nobody_on_paper(venue):
    async with venue.run_app(start_at="closing") as pilot:
        await press(pilot, "space")
        await press(pilot, "enter")
        assert "How many heads did you count?" in read(pilot)
        await press(pilot, "enter")  # nothing was counted yet
        assert "How many heads did you count?" in read(pilot)
        await answer(pilot, "0")
        assert "▶ 3 Reception closed" in read(pilot)
        assert "→ Handling manager" in read(pilot)
    [line] = venue.deeds("head_count")
    assert line["n"] == {"in": 0, "walk_ins": 0, "paper": 0, "heads": 0}


async def test_everything_can_be_left_and_taken_up_again(venue):
    async with venue.run_app(start_at="closing") as pilot:
        for key in ("space", "escape", "space"):
            await press(pilot, key)
        await answer(pilot, "0")
        await press(pilot, "escape")
        await count(pilot, "0", "0")
        for key in ("space", "n", "escape"):
            await press(pilot, key)
    assert state(venue) is State.OPEN
    async with venue.run_app(start_at="closing") as pilot:
        assert "▶ 3 Reception closed" in read(pilot)


async def test_the_wards_hold_takes_the_key_away_and_gives_it_back(venue):
    async with venue.run_app(start_at="closing") as pilot:
        await count(pilot, "0", "0")
        await press(pilot, "f7")
        await answer(pilot, "W-12")
        assert "On the ward's instruction the procedure is stopped. (Document W-12)" in read(pilot)
        await press(pilot, "space")
        await press(pilot, "y")
        assert state_of(pilot) is State.OPEN
        await press(pilot, "f7")
        await answer(pilot, "W-13")
        assert "Document W-12" not in read(pilot)
        await press(pilot, "space")
        await press(pilot, "y")
        assert state_of(pilot) is State.CLOSED


async def test_papers_that_do_not_add_up_stop_the_hand_over(venue):
    with venue.open() as opened:
        opened.plugin("custody").ledger.enter("survey", "in", 3, place="box A")
    async with venue.run_app(start_at="closing") as pilot:
        await count(pilot, "0", "0")
        await press(pilot, "space")
        await press(pilot, "y")
        assert "▶ 4 Sheets and papers add up" in read(pilot)
        assert "Survey sheets. → Handling manager" in read(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_wizard_speaks_japanese(venue, size):
    use_language("ja")
    async with venue.run_app(start_at="closing", size=size) as pilot:
        words = read(pilot)
    assert "▶ 2 人数の確認" in words
    assert "中断（あとで続ける）" in words


async def test_nobody_but_the_manager_finds_the_closing(venue):
    async with venue.run_app("H-03", start_at="closing") as pilot:
        assert "Close the event" not in read(pilot)
