"""Messages in English, so that a test can read them."""

import pytest

from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield
