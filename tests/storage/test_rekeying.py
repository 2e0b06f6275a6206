"""Renewing the key: a copied disk opens nothing new, and no power cut locks the event."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import NotNowError, SignInError, VaultDamagedError
from venue_kiosk.storage import rekeying
from venue_kiosk.storage.lanes import take_lane
from venue_kiosk.storage.rekeying import renew_key
from venue_kiosk.storage.vault import Vault

TARO = Credential("H-02", "another long passphrase")
ROWS = 3_000

CHILD = """
import sys
from pathlib import Path
from venue_kiosk.adapters.system import SystemTokens
from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage.rekeying import renew_key
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.vault import Vault

folder, passphrase = Path(sys.argv[1]), sys.argv[2]
tokens, cheap = SystemTokens(), Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)
own = Credential("H-01", passphrase)
vault = Vault.open(folder, own, tokens=tokens, parameters=cheap)
with vault.database() as database:
    print("ready", flush=True)
    renew_key(vault, database, own, tokens=tokens, lane="A")
print("done", flush=True)
"""


@pytest.fixture
def full_event(event, add_table):
    event.write_slot(1, TARO)
    rows = [(n, f"row {n} " * 9) for n in range(ROWS)]
    with event.database() as database:
        add_table(database, "CREATE TABLE seen_rows (n INTEGER PRIMARY KEY, text TEXT)")
        with database.transaction(), database.staged(rows) as staged:
            database.execute(f"INSERT INTO seen_rows SELECT * FROM {staged}")
    return event


def renew(event, own, tokens):
    with event.database() as database:
        renew_key(event, database, own, tokens=tokens, lane="A")


def count(vault):
    with vault.database() as database:
        assert database.query("PRAGMA integrity_check") == [("ok",)]
        return database.query("SELECT count(*) FROM seen_rows")[0][0]


def test_after_renewing_only_the_one_who_did_it_opens(full_event, open_event, hanako, tokens):
    former = full_event.key_to_search_for()
    renew(full_event, hanako, tokens)
    assert full_event.key_to_search_for() != former
    vault = open_event(full_event.folder)
    assert count(vault) == ROWS
    assert not vault.renewal_was_cut_off
    with pytest.raises(SignInError):
        open_event(full_event.folder, TARO)
    assert [holder.user_id for holder in vault.slots.holders()] == ["H-01"]


def test_a_copy_of_the_former_slots_opens_nothing(full_event, open_event, hanako, tokens, tmp_path):
    copied = tmp_path / "copied-slots.bin"
    shutil.copyfile(full_event.folder / "slots.bin", copied)
    renew(full_event, hanako, tokens)
    shutil.copyfile(copied, full_event.folder / "slots.bin")
    with pytest.raises(VaultDamagedError):
        open_event(full_event.folder, TARO)


def test_another_open_lane_or_a_wrong_passphrase_changes_nothing(
    full_event, open_event, hanako, tokens
):
    with take_lane(full_event.folder, "B"), pytest.raises(NotNowError):
        renew(full_event, hanako, tokens)
    with pytest.raises(SignInError):
        renew(full_event, Credential("H-01", "wrong"), tokens)
    assert count(open_event(full_event.folder, TARO)) == ROWS


@pytest.mark.parametrize("step", ["rekey", "adopt", "keep_one_slot"])
def test_cut_off_at_any_step_the_same_passphrase_opens_and_ends_it(
    full_event, open_event, hanako, tokens, monkeypatch, step
):
    class CutError(Exception):
        pass

    def cut(*_arguments):
        raise CutError

    with monkeypatch.context() as patch, full_event.database() as database:
        places = {"rekey": database, "adopt": full_event, "keep_one_slot": rekeying}
        patch.setattr(places[step], step, cut)
        with pytest.raises(CutError):
            renew_key(full_event, database, hanako, tokens=tokens, lane="A")
    if step != "rekey":  # the database has its new key, others cannot know it yet
        with pytest.raises(NotNowError) as refusal:
            open_event(full_event.folder, TARO)
        assert "renewed" in refusal.value.hint
    vault = open_event(full_event.folder)
    assert vault.renewal_was_cut_off
    assert count(vault) == ROWS
    assert not open_event(full_event.folder).renewal_was_cut_off


def test_a_process_killed_while_it_renews_leaves_an_event_that_opens(
    full_event, open_event, hanako
):
    folder = full_event.folder
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    for kill_after in (0.0, 0.01, 0.02, 0.04, 0.08, 0.16):
        command = [sys.executable, "-c", CHILD, str(folder), hanako.passphrase]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(kill_after)  # where it is then does not matter: it must open from anywhere
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert count(open_event(folder)) == ROWS
        assert len([each for each in full_event.slots.holders() if each.user_id == "H-01"]) == 1


def test_the_twin_slot_makes_no_way_around_the_passphrase(full_event, open_event, hanako, tokens):
    full_event.slots.write(5, hanako, key=bytes(32), beside=True)
    with pytest.raises(SignInError):
        open_event(full_event.folder, Credential("H-01", "wrong"))
    assert isinstance(open_event(full_event.folder), Vault)
    assert full_event.slots.free_slot() == 2
