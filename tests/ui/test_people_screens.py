"""The list of handlers on screen, one's own passphrase, and taking turns at a lane."""

import re

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Duty
from venue_kiosk.errors import SignInError
from venue_kiosk.testing import MANAGER, passphrase_of
from venue_kiosk.ui.screen_text import press, screen_text, settle, type_text

OWN = "asa neko mittsu ooakubi"


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


async def answer(pilot, *texts):
    for text in texts:
        await type_text(pilot, text)
        await press(pilot, "enter")


@pytest.mark.parametrize("duties", ["14", "１４"])  # Japanese input may be on
async def test_the_manager_adds_a_handler_and_sees_the_passphrase_once(venue, duties):
    async with venue.run_app(start_at="people") as pilot:
        await press(pilot, "a")
        await answer(pilot, "H-21")
        await press(pilot, "3")
        await answer(pilot, duties, "2026-11-01", "2026/11/02", "")
        await press(pilot, "2")
        await settle(pilot)
        passphrase = re.search(r"H-21 +((?:[a-z]{6} ){3}[a-z]{6})", screen_text(pilot.app))[1]
        await press(pilot, "enter")
        assert passphrase in screen_text(pilot.app)  # Enter alone does not end it
        await press(pilot, "y")
        shown = screen_text(pilot.app)
        assert passphrase not in shown
        assert "H-21" in shown
    with venue.open("H-03") as kiosk:
        consent = kiosk.authorisation.consent(Credential("H-21", passphrase))
    assert consent.role == "handler"
    assert consent.handler.duties == {Duty.RECEPTION, Duty.SURVEY}


async def test_a_wait_is_seen_and_cleared_and_an_account_is_ended(venue):
    async with venue.run_app(start_at="people") as pilot:
        kiosk = pilot.app.opened
        for _time in range(3):
            with pytest.raises(SignInError):
                kiosk.authorisation.consent(Credential("H-01", "wrong"))
        assert kiosk.people.waiting() == {"H-01": 3}
        await press(pilot, "u")
        assert kiosk.people.waiting() == {}
        for key in ("r", "n"):
            await press(pilot, key)
        assert venue.deeds("handler_revoked") == []  # asked first
        for key in ("r", "y", "n"):
            await press(pilot, key)
    assert venue.deeds("handler_revoked")[0]["why"] == "H-01"


@pytest.mark.parametrize("handler", ["H-03", "H-08"])
async def test_others_change_nothing_even_where_the_screen_lets_them(venue, handler):
    async with venue.run_app(handler, start_at="people") as pilot:
        if handler == "H-03":
            assert "H-01" not in screen_text(pilot.app)
            return
        assert "H-01" in screen_text(pilot.app)
        await press(pilot, "n")
        await press(pilot, "y")
        assert "■" in screen_text(pilot.app)
    assert venue.deeds("passphrase_issued") == []


async def test_somebody_chooses_a_passphrase_of_their_own(venue):
    async with venue.run_app("H-03", start_at="home") as pilot:
        await press(pilot, "f3")
        await answer(pilot, passphrase_of("H-03"), "short", "short")
        assert "■" in screen_text(pilot.app)
        await press(pilot, "escape")
        await press(pilot, "f3")
        await answer(pilot, passphrase_of("H-03"), OWN, OWN)
        assert OWN not in screen_text(pilot.app)
    assert [line["who"] for line in venue.deeds("passphrase_chosen")] == ["H-03"]


async def test_another_person_goes_on_at_the_same_lane(venue):
    async with venue.run_app(MANAGER) as pilot:
        lane = pilot.app.opened.lane
        await press(pilot, "f6")
        await answer(pilot, "H-01", "wrong words here")
        assert "■" in screen_text(pilot.app)
        await press(pilot, "f6")
        await answer(pilot, "H-07", passphrase_of("H-07"))
        assert (pilot.app.opened.handler.handler_id, pilot.app.opened.lane) == ("H-07", lane)
        assert "H-07" in screen_text(pilot.app)
    assert [line["who"] for line in venue.deeds("signed_in")] == [MANAGER, "H-07"]
    venue.open(lane=lane).close()  # the lane was given back


async def test_what_has_no_digit_of_its_own_is_opened_with_the_arrow_keys(make_venue):
    venue = make_venue()
    async with venue.run_app() as pilot:
        assert "・  取扱者の一覧" in screen_text(pilot.app)
        await press(pilot, "up", "enter")
        await settle(pilot)
        assert "A 加える C 担当と日付" in screen_text(pilot.app)
