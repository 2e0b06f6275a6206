"""The table board on words: plan, announce, people, moves by keys, repair, hall display."""

import pytest

from plugins.exchange.board_drawing import Card, draw_board, fit, lay_out
from plugins.exchange.board_words import draw_sparkline
from plugins.exchange.hall_screen import arrange_pages
from plugins.exchange.problems import find_problems
from tests.plugins.exchange.gatherings import FACILITATOR, Gathering
from venue_kiosk.api import RefusedError
from venue_kiosk.domain.life_cycle import Passed, State
from venue_kiosk.storage.life_cycle import LifeCycleRegister
from venue_kiosk.ui.screen_text import press, scan, screen_text, settle, type_text

ENDLESS = {"search_moves": 10**9, "rounds": 9}
"""Nine rounds without a repeated meeting are hard to find: the search goes on and on."""


async def at_the_person(pilot, shows, action):
    """Choose an action for the first person of the marked table."""
    await press(pilot, "enter")
    await shows(pilot, "who?")
    await press(pilot, "1")
    await shows(pilot, "Why here?")
    await press(pilot, action)


async def test_a_plan_is_made_announced_and_shown(gathering, shows):
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await shows(pilot, "No plan yet. 60 people are here.")
        await press(pilot, "f2")
        await shows(pilot, "The plan is made.")
        assert "60 people, 12 tables of 5" in screen_text(pilot.app)
        await press(pilot, "f5")
        await shows(pilot, "Announce round 1 to 60 people?")
        await press(pilot, "y")
        await shows(pilot, "Round 1 is announced.")
    assert gathering.exchange.book.room().announced == (1,)


async def test_a_person_is_carried_to_another_table_with_the_cost_shown(gathering, shows):
    gathering.announce()
    before = gathering.seating()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await at_the_person(pilot, shows, "2")
        await shows(pilot, "In hand:")
        await press(pilot, "right")
        await shows(pilot, "Put at table 2:")
        await press(pilot, "enter")
        await shows(pilot, "Moved to table 2.")
        moved = {p for p, at in gathering.seating().items() if before[p] != at}
        assert {gathering.seating()[each] for each in moved} == {2}
        await press(pilot, "f8")
        await shows(pilot, "Taken back.")
    assert gathering.seating() == before


async def test_the_cheapest_swap_is_one_key_away(gathering, shows):
    gathering.announce()
    before = gathering.seating()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await at_the_person(pilot, shows, "2")
        await press(pilot, "right", "s")
        await shows(pilot, "Swapped with")
    changed = [each for each, at in gathering.seating().items() if before[each] != at]
    assert sorted(before[each] for each in changed) == [1, 2]


async def test_why_somebody_sits_there_and_what_would_be_as_good(gathering, shows):
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await at_the_person(pilot, shows, "1")
        await shows(pilot, "other tables would be as good.")
        assert "a change is for" in screen_text(pilot.app)


async def test_somebody_is_found_by_number(gathering, shows):
    gathering.announce()
    who = gathering.people[30]
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await press(pilot, "f3")
        await shows(pilot, "Whose table is it?")
        await type_text(pilot, who.reception_no)
        await press(pilot, "enter")
        table_no = gathering.seating()[who.attendee_id]
        await shows(pilot, f"Table {table_no}: {who.reception_no}")
        assert who.name not in screen_text(pilot.app)


@pytest.mark.parametrize("asked_first", [False, True])
async def test_a_scanned_ticket_jumps_to_the_person(gathering, shows, asked_first):
    gathering.announce()
    who = gathering.people[30]
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        if asked_first:
            await press(pilot, "f3")
            await shows(pilot, "Whose table is it?")
        await scan(pilot, gathering.venue.ticket_of(who.attendee_id))
        table_no = gathering.seating()[who.attendee_id]
        await shows(pilot, f"Table {table_no}: {who.reception_no}")


