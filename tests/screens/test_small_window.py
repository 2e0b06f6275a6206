"""A window too small for the desk says so, and the desk is there again once it is larger."""

import pytest

from venue_kiosk.testing import Venue
from venue_kiosk.ui.screen_text import screen_text, settle


async def test_a_tiny_terminal_is_told_what_size_it_needs(venue: Venue) -> None:
    async with venue.run_app(start_at="reception", size=(40, 12)) as pilot:
        assert "いまは 40×12" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "QRをかざしてください" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_the_desk_fits_the_usual_sizes(venue: Venue, size: tuple[int, int]) -> None:
    async with venue.run_app(start_at="reception", size=size) as pilot:
        shown = screen_text(pilot.app)
        assert "QRをかざしてください" in shown
        assert "さがす" in shown
