"""The closing wizard's last step: erased with its progress shown, and what remains."""

import pytest

from tests.erasure.closing import WARD_CANARY
from tests.erasure.wizard import answer, answer_the_rest, ask_for_it, begin, compare, read, stands
from venue_kiosk.i18n import in_language
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.fault import FaultScreen
from venue_kiosk.ui.questions import AskScreen
from venue_kiosk.ui.screen_text import press, settle


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_two_people_erase_from_the_wizard(closing, until, clean, size):
    async with closing.venue.run_app(start_at="closing", size=size) as pilot:
        assert "▶ 8 Erased and certified" in read(pilot)
        await ask_for_it(pilot, closing.medium)
        assert "cannot be taken back" in read(pilot)
        assert f"{closing.people} people" in read(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: stands(pilot, ChooseScreen) and "Opening slip" in read(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: "Closing slip" in read(pilot))
        asked = pilot.app.screen
        await press(pilot, "escape")  # there is no way back from here
        await until(pilot, lambda: pilot.app.screen is not asked and stands(pilot, ChooseScreen))
        await until(pilot, lambda: "Closing slip" in read(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: stands(pilot, AskScreen))
        await answer(pilot, WARD_CANARY)
        await until(pilot, lambda: stands(pilot, ChooseScreen))
        await until(pilot, lambda: " ".join(WARD_CANARY.split()) in read(pilot))
        await press(pilot, "2")  # the wrong key: it would cost the certificate
        await until(pilot, lambda: "no certificate can be made" in read(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: "did the ward see it" in read(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: stands(pilot, AskScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: stands(pilot, ErasedScreen))
        await until(pilot, lambda: "PASS" in read(pilot))
        assert "switch the laptop off" in read(pilot)
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_an_official_who_takes_long_to_compare_meets_no_lock(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        closing.venue.clock.tick(400)
        await pilot.pause(1.1)
        await press(pilot, "f11")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ChooseScreen)
        await answer_the_rest(pilot, until)
        await press(pilot, "f11")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ErasedScreen)
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_another_language_and_the_quit_key_leave_a_running_erasure_alone(
    closing, until, clean
):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        await press(pilot, "f9", "f9", "ctrl+q")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert pilot.app.is_running
        await answer_the_rest(pilot, until)
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_a_slip_that_differs_stops_before_anything_is_erased(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        await press(pilot, "2")
        await until(pilot, lambda: "something else" in read(pilot))
        await press(pilot, "2")
        await until(pilot, lambda: "Nothing has been erased" in read(pilot))
        await press(pilot, "space")
        await answer_the_rest(pilot, until)
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_a_medium_pulled_out_in_the_middle_is_put_in_again(closing, until, clean):
    gone = closing.medium.with_name("pulled out")
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        await compare(pilot, until, "1", "1")
        await until(pilot, lambda: stands(pilot, AskScreen))
        closing.medium.rename(gone)
        await press(pilot, "enter")
        await until(pilot, lambda: "try again" in read(pilot))
        gone.rename(closing.medium)
        await press(pilot, "space")
        await until(pilot, lambda: stands(pilot, AskScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: stands(pilot, ErasedScreen))
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_a_fault_while_it_is_erased_writes_nothing_into_the_event(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        pilot.app.meet_fault(ValueError("見本"), lasting=False)
        await until(pilot, lambda: stands(pilot, FaultScreen))
        assert not (closing.event / "faults").exists()
        await press(pilot, "enter")
        await answer_the_rest(pilot, until)


async def test_a_medium_gone_before_the_record_loses_nothing(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await ask_for_it(pilot, closing.medium)
        closing.medium.rename(closing.medium.with_name("pulled out"))
        await press(pilot, "y")
        await until(pilot, lambda: "folder of the medium is not there" in read(pilot))
        assert "close the kiosk" in read(pilot)
    closing.venue.open().close()
