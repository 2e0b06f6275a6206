"""A venue with the childcare plugin, spoken to in English."""

import pytest
from childcare_room import Room

from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["childcare"])


@pytest.fixture
def room(venue):
    """A prepared desk: four carers, thirty tags, ten places."""
    room = Room(venue)
    room.prepare()
    return room


@pytest.fixture
def second(room):
    """Another carer who has proven who they are: the manager."""
    from venue_kiosk.testing import MANAGER, passphrase_of

    return room.living.kiosk.verify_handler(MANAGER, passphrase_of(MANAGER))
