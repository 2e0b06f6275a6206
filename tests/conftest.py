"""What every test may ask for: the language of the assertions, and a whole kiosk."""

import pytest

from venue_kiosk.testing import Venue


@pytest.fixture
def make_venue(tmp_path):
    """Make an event as ``Venue`` does, in a folder of the test's."""
    made = []

    def make(**options):
        venue = Venue(tmp_path / f"venue-{len(made) + 1}", **options)
        made.append(venue)
        return venue

    yield make
    for venue in made:
        venue.close()


@pytest.fixture
def venue(make_venue):
    """An event with every plugin that the settings list."""
    return make_venue()
