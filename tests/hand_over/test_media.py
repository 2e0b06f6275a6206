"""Media that are full, protected or pulled out: a clear sentence, nothing half-written, no loss."""

import os
import shutil
import subprocess

import pytest

from venue_kiosk.bootstrap import read_label
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.errors import NotNowError, RefusedError
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


def test_what_an_interrupted_run_left_is_replaced_and_nothing_else(closed):
    own = closed.medium / f"hand-over-001-{read_label(closed.venue.event).event_id}.part"
    others = [
        closed.medium / "hand-over-001.part",
        closed.medium / f"hand-over-001-{'0' * 32}.part",
    ]
    for part in (own, *others):
        part.mkdir()
        (part / "list-01.xlsx").write_bytes(b"half")
    closed.make()
    assert not own.exists()
    assert all((part / "list-01.xlsx").read_bytes() == b"half" for part in others)


def test_a_folder_that_came_there_meanwhile_is_left_alone(closed, monkeypatch):
    """Another event with the same number was handed over onto the same medium at that moment."""
    theirs = closed.medium / "hand-over-001"
    create = package_folder.create_private

    def come_first(path, content):
        create(path, content)
        theirs.mkdir(exist_ok=True)
        (theirs / "list-01.xlsx").write_bytes(b"theirs")

    monkeypatch.setattr(package_folder, "create_private", come_first)
    with pytest.raises(RefusedError, match="lies there already"):
        closed.make()
    assert [path.name for path in closed.medium.iterdir()] == ["hand-over-001"]
    assert (theirs / "list-01.xlsx").read_bytes() == b"theirs"
    assert_nothing_happened(closed)


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
