"""The manager who makes reports at the keyboard."""

import pytest

from venue_kiosk.ui.screen_text import press, screen_text


@pytest.fixture
def manager(make_venue):
    return make_venue(plugins=["custody", "report"])


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_one_key_makes_a_report_and_says_where_it_is(manager, size):
    async with manager.run_app(start_at="report", size=size) as pilot:
        assert "実績報告書" in read(pilot)
        assert "集計の数" in read(pilot)
        await press(pilot, "1")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "作りました" in read(pilot)
    out = manager.event.with_name("event-reports") / "report-performance.pdf"
    assert out.read_bytes().startswith(b"%PDF-")


async def test_what_is_not_there_yet_is_said_with_the_next_step(manager):
    async with manager.run_app(start_at="report") as pilot:
        await press(pilot, "4")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "まだ印刷するものがありません" in read(pilot)
        await press(pilot, "9")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "■" in read(pilot)


async def test_a_handler_does_not_see_the_screen_of_reports(manager):
    async with manager.run_app("H-03") as pilot:
        assert "報告書" not in read(pilot)
