"""Messages in English, so that a test can read them; a gathering, and a look at its board."""

import pytest

from tests.plugins.exchange.gatherings import Gathering
from venue_kiosk.i18n import in_language
from venue_kiosk.ui.screen_text import screen_text, settle


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def gathering(make_venue):
    return Gathering(make_venue)


@pytest.fixture
def shows(until):
    async def wait(pilot, words):
        await until(pilot, lambda: words in screen_text(pilot.app))
        await settle(pilot)

    return wait
