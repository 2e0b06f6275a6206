"""What lies around an event: bad machines are called unsafe, unreadable ones not checkable."""

import pytest

from venue_kiosk.adapters.surroundings import MachineSurroundings
from venue_kiosk.adapters.volume import RawVolume, mount_of, mounts
from venue_kiosk.domain.needles import Search, compose_needles

ROOT_ON = "27 1 254:0 / / rw,relatime - {kind} {source} rw{options}\n"


@pytest.fixture
def machine(tmp_path):
    """A machine whose folders a test fills."""
    event = tmp_path / "data" / "event"
    event.mkdir(parents=True)
    for name in ("proc/sys/kernel", "sys/power", "home/Downloads", "tmp", "var/tmp"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mountinfo").write_text(
        ROOT_ON.format(kind="ext4", source="/dev/vda", options=""), "utf-8"
    )
    (tmp_path / "proc/swaps").write_text("Filename Type Size Used Priority\n")
    (tmp_path / "proc/sys/kernel/core_pattern").write_text("core\n")

    def look(folder=event):
        rows = MachineSurroundings(
            folder=folder,
            mounts=tmp_path / "mountinfo",
            system=tmp_path,
            home=tmp_path / "home",
            temp=tmp_path / "tmp",
        ).look()
        return {row.code: row.finding for row in rows}

    look.root = tmp_path
    look.event = event
    return look


def test_a_clean_machine_has_nothing(machine):
    found = machine()
    assert set(found.values()) <= {"none", "unsafe"}
    assert {code for code, finding in found.items() if finding != "none"} <= {"core_dumps"}


@pytest.mark.parametrize(
    ("kind", "options", "finding"),
    [
        ("ext4", "", "none"),
        ("xfs", "", "none"),
        ("fuseblk", "", "none"),
        ("btrfs", "", "unsafe"),
        ("zfs", "", "unsafe"),
        ("ext4", ",data=journal", "unsafe"),
        ("ext4", ",data=ordered", "none"),
    ],
)
def test_file_systems_that_keep_old_bytes_are_unsafe(machine, kind, options, finding):
    (machine.root / "mountinfo").write_text(
        ROOT_ON.format(kind=kind, source="/dev/vda", options=options)
    )
    assert machine()["file_system"] == finding


def test_a_mounted_snapshot_is_unsafe(machine):
    line = ROOT_ON.format(kind="ext4", source="/dev/mapper/vg-snapshot1", options="")
    with (machine.root / "mountinfo").open("a") as file:
        file.write(line.replace(" / / ", " / /mnt "))
    assert machine()["file_system"] == "unsafe"
    assert machine()["snapshots"] == "unsafe"


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - 見本区", "Google Drive", "Dropbox"])
def test_a_folder_that_is_synchronised_is_unsafe(machine, name):
    folder = machine.root / name / "event"
    folder.mkdir(parents=True)
    assert machine(folder)["sync_folder"] == "unsafe"
    assert machine()["sync_folder"] == "none"


def test_swap_and_hibernation_are_unsafe(machine):
    with (machine.root / "proc/swaps").open("a") as file:
        file.write("/dev/zram0 partition 1 0 100\n")
    (machine.root / "sys/power/state").write_text("freeze mem disk\n")
    (machine.root / "sys/power/resume").write_text("259:3\n")
    found = machine()
    assert found["hibernation"] == "unsafe"
    assert found["swap"] in {"unsafe", "none"}  # none only where this process has locked memory


def test_what_lies_around_is_found(machine):
    (machine.root / "tmp/etilqs_abc").write_bytes(b"x")
    (machine.root / "home/Downloads/KioskApp_1.svg").write_bytes(b"x")
    (machine.root / "var/lib/systemd/coredump").mkdir(parents=True)
    (machine.root / "var/lib/systemd/coredump/core.python3.1.zst").write_bytes(b"x")
    found = machine()
    assert (found["temp_files"], found["screenshots"], found["core_dumps"]) == ("found",) * 3


def test_what_the_system_does_not_tell_is_not_checkable(machine):
    (machine.root / "mountinfo").unlink()
    (machine.root / "proc/swaps").unlink()
    found = machine()
    assert (found["file_system"], found["swap"]) == (None, None)


def test_the_mount_with_the_longest_way_holds_a_folder(machine):
    with (machine.root / "mountinfo").open("a") as file:
        inner = str(machine.root / "data").replace(" ", "\\040")
        file.write(f"28 27 7:0 / {inner} rw - btrfs /dev/loop0 rw\n")
    found = mounts(machine.root / "mountinfo")
    assert mount_of(machine.event, found).file_system == "btrfs"
    assert machine()["file_system"] == "unsafe"


def test_a_volume_that_may_not_be_read_is_not_measured(tmp_path, monkeypatch):
    monkeypatch.setattr("venue_kiosk.adapters.volume.mounts", list)
    assert RawVolume(tmp_path).read_through(Search([]), lambda _done, _total: None) is None


def test_needles_are_found_in_every_encoding_and_across_blocks():
    text = "見本木　千代之助"
    needles = compose_needles(ward_canaries=[text], kiosk_canaries=[], marker=b"M" * 16,
                              data_key=bytes(range(32)))  # fmt: skip
    assert len(needles) == 12
    for shift in range(3):
        import base64

        stored = base64.b64encode(b"x" * shift + text.encode() + b"tail")
        search = Search(needles)
        search.feed(stored)
        assert search.hits[f"n0{7 + shift}"] == 1
    for needle in needles:
        stream = b"abc" + needle.octets + b"def" + needle.octets
        for cut in range(1, len(stream)):
            search = Search(needles)
            search.feed(stream[:cut])
            search.feed(stream[cut:])
            assert search.hits[needle.label] == 2
