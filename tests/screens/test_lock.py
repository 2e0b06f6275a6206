"""A kiosk that nobody watches: locked by key or by itself, and opened by its handler only."""

import pytest
from textual import events

from venue_kiosk.i18n import in_language
from venue_kiosk.testing import MANAGER, passphrase_of, sample_application
from venue_kiosk.ui.screen_text import press, scan, screen_text, settle, type_text

RECEPTION = "H-03"


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["reception"])


@pytest.fixture
def guest(venue):
    [person] = venue.register(sample_application(1, name="髙橋　花子"))
    return person


def at_the_desk(venue):
    return venue.run_app(RECEPTION, start_at="reception")


async def unlock(pilot, who, passphrase=None):
    await press(pilot, "shift+tab")
    pilot.app.screen.query_one("#lock-id").value = ""
    await type_text(pilot, who)
    await press(pilot, "enter")
    await type_text(pilot, passphrase or passphrase_of(who))
    await press(pilot, "enter")


async def test_the_lock_hides_the_desk_and_its_handler_goes_on_where_it_was(venue, guest):
    async with at_the_desk(venue) as pilot:
        await scan(pilot, venue.ticket_of(guest.attendee_id))
        before = screen_text(pilot.app)
        await press(pilot, "f11")
        words = screen_text(pilot.app)
        assert "■ Locked" in words
        assert guest.reception_no not in words
        assert "髙橋" not in words
        await type_text(pilot, passphrase_of(RECEPTION))
        await press(pilot, "enter")
        assert guest.reception_no in screen_text(pilot.app)
        assert before.splitlines()[0] == screen_text(pilot.app).splitlines()[0]
    acts = [line["act"] for line in venue.deeds("session_locked")]
    assert acts == ["session_locked"]
    assert venue.deeds("session_unlocked")[0]["who"] == RECEPTION


@pytest.mark.parametrize(
    "key", ["ctrl+q", "f10", "f9", "escape", "f4", "b", "ctrl+c", "ctrl+p", "pageup", "f11"]
)
async def test_no_key_quits_switches_or_copies_behind_the_lock(venue, key):
    async with at_the_desk(venue) as pilot:
        await press(pilot, "f11")
        await press(pilot, key)
        assert pilot.app.return_code is None
        assert "■ Locked" in screen_text(pilot.app)
        assert pilot.app.clipboard == ""


async def test_a_scan_is_answered_as_locked_and_never_made_up_for(venue, guest):
    async with at_the_desk(venue) as pilot:
        await press(pilot, "f11")
        await scan(pilot, venue.ticket_of(guest.attendee_id))
        assert "this code was not taken in" in " ".join(screen_text(pilot.app).split())
        await type_text(pilot, passphrase_of(RECEPTION))
        await press(pilot, "enter")
        await settle(pilot)
        assert "Locked" not in screen_text(pilot.app)
        assert pilot.app.opened.desk.counts().present == 0


async def test_a_pasted_code_is_not_taken_in_either(venue, guest):
    async with at_the_desk(venue) as pilot:
        await press(pilot, "f11")
        pilot.app.post_message(events.Paste(venue.ticket_of(guest.attendee_id)))
        await settle(pilot)
        assert "this code was not taken in" in " ".join(screen_text(pilot.app).split())
        assert pilot.app.opened.desk.counts().present == 0


async def test_nobody_at_work_for_five_minutes_locks(venue, guest):
    async with at_the_desk(venue) as pilot:
        venue.clock.tick(200)
        await scan(pilot, venue.ticket_of(guest.attendee_id))
        venue.clock.tick(200)
        await pilot.pause(1.1)
        assert "Locked" not in screen_text(pilot.app)
        venue.clock.tick(101)
        await pilot.pause(1.1)
        assert "■ Locked" in screen_text(pilot.app)
    assert venue.deeds("session_locked")[0]["why"] == "idle"


async def test_a_wrong_passphrase_and_a_colleague_are_told_what_to_do(venue):
    async with at_the_desk(venue) as pilot:
        await press(pilot, "f11")
        await type_text(pilot, "wrong")
        await press(pilot, "enter")
        assert "■ Locked" in screen_text(pilot.app)
        await unlock(pilot, "H-06")
        words = " ".join(screen_text(pilot.app).split())
        assert "locked by H-03" in words
        assert "or the handling manager" in words
    assert [line["who"] for line in venue.deeds("session_not_unlocked")] == [RECEPTION, "H-06"]


async def test_the_manager_ends_a_session_whose_handler_has_gone(venue):
    async with at_the_desk(venue) as pilot:
        await press(pilot, "f11")
        await unlock(pilot, MANAGER)
        assert "Handler id" in screen_text(pilot.app)
        assert "Locked" not in screen_text(pilot.app)
        await type_text(pilot, MANAGER)
        await press(pilot, "enter")
        await type_text(pilot, passphrase_of(MANAGER))
        await press(pilot, "enter")
        await pilot.pause(0.5)
        assert pilot.app.opened.handler.handler_id == MANAGER
    assert venue.deeds("session_ended")[0]["who"] == MANAGER


async def test_a_hall_display_stays_open(make_venue):
    venue = make_venue(plugins=["childcare"])
    async with venue.run_app("H-08", start_at="childcare-display") as pilot:
        venue.clock.tick(4000)
        await pilot.pause(1.1)
        assert "Locked" not in screen_text(pilot.app)
