"""Media that are full, protected or pulled out: a clear sentence, nothing half-written, no loss."""

import os
import shutil
import subprocess

import pytest

from venue_kiosk.domain.life_cycle import State
from venue_kiosk.errors import NotNowError
from venue_kiosk.storage import package_folder
from venue_kiosk.storage.package_folder import PackageFolder

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def mounted(closed):
    """Mount a small file system on the medium; ``options`` are those of tmpfs."""
    done = []

    def mount(options):
        mounting = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(closed.medium)]
        if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
            pytest.skip("no small disk can be mounted here")
        done.append(closed.medium)
        return closed

    yield mount
    for place in done:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def assert_nothing_happened(closed):
    assert closed.opened.life_cycle.state() is State.CLOSED
    assert closed.opened.hand_over.package() is None
    assert closed.venue.deeds("package_password_issued") == []
    assert closed.venue.query("SELECT COUNT(*) FROM core_attendees") == [(3,)]


@needs_root
def test_a_full_medium_takes_nothing(mounted):
    closed = mounted("size=20k")
    with pytest.raises(NotNowError, match="full"):
        closed.make()
    assert closed.names() == []
    assert_nothing_happened(closed)


@needs_root
def test_a_write_protected_medium_takes_nothing(mounted):
    closed = mounted("size=1m,ro")
    with pytest.raises(NotNowError, match="write-protected"):
        closed.make()
    assert closed.names() == []
    assert_nothing_happened(closed)


def test_a_medium_pulled_out_in_the_middle_takes_nothing_and_the_next_one_everything(
    closed, monkeypatch
):
    written = []
    create = package_folder.create_private

    def pull_out(path, content):
        written.append(path)
        if len(written) == 2:
            shutil.rmtree(closed.medium)
        create(path, content)

    monkeypatch.setattr(package_folder, "create_private", pull_out)
    with pytest.raises(NotNowError, match="not there any more"):
        closed.make()
    assert_nothing_happened(closed)
    monkeypatch.setattr(package_folder, "create_private", create)
    closed.medium.mkdir()
    closed.make()
    assert closed.opened.life_cycle.state() is State.HANDED_OVER


def test_a_medium_that_gives_other_bytes_back_is_not_believed(closed, monkeypatch):
    write = PackageFolder.write

    def garble(place, files):
        back = dict(write(place, files))
        back["list-01.xlsx"] = back["list-01.xlsx"][:-1] + b"?"
        return back

    monkeypatch.setattr(PackageFolder, "write", garble)
    with pytest.raises(Exception, match="not what was put in"):
        closed.make()
    assert closed.names() == []
    assert_nothing_happened(closed)


def test_what_an_interrupted_run_left_is_replaced(closed):
    part = closed.medium / "hand-over-001.part"
    part.mkdir()
    (part / "list-01.xlsx").write_bytes(b"half")
    closed.make()
    assert not part.exists()


def test_a_vault_that_cannot_record_leaves_no_package_behind(closed):
    def break_down(sql):
        if "core_packages" in sql and "INSERT" in sql:
            raise OSError(28, "full")

    closed.venue.before_statement = break_down
    with pytest.raises(OSError, match="full"):
        closed.make()
    closed.venue.before_statement = lambda _sql: None
    assert closed.names() == []
    assert_nothing_happened(closed)
