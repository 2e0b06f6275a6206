"""The command on an event of a test's own, or on one that many tests only ask."""

import pytest

from tests.cli.command import Command
from venue_kiosk.testing import Venue


@pytest.fixture
def kiosk(make_venue):
    return Command(make_venue())


@pytest.fixture(scope="session")
def shared_kiosk(tmp_path_factory):
    """For tests that change nothing in the event."""
    with Venue(tmp_path_factory.mktemp("command") / "venue") as venue:
        yield Command(venue)
