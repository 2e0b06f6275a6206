"""A closed event to hand over."""

import pytest
from package import ClosedEvent

from venue_kiosk.i18n import in_language
from venue_kiosk.testing import sample_application

PEOPLE = (
    sample_application(1, name="𠮷田　髙子", phone="0312345678"),
    sample_application(2, name="=HYPERLINK(1)", furigana="えいちてぃ"),
    sample_application(3, name="渡邉　葛\U000e0100"),
)


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def closed(make_venue):
    """An event of three people, closed."""
    return ClosedEvent(make_venue(plugins=["childcare"]), *PEOPLE)
