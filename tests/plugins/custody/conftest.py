"""An event that is only prepared, with custody's services, spoken to in English."""

import pytest

from plugins.custody.settings import codes_of
from plugins.custody.slip import SlipForm, Stage
from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["reception", "custody"], unlocked=False)


@pytest.fixture
def custody(venue):
    return venue.open().plugin("custody")


@pytest.fixture
def form(custody):
    """A slip that is right; tests change what they are about."""

    def make(**changes):
        usual = {
            "slip_no": "2026-01",
            "carrier": "H-03",
            "second": "H-02",
            "place": "みほん地域ホール",
            "laptop": "X13 / 5CD1",
            "ticks": tuple(codes_of(custody.settings.departure)),
        }
        return SlipForm(**(usual | changes))

    return make


@pytest.fixture
def at_venue(custody, form):
    """Bring the laptop to the venue with a slip."""

    def bring(**changes):
        custody.carrying.record(form(**changes))
        custody.carrying.enter(Stage.DEPARTED)
        custody.carrying.enter(Stage.ARRIVED)

    return bring


@pytest.fixture
def settle_preflight(custody):
    def settle():
        answers = dict.fromkeys(codes_of(custody.settings.preflight), "yes")
        custody.preflight.record(answers)

    return settle
