"""A disk that is full, or runs full, loses nothing that was stored."""

import os
import shutil
import subprocess

import pytest

from venue_kiosk.errors import (
    VaultError,
    VaultFullError,
)

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@needs_root
def test_a_full_disk_while_making_an_event_leaves_nothing_behind(small_disk, make_event):
    (small_disk / "filling").write_bytes(bytes(1_000_000))
    with pytest.raises(VaultFullError):
        make_event(small_disk / "event")
    assert [path.name for path in small_disk.iterdir()] == ["filling"]


@needs_root
def test_a_disk_that_runs_full_loses_nothing_that_was_stored(
    small_disk, make_event, open_event, add_table
):
    event = make_event(small_disk / "event")
    filling = small_disk / "filling"
    with event.database() as db:
        add_table(db, "CREATE TABLE seen_words (id INTEGER PRIMARY KEY, word TEXT) STRICT")
        free = shutil.disk_usage(small_disk).free
        filling.write_bytes(bytes(free - 100_000))
        stored = write_until_full(db)
        assert stored
        assert db.query("SELECT count(*) FROM seen_words") == [(stored,)]
        filling.unlink()
        with db.transaction():
            db.execute("INSERT INTO seen_words (word) VALUES ('last')")
    with open_event(event.folder).database() as db:
        assert db.query("SELECT count(*) FROM seen_words") == [(stored + 1,)]


def write_until_full(db):
    for stored in range(10_000):
        try:
            with db.transaction():
                db.execute("INSERT INTO seen_words (word) VALUES (?)", ("x" * 2_000,))
        except VaultFullError:
            return stored
    pytest.fail("the disk never became full")


@needs_root
def test_an_event_on_a_full_disk_is_told_so_or_opened(
    small_disk, make_event, open_event, add_table
):
    event = make_event(small_disk / "event")
    left = shutil.disk_usage(small_disk).free
    (small_disk / "filling").write_bytes(bytes(left))
    with pytest.raises(VaultError) as error:
        open_event(event.folder)
    assert "full" in error.value.message + error.value.hint
