"""From the last visitor to the certificate, in the wizard alone; left and taken up in between."""

import re

import pytest

from venue_kiosk.adapters.sealing import MemorySealer
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import WITNESS, passphrase_of, sample_application
from venue_kiosk.ui.screen_text import press, screen_text, type_text, wait_for_work

MANAGER = "H-02"


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    venue = make_venue(plugins=["reception", "childcare", "custody"])
    venue.register(*map(sample_application, range(3)))
    return venue


@pytest.fixture
def medium(venue):
    folder = venue.folder / "medium"
    folder.mkdir()
    return folder


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def answer(pilot, text):
    await type_text(pilot, str(text))
    await press(pilot, "enter")


async def confirm(pilot):
    await press(pilot, "y")


async def show_two(pilot, second=WITNESS):
    for person in (MANAGER, second):
        await answer(pilot, person)
        await answer(pilot, passphrase_of(person))


async def close_day(pilot):
    await press(pilot, "space")
    await answer(pilot, "0")
    await answer(pilot, "0")
    await press(pilot, "space")
    await confirm(pilot)
    await press(pilot, "space")
    await confirm(pilot)


async def hand_over(pilot, medium, second=WITNESS):
    await answer(pilot, medium)
    await confirm(pilot)
    await show_two(pilot, second)
    await wait_for_work(pilot)


def password_on(pilot):
    return re.search(r"\b([A-Z0-9]{4}(?:-[A-Z0-9]{4}){4})\b", read(pilot))[1]


def code_of(medium, password):
    path = medium / "hand-over-001" / "contents.xlsx"
    return MemorySealer().open_list(path.read_bytes(), password)[1][1]


async def test_a_day_is_closed_handed_over_received_and_erased(venue, medium, until):
    async with venue.run_app(start_at="closing") as pilot:
        await close_day(pilot)
        await press(pilot, "space")
        await hand_over(pilot, medium)
        password = password_on(pilot)
        await press(pilot, "escape")  # shown until somebody says that it is written down
        assert password_on(pilot) == password
        await confirm(pilot)
        assert "▶ 7 Receipt of the ward" in read(pilot)
        assert password not in read(pilot)
    async with venue.run_app(start_at="closing") as pilot:
        for code in ("ZZZZ-ZZZZ", code_of(medium, password)):
            assert "▶ 7 Receipt of the ward" in read(pilot)
            await press(pilot, "space")
            await answer(pilot, "R-12")
            await answer(pilot, code)
            await press(pilot, "enter")
        assert "▶ 8 Erased and certified" in read(pilot)
        record = venue.folder / "record"
        record.mkdir()
        for key in ("space", "1", "1", "2"):
            await press(pilot, key)
        await answer(pilot, record)
        await answer(pilot, "K7QM-2XRT")
        await show_two(pilot, second=MANAGER)
        assert "One person cannot confirm twice" in read(pilot)
        await show_two(pilot)
        await press(pilot, "space")  # the key that asked does not erase
        assert venue.event.joinpath("slots.bin").exists()
        await confirm(pilot)
        for slip in ("Opening slip", "Midday slip", "Closing slip"):
            await until(pilot, lambda slip=slip: slip in read(pilot))
            await press(pilot, "1")
        await until(pilot, lambda: "made-up applicant" in read(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "What to do now:" in read(pilot))
    assert not venue.event.joinpath("vault.db").exists()
    assert record.joinpath("erasure-certificate.json").exists()


async def test_one_person_twice_makes_no_package(venue, medium):
    async with venue.run_app(start_at="closing") as pilot:
        await close_day(pilot)
        await press(pilot, "space")
        await hand_over(pilot, medium, second=MANAGER)
        assert "One person cannot confirm twice" in read(pilot)
        assert pilot.app.opened.life_cycle.state() is State.CLOSED
    assert list(medium.iterdir()) == []


async def test_a_medium_that_is_not_there_makes_no_package(venue, medium):
    async with venue.run_app(start_at="closing") as pilot:
        await close_day(pilot)
        await press(pilot, "space")
        await hand_over(pilot, medium / "usb")
        assert "■" in read(pilot)
        assert "▶ 6 Handed over to the ward" in read(pilot)


async def test_a_lost_password_is_answered_by_a_new_package(venue, medium):
    other = venue.folder / "other"
    other.mkdir()
    async with venue.run_app(start_at="closing") as pilot:
        await close_day(pilot)
        await press(pilot, "space")
        await hand_over(pilot, medium)
        first = password_on(pilot)
        await confirm(pilot)
        await press(pilot, "f6")
        await hand_over(pilot, other)
        assert password_on(pilot) != first
        await confirm(pilot)
        assert "▶ 7 Receipt of the ward" in read(pilot)
