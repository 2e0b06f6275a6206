"""A slip's sheet lies under one name, and whole or not at all."""

import resource
from contextlib import contextmanager

import pytest

from venue_kiosk.cli.audit_papers import write_new
from venue_kiosk.errors import NotNowError
from venue_kiosk.services.slips import slip_file_name
from venue_kiosk.services.whole_file import write_whole


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


@contextmanager
def no_room():
    """Let no file grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_opening_slip_has_one_name_and_each_midday_slip_its_own():
    assert slip_file_name("001", "opening") == slip_file_name("001", "opening", 2)
    assert slip_file_name("001", "midday", 7) != slip_file_name("001", "midday", 9)


def test_a_sheet_the_disk_does_not_take_leaves_the_older_one_whole(venue, tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    path = folder / slip_file_name("001", "opening")
    with venue.open("H-08") as opened:
        slip = opened.audit.slips()[0]
        opened.audit.write_slip(slip, path)
        whole = path.read_bytes()
        with no_room(), pytest.raises(NotNowError):
            opened.audit.write_slip(slip, path)
    assert [(each.name, each.read_bytes()) for each in folder.iterdir()] == [(path.name, whole)]


def test_what_a_command_could_not_write_whole_is_not_there(tmp_path):
    with no_room(), pytest.raises(NotNowError):
        write_new(tmp_path / "audit-log.jsonl", bytes(1_000))
    assert list(tmp_path.iterdir()) == []


def test_a_half_file_left_for_everybody_to_read_is_not_written_into(tmp_path):
    left = tmp_path / "card.pdf.part"
    left.touch(mode=0o644)
    write_new(tmp_path / "card.pdf", b"card")
    assert (tmp_path / "card.pdf").stat().st_mode & 0o077 == 0
    assert not left.exists()


def test_a_file_that_the_disk_does_not_keep_gets_no_name(tmp_path, monkeypatch):
    def refuse(_descriptor):
        raise OSError(5, "見本")

    (tmp_path / "card.pdf").write_bytes(b"older")
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(NotNowError):
        write_whole(tmp_path / "card.pdf", b"newer")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [
        ("card.pdf", b"older")
    ]
