"""A carer who has never seen it: drop-off, call and pick-up from the key bar alone."""

import pytest

from venue_kiosk.i18n import use_language
from venue_kiosk.testing import MANAGER, passphrase_of
from venue_kiosk.ui.screen_text import press, scan, screen_text, type_text

SIZES = [(60, 18), (80, 24), (120, 36)]


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def answer(pilot, text):
    await type_text(pilot, text)
    await press(pilot, "enter")


@pytest.fixture
def carer(venue, room):
    def sit_down(size=(80, 24), handler="H-06"):
        return venue.run_app(handler, start_at="childcare", size=size)

    return sit_down


async def drop_off(pilot, band_key="3"):
    await press(pilot, "f2")
    await press(pilot, band_key)


@pytest.mark.parametrize("size", SIZES)
async def test_a_child_comes_and_goes_from_the_key_bar(carer, room, size):
    codes = room.codes()
    async with carer(size) as pilot:
        for key in ("F2", "F3", "F5", "F6"):
            assert f"{key} " in screen_text(pilot.app)
        await drop_off(pilot)
        assert "1 at the desk" in read(pilot)
        await press(pilot, "f3")
        await answer(pilot, "1")
        await press(pilot, "1")
        await press(pilot, "f5")
        await answer(pilot, "1")
        assert "1 called 0 min, 1x" in read(pilot)
        await press(pilot, "f6")
        await answer(pilot, "1")
        await answer(pilot, codes[1])
        assert "age 2 (1)" in read(pilot)
        await press(pilot, "1")
        await press(pilot, "1")
        assert "Nobody is here." in read(pilot)
    assert (room.now.children, room.now.counts["cards_out"]) == (0, 1)


async def test_the_staffing_answer_stands_there_before_a_place_is_given(carer, room):
    room.duty.set_carers("nursery", 2)
    room.take_in("1")
    room.take_in("1")
    async with carer() as pilot:
        await press(pilot, "f2")
        assert "age 1 △ carers missing: 1" in read(pilot)
        await press(pilot, "2")
        assert room.now.children == 2
        assert "One more of age 1: carers missing: 1." in read(pilot)


async def test_the_manager_accepts_a_child_with_too_few_carers(carer, room):
    room.duty.set_carers("nursery", 2)
    room.take_in("1")
    room.take_in("1")
    async with carer() as pilot:
        await drop_off(pilot, "2")
        await press(pilot, "2")
        await type_text(pilot, MANAGER)
        await press(pilot, "enter")
        await answer(pilot, passphrase_of(MANAGER))
        assert "Tag 3: in our care" in read(pilot)
        assert "△ 1 missing" in read(pilot)


async def test_a_wrong_passphrase_at_an_override_is_shown_as_a_refusal(carer, room):
    room.duty.set_carers("nursery", 2)
    room.take_in("1")
    room.take_in("1")
    async with carer() as pilot:
        await drop_off(pilot, "2")
        await press(pilot, "2")
        await answer(pilot, MANAGER)
        await answer(pilot, "wrong")
        assert "in our care" not in read(pilot)
        assert "△" in read(pilot)
    assert room.now.children == 2


async def test_a_scanned_stub_asks_for_the_childs_half_and_opens_nothing_else(carer, room):
    from plugins.childcare.acts import PLAINLY
    from plugins.childcare.stubs import compose_payload

    printed = room.stubs.issue(PLAINLY)
    first, second = room.take_in(), room.take_in()
    async with carer() as pilot:
        await scan(pilot, compose_payload(*printed[1]))
        await answer(pilot, str(first))
        assert "■ The tags do not match" in read(pilot)
        assert room.now.children == 2
        await scan(pilot, compose_payload(*printed[1]))
        await answer(pilot, str(second))
        await press(pilot, "1")
        await press(pilot, "1")
        assert "Tag 2: picked up" in read(pilot)


async def test_unanswered_calls_stay_on_top_until_somebody_looks_for_the_parent(carer, room, venue):
    tag_no = room.take_in()
    room.desk.call(tag_no)
    async with carer() as pilot:
        venue.clock.tick(150)
        await pilot.pause(1.1)
        assert "△ 1 call again 2 min, 1x" in read(pilot)
        await press(pilot, "escape")  # somebody is at the desk
        venue.clock.tick(200)
        await pilot.pause(1.1)
        assert "■ 1 go and look 5 min, 1x" in read(pilot)


async def test_a_locked_desk_still_tells_how_many_calls_are_open(carer, room, venue):
    room.desk.call(room.take_in())
    async with carer() as pilot:
        await press(pilot, "f11")
        assert "1 / 10 children" in read(pilot)
        assert "1 calls" in read(pilot)
        room.desk.call(room.take_in())
        await pilot.pause(1.1)
        assert "2 calls" in read(pilot)


async def test_the_display_shows_an_auditor_the_numbers_large_and_nothing_else(venue, room):
    for _ in range(3):
        room.desk.call(room.take_in())
    async with venue.run_app("H-08", start_at="childcare-display", size=(60, 18)) as pilot:
        await pilot.pause()
        words = screen_text(pilot.app)
        assert "Please come to the childcare room." in words
        assert words.count("█") > 40
        room.pick_up(1)
        room.pick_up(2)
        room.pick_up(3)
        await pilot.pause(1.2)
        assert "Nobody is being called." in screen_text(pilot.app)
        await press(pilot, "f9")
        assert "お呼出しはありません。" in screen_text(pilot.app)
        use_language("en")


async def test_who_has_no_childcare_duty_has_no_desk(venue, room):
    async with venue.run_app("H-03", start_at="childcare") as pilot:
        assert "drop-off" not in screen_text(pilot.app)


async def test_the_home_screen_says_how_the_room_stands(venue, room):
    room.take_in("0")
    async with venue.run_app(MANAGER) as pilot:
        assert "Childcare: 1 / 10 children, 4 / 2 carers, 0 calls" in read(pilot)


async def test_tags_are_printed_beside_the_event(carer, venue):
    from venue_kiosk.ui.screen_text import wait_for_work

    async with carer() as pilot:
        await press(pilot, "f12")
        await press(pilot, "7")
        await wait_for_work(pilot)
        assert "The tags are in" in read(pilot)
    pdf = venue.event.with_name("event-childcare") / "tags.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_every_number_is_as_large_as_all_of_them_can_be():
    from plugins.childcare.hall import arrange_numbers
    from venue_kiosk.api_ui import draw_number

    sizes = []
    for n in range(1, 13):
        lines = arrange_numbers(range(10, 10 + n), 58, 12, draw=draw_number)
        assert len(lines) <= 12
        assert max(map(len, lines)) <= 58
        sizes.append(lines.index("") if "" in lines else len(lines))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[1] == 10
    assert sizes[9] >= 3
