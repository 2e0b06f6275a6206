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
from venue_kiosk.ui.questions import AskScreen, ConfirmScreen
from venue_kiosk.ui.screen_text import press, screen_text, type_text


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
        assert "Closing slip" in read(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await answer(pilot, WARD_CANARY)
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ErasedScreen))
        assert "PASS" in read(pilot)
        assert "switch the laptop off" in read(pilot)
    assert "erasure-certificate.pdf" in closing.on_medium()


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
