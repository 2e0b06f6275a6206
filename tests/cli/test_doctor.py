"""`kiosk doctor`: every row is told, and what is wrong has a next step."""

import dataclasses
import datetime as dt
import json

import cv2
import numpy as np
import pytest

from venue_kiosk.bootstrap.doctor import examine
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.doctor import tell_readiness
from venue_kiosk.domain.readiness import CODES
from venue_kiosk.i18n import in_language
from venue_kiosk.testing.stand_ins import FixedClock


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


def rows(installation, event=None):
    return {check.code: check for check in examine(installation, event)}


def set_camera(venue, source):
    file = venue.installation.config_file
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace('"off"', f'"{source}"'), encoding="utf-8")


def test_every_row_is_answered_for_programs_and_for_people(venue, capfdbinary):
    tell_readiness(venue.installation, venue.event, StreamAnswer(wants_json=True))
    answered = capfdbinary.readouterr()
    [line] = answered.out.splitlines()
    assert [row["code"] for row in json.loads(line)["checks"]] == list(CODES)
    words = answered.err.decode()
    assert "free space" in words
    assert "hand scanner" in words


def test_the_camera_is_tried_and_its_size_told(venue, tmp_path):
    film = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 15, (64, 48))
    writer.write(np.full((48, 64, 3), 90, np.uint8))
    writer.release()
    set_camera(venue, film)
    assert rows(venue.installation)["camera"].found == "64×48"


def test_a_missing_camera_is_a_warning_with_the_way_on(venue, capsys):
    set_camera(venue, "/dev/video63")
    tell_readiness(venue.installation, None, StreamAnswer(wants_json=False))
    assert "Hand scanner and numbers work without." in capsys.readouterr().err


def test_an_event_in_a_cloud_folder_is_not_ready(make_venue, tmp_path):
    venue = make_venue()
    cloud = tmp_path / "Dropbox" / "event"
    cloud.parent.mkdir()
    venue.event.rename(cloud)
    assert rows(venue.installation, cloud)["sync_folder"].state == "bad"
    assert tell_readiness(venue.installation, cloud, StreamAnswer(wants_json=False)) == 1


def test_broken_settings_are_a_row_and_not_the_end(venue, capsys):
    venue.installation.config_file.write_text("what = 1", encoding="utf-8")
    found = rows(venue.installation)
    assert found["settings"].state == "bad"
    assert "free_space" in found


def test_a_clock_that_was_set_back_is_found(venue):
    behind = FixedClock(dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=2))
    ahead = FixedClock(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=2))
    for clock, state in ((behind, "bad"), (ahead, "ok")):
        installation = dataclasses.replace(venue.installation, clock=clock)
        assert rows(installation, venue.event)["clock"].state == state
