"""``kiosk close …`` in processes of its own."""

import datetime as dt

import pytest

from tests.laptop import Laptop, programme_of_today


@pytest.fixture
def laptop(make_venue):
    now = dt.datetime.now().astimezone()
    return Laptop(make_venue(plugins=["custody"], now=now, programme=programme_of_today()))


def missing(ran):
    return [(each["code"], each["who"]) for step in ran.object["steps"] for each in step["missing"]]


def test_a_day_closes_by_commands_alone(laptop):
    close = laptop.on_event
    status = close("close status", "--json")
    assert (status.code, missing(status)) == (3, [("not_counted", "reception")])
    early = close("close day", "--lang", "en")
    assert (early.code, "without a hand count" in early.err) == (3, True)
    assert close("close count", "1", "--heads", "2", "--json").object["settled"] is False
    assert close("close count", "1", "--heads", "2", "--why", "came_late").code == 0
    assert close("close count", "2", "--heads", "0", "--why", "not_held").code == 0
    assert close("close hold", "W-1", "--json").object == {"state": "open", "hold": "W-1"}
    assert close("close day").code == 3
    assert close("close release", " ").code == 2
    assert close("close release", "W-2").code == 0
    assert close("close day", "--json").object == {"state": "closed", "hold": None}
    assert close("close day").code == 3
    assert close("close status").code == 0


def test_an_open_lane_is_told_before_the_day_can_be_closed(laptop):
    with laptop.venue.open("H-03"):
        status = laptop.on_event("close status", "--json")
    assert ("lanes_open", "reception") in missing(status)
