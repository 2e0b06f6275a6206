"""The key file's slots given up one by one, and all at once."""

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import SignInError, VaultDamagedError
from venue_kiosk.storage.key_slots import KeySlotFile
from venue_kiosk.storage.slots import SlotFile

KEY = bytes(range(100, 132))
TARO = Credential("H-02", "another long passphrase")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "slots.bin"


@pytest.fixture
def slots(path, tokens, cheap, hanako):
    file = SlotFile.create(path, tokens=tokens, parameters=cheap)
    file.write(0, hanako, key=KEY)
    file.write(4, TARO, key=KEY)
    return file


def test_after_destruction_nobody_opens_and_no_marker_is_left(slots, path, tokens, hanako):
    before, inode = path.read_bytes(), path.stat().st_ino
    for _again in range(2):  # cut off and taken up again, it does the same
        done = KeySlotFile(path, marker=before[:16], tokens=tokens).destroy()
        assert (done.total, done.overwritten) == (128, 128)
        if done.read_back is not None:  # a memory file system cannot be read past the cache
            assert (done.read_back, done.markers_left) == (128, 0)
    after = path.read_bytes()
    assert path.stat().st_ino == inode  # in place: no older file is left behind
    assert len(after) == len(before)
    assert before[:16] not in after
    with pytest.raises(VaultDamagedError):
        slots.open(hanako)


def test_a_cleared_slot_opens_for_nobody_and_looks_unused(slots, path, hanako):
    slots.clear(4)
    with pytest.raises(SignInError):
        slots.open(TARO)
    assert slots.open(hanako) == KEY
    assert [holder.slot_no for holder in slots.holders()] == [0]
    assert slots.free_slot() == 1
    assert b"H-02" not in path.read_bytes()
