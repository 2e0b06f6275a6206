"""Messages in English; notices are Japanese whatever the screen's language is."""

from collections.abc import Iterator

import pytest

from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def english_messages() -> Iterator[None]:
    with in_language("en"):
        yield
