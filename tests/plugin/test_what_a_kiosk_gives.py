"""What a plugin gets beside the register: secrets, settings and counts of its own."""

import datetime as dt

import msgspec
import pytest

from venue_kiosk.api import ConfigError, Decision
from venue_kiosk.storage.keys import seal
from venue_kiosk.testing import compose_programme, sample_application


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    places: int


@pytest.fixture
def given(venue):
    """What the reception plugin was opened with; any plugin gets the same."""
    return venue.open().plugin("reception").kiosk


def test_a_seal_is_the_same_after_opening_again_and_another_for_every_text(venue, given):
    again = venue.open().plugin("reception").kiosk
    assert given.seal("tag 7") == again.seal("tag 7") != given.seal("tag 8")


def test_two_plugins_never_share_a_seal(venue, given):
    venue.query("SELECT 1")
    with venue._vault.database() as database:
        assert seal(database, "reception", "7") == given.seal("7")
        assert seal(database, "notice", "7") != given.seal("7")


def test_settings_are_read_strictly_and_complaints_name_the_file(venue, given):
    file = venue.installation.config_folder / "reception.toml"
    with pytest.raises(ConfigError) as missing:
        given.read_settings(Wanted)
    assert "reception.toml" in missing.value.message
    file.write_text("places = 10\nplaecs = 9\n", encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        given.read_settings(Wanted)
    assert "plaecs" in wrong.value.message
    file.write_text("places = 10\n", encoding="utf-8")
    assert given.read_settings(Wanted).places == 10


def test_childcare_is_counted_for_the_accepted_of_one_session(make_venue):
    programme = compose_programme(kind="course", sessions=2)
    venue = make_venue(programme=programme, now=dt.datetime(2026, 11, 24, 13).astimezone())
    venue.register(
        sample_application(1, childcare_wanted=True),
        sample_application(2, childcare_wanted=True, preferred_sessions=(2,)),
        sample_application(3, childcare_wanted=True, decision=Decision.NOT_SELECTED),
        sample_application(4),
    )
    register = venue.open("H-06").register
    assert register.count_childcare_wanted(1) == 1
    assert register.count_childcare_wanted(2) == 2
