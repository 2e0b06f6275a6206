"""The closing wizard's last step: asked, erased with its progress shown, and what remains."""

import dataclasses

import pytest

from tests.erasure.closing import CHALLENGE, OPERATOR, WARD_CANARY, WITNESS, CleanMachine
from venue_kiosk.bootstrap import erasing_later
from venue_kiosk.bootstrap.erasing import erase_event
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import passphrase_of
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.fault import FaultScreen
from venue_kiosk.ui.questions import AskScreen
from venue_kiosk.ui.screen_text import press, screen_text, settle, type_text


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def clean(monkeypatch):
    """A machine around the event on which nothing lies."""

    def erase(installation, order):
        return erase_event(
            installation, dataclasses.replace(order, surroundings=lambda _folder: CleanMachine())
        )

    monkeypatch.setattr("venue_kiosk.bootstrap.erasing.erase_event", erase)
    return erasing_later


async def answer(pilot, text):
    await type_text(pilot, text)
    await press(pilot, "enter")


async def sign(pilot, handler):
    await answer(pilot, handler)
    await answer(pilot, passphrase_of(handler))


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def compare(pilot, until, *keys):
    """Answer the question of each paper slip; the answer of all but the last is a yes."""
    for key in keys:
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await press(pilot, key)


async def ask_for_it(pilot, medium):
    await press(pilot, "space")
    await answer(pilot, str(medium))
    await sign(pilot, OPERATOR)
    await sign(pilot, WITNESS)
    await answer(pilot, CHALLENGE)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_two_people_erase_from_the_wizard(closing, until, clean, size):
    async with closing.venue.run_app(start_at="closing", size=size) as pilot:
        assert "▶ 8 Erased and certified" in read(pilot)
        await ask_for_it(pilot, closing.medium)
        assert "cannot be taken back" in read(pilot)
        assert f"{closing.people} people" in read(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert "Opening slip" in read(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: "Closing slip" in read(pilot))
        await press(pilot, "escape")  # there is no way back from here
        await until(pilot, lambda: "Closing slip" in read(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await answer(pilot, WARD_CANARY)
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert " ".join(WARD_CANARY.split()) in read(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ErasedScreen))
        await until(pilot, lambda: "PASS" in read(pilot))
        assert "switch the laptop off" in read(pilot)
    assert "erasure-certificate.pdf" in closing.on_medium()


async def begin(pilot, closing, until):
    """Go as far as the official's comparison; nothing is destroyed yet."""
    await ask_for_it(pilot, closing.medium)
    await press(pilot, "y")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))


async def answer_the_rest(pilot, until):
    await compare(pilot, until, "1", "1")
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ErasedScreen))


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
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        closing.medium.rename(gone)
        await press(pilot, "enter")
        await until(pilot, lambda: "try again" in read(pilot))
        gone.rename(closing.medium)
        await press(pilot, "space")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ErasedScreen))
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_a_fault_while_it_is_erased_writes_nothing_into_the_event(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await begin(pilot, closing, until)
        pilot.app.meet_fault(ValueError("見本"), lasting=False)
        await until(pilot, lambda: isinstance(pilot.app.screen, FaultScreen))
        assert not (closing.event / "faults").exists()
        await press(pilot, "enter")
        await answer_the_rest(pilot, until)


async def test_nothing_happens_without_the_last_yes(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await ask_for_it(pilot, closing.medium)
        await press(pilot, "escape")
        assert "▶ 8 Erased and certified" in read(pilot)
    assert closing.on_medium() == []


async def test_a_medium_that_is_not_there_is_told_and_nothing_is_lost(closing, until, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await ask_for_it(pilot, closing.venue.folder / "nowhere")
        await press(pilot, "y")
        await until(pilot, lambda: "folder of the medium is not there" in read(pilot))
        assert "close the kiosk" in read(pilot)
    closing.venue.open().close()


async def test_an_open_lane_is_told_before_anybody_types(closing, clean):
    other = closing.venue.open("H-03", lane="B")
    async with closing.venue.run_app(start_at="closing") as pilot:
        await press(pilot, "space")
        assert "Which folder" not in read(pilot)
        assert "lane" in read(pilot).lower()
    other.close()
