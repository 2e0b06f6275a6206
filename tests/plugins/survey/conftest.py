"""Survey tests read English words; files in Japanese are asked for by name."""

import pytest

from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield
