"""The office clerk who gives places: draw, waitlist, withdrawals, at the keyboard alone."""

import pytest
from at_the_screen import SIZES, do, read

from venue_kiosk.api import Decision, NotNowError
from venue_kiosk.testing import sample_application
from venue_kiosk.ui.screen_text import press, type_text, wait_for_work


async def test_a_draw_is_asked_for_once_and_its_seed_is_shown(office, clerk):
    office.register(*(sample_application(n, decision=Decision.UNDECIDED) for n in range(4)))
    async with clerk() as pilot:
        assert "not decided 4" in read(pilot)
        await do(pilot, "f3")
        assert "Draw lots for 4 people" in read(pilot)
        assert "Free places: 200." in read(pilot)
        assert office.deeds("selection") == []
        await do(pilot, "y")
        [deed] = office.deeds("selection")
        assert "Accepted 4, waitlisted 0." in read(pilot)
        assert f"The draw began with {deed['n']['seed']};" in read(pilot)
        assert "accepted 4 196 free" in read(pilot)
        await do(pilot, "f3")
        assert "Nobody is waiting for a decision." in read(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_withdrawal_by_number_frees_the_place_for_the_waitlist(office, clerk, size):
    [first, waiting] = office.register(
        sample_application(1),
        sample_application(2, decision=Decision.WAITLISTED, waitlist_order=1),
    )
    async with clerk(size) as pilot:
        await do(pilot, "f5")
        await type_text(pilot, first.reception_no.replace("-", ""))
        await do(pilot, "enter")
        assert first.reception_no in read(pilot)
        assert "(accepted): record the" in read(pilot)
        await do(pilot, "y")
        assert f"{first.reception_no} has withdrawn." in read(pilot)
        await do(pilot, "f4", "y")
        assert "Promoted 1, still waiting 0." in read(pilot)
    assert office.query("SELECT decision FROM core_attendees ORDER BY attendee_id") == [
        ("withdrawn",),
        ("accepted",),
    ]
    assert waiting.decision is Decision.WAITLISTED


async def test_a_mistyped_reception_number_withdraws_nobody(office, clerk):
    [somebody] = office.register(sample_application(1))
    wrong = somebody.reception_no[:-1] + str((int(somebody.reception_no[-1]) + 1) % 10)
    async with clerk() as pilot:
        await do(pilot, "f5")
        await type_text(pilot, wrong)
        await do(pilot, "enter")
        assert "■ This is not a reception number." in read(pilot)
    assert office.deeds("withdrawal") == []


async def test_a_broken_disk_during_a_withdrawal_is_told_and_changes_nothing(office, clerk):
    [somebody] = office.register(sample_application(1))
    async with clerk() as pilot:
        await do(pilot, "f5")
        await type_text(pilot, somebody.reception_no)
        await do(pilot, "enter")

        def full(_sql):
            raise NotNowError("The disk is full.", "Make room.")

        office.before_statement = full
        await press(pilot, "y")
        office.before_statement = lambda _sql: None
        await wait_for_work(pilot)
        assert "■ The disk is full." in read(pilot)
    assert office.query("SELECT decision FROM core_attendees") == [("accepted",)]