def test_a_number_with_a_wrong_last_digit_finds_nobody_and_says_so(gathering):
    find, who = gathering.exchange.office.find, gathering.people[30]
    wrong = who.reception_no[:-1] + str((int(who.reception_no[-1]) + 1) % 10)
    with pytest.raises(RefusedError, match="last digit does not fit"):
        find(wrong)
    with pytest.raises(RefusedError, match="last digit does not fit"):
        find(who.reception_no[:-1])
    with pytest.raises(RefusedError, match="is here"):
        find(gathering.people[-1].reception_no)
    assert find(who.reception_no.replace("-", "")).attendee_id == who.attendee_id


async def test_a_closed_table_is_repaired_from_plans_side_by_side(gathering, shows):
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await press(pilot, "f10")
        await shows(pilot, "Close this table")
        await press(pilot, "3")
        await shows(pilot, "Without a table:")
        await press(pilot, "f6")
        await shows(pilot, "people who move")
        await press(pilot, "enter")
        await shows(pilot, "are to be told another table.")
    room = gathering.exchange.book.room()
    assert find_problems(room, 1) == []


async def test_a_late_arrival_shows_on_the_board_and_the_other_rounds_are_searched_anew(
    gathering, shows, until
):
    gathering.announce()
    before = gathering.seating(1)
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await shows(pilot, "60 people")
        gathering.come(2)
        await shows(pilot, "62 people")
        await until(pilot, lambda: not gathering.exchange.store.plan(1).is_stale)
        await settle(pilot)
    after = gathering.seating(1)
    assert {each: after[each] for each in before} == before
    assert len(gathering.seating(2)) == 62


async def test_a_search_that_is_stopped_leaves_the_old_plan(make_venue, shows):
    gathering = Gathering(make_venue, settings=ENDLESS)
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await press(pilot, "f2")
        await shows(pilot, "moves tried")
        await press(pilot, "escape")
        await shows(pilot, "Stopped: the old plan stands.")
    assert gathering.exchange.store.plan(1) is None


async def test_a_search_ends_when_the_event_is_closed(make_venue, shows, until):
    gathering = Gathering(make_venue, settings=ENDLESS)
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await press(pilot, "f2")
        await shows(pilot, "moves tried")
        _close_the_event(gathering)
        await shows(pilot, "Not possible now")
    assert gathering.exchange.store.plan(1) is None
    assert gathering.venue.query("SELECT count(*) FROM exchange_seats") == [(0,)]


async def test_the_hall_sees_numbers_and_tables_and_no_name(gathering, shows):
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange-display") as pilot:
        await shows(pilot, "round 1: number and table")
        text = screen_text(pilot.app)
    who = gathering.people[0]
    assert f"{who.reception_no} →{gathering.seating()[who.attendee_id]:>3}" in text
    assert who.name not in text


def test_forty_tables_fit_a_small_terminal():
    cards = [
        Card(table_no=n, sign="■", size="5人", mix=" 活2傍3", why=" 少ない") for n in range(1, 41)
    ]
    grid = lay_out(40, 80, 13)
    text = draw_board(cards, grid, cursor=39, held=None).plain
    assert all(f"■{n:>3} 5人" in text for n in range(1, 41))
    assert len(text.splitlines()) <= 13
    assert text.count("少ない") == 40


@pytest.mark.parametrize("height", [4, 9, 24])
def test_the_marked_card_is_always_shown(height):
    cards = [Card(table_no=n, sign=" ", size="5p", mix=" a", why=" fine") for n in range(1, 99)]
    grid = lay_out(98, 80, height)
    for cursor in (0, 50, 97):
        assert f" {cursor + 1:>3} 5p" in draw_board(cards, grid, cursor=cursor, held=None).plain


def test_words_are_cut_to_cells_and_scores_drawn_as_bars():
    assert fit("活動者", 5) == "活動 "
    assert draw_sparkline([8, 4, 0], 2) == "█▁"


def test_every_number_is_on_some_page_of_the_hall():
    seats = [(f"{n:04d}-0", n % 30) for n in range(200)]
    pages = arrange_pages(seats, 80, 18)
    assert sorted(" ".join(pages).split())[:1]
    assert all(sum(number in page for page in pages) == 1 for number, _table in seats)


def _close_the_event(gathering):
    venue = gathering.venue
    with venue.look() as database, database.transaction():
        passed = Passed(to=State.CLOSED, at=venue.clock.now(), who="H-02")
        LifeCycleRegister(database).record(passed)
