"""Event folders: made whole or not at all, and what is said about damaged ones."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.errors import (
    RefusedError,
    SignInError,
    UsageError,
    VaultDamagedError,
    VaultError,
    VaultNewerError,
    VaultReadOnlyError,
)
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS, CORE_MIGRATIONS
from venue_kiosk.storage.event_file import read_event_label
from venue_kiosk.storage.inventory import event_tables
from venue_kiosk.storage.migrations import migrate
from venue_kiosk.storage.vault import Vault

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def folder(event):
    return event.folder


def test_an_event_is_opened_again_with_its_first_handler(event, open_event):
    with event.database() as db, db.transaction():
        db.execute("INSERT INTO core_event (name, content) VALUES ('a', 'b')")
    again = open_event(event.folder)
    assert again.label == event.label
    with again.database() as db:
        assert db.query("SELECT content FROM core_event WHERE name = 'a'") == [("b",)]


def test_an_event_is_private_and_shows_only_its_label(folder, hanako):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = {path.name: path for path in folder.iterdir()}
    assert set(files) == {"event.json", "slots.bin", "vault.db", "audit-head.bin"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    label = json.loads(files["event.json"].read_text("utf-8"))
    event_id = label.pop("event_id")
    assert label == {
        "format": "venue-event/1",
        "title": "シンポジウム",
        "sample": True,
        "key_card": False,
    }
    assert len(bytes.fromhex(event_id)) == 16
    for path in files.values():
        assert hanako.passphrase.encode() not in path.read_bytes()


def test_every_table_of_a_new_event_is_declared(event):
    with event.database() as db:
        assert set(event_tables(db)) == {item.table for item in CORE_DATA_ITEMS}


def test_two_events_share_no_secret(make_event, open_event, tmp_path, hanako):
    one, other = make_event(tmp_path / "one"), make_event(tmp_path / "other")
    shutil.copy(one.folder / "slots.bin", other.folder / "slots.bin")
    with pytest.raises(VaultDamagedError):
        open_event(other.folder)


def test_more_handlers_can_be_let_in(event, open_event):
    taro = Credential("H-02", "another long passphrase")
    with pytest.raises(SignInError):
        open_event(event.folder, taro)
    event.write_slot(1, taro)
    assert open_event(event.folder, taro).label == event.label


def test_a_wrong_passphrase_is_refused(folder, open_event):
    with pytest.raises(SignInError):
        open_event(folder, Credential("H-01", "wrong"))


def test_a_folder_with_something_in_it_is_never_touched(tmp_path, make_event):
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("keep")
    for target in (taken, taken / "letter.txt"):
        with pytest.raises(RefusedError):
            make_event(target)
    assert (taken / "letter.txt").read_text() == "keep"
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_an_empty_folder_becomes_the_event(tmp_path, make_event, open_event):
    (tmp_path / "empty").mkdir()
    make_event(tmp_path / "empty")
    assert open_event(tmp_path / "empty").label.sample


def test_a_missing_parent_folder_is_named(tmp_path, make_event):
    with pytest.raises(UsageError):
        make_event(tmp_path / "none" / "event")


def test_what_prepare_stores_is_part_of_the_new_event(tmp_path, make_event, open_event):
    def prepare(vault):
        with vault.database() as db, db.transaction():
            db.execute("INSERT INTO core_event (name, content) VALUES ('programme', 'x')")

    make_event(prepare=prepare)
    with open_event(tmp_path / "event").database() as db:
        assert db.query("SELECT name FROM core_event") == [("programme",)]


def test_a_failure_while_making_an_event_leaves_nothing_behind(tmp_path, make_event):
    def prepare(_vault):
        raise UsageError("no", "no")

    with pytest.raises(UsageError):
        make_event(prepare=prepare)
    assert list(tmp_path.iterdir()) == []
    make_event()


def test_an_event_whose_making_was_cut_off_is_refused_by_name(tmp_path, open_event, make_event):
    script = (
        "import datetime as dt, os, sys, pathlib\n"
        "from venue_kiosk.adapters.system import SystemTokens\n"
        "from venue_kiosk.domain.credential import Credential\n"
        "from venue_kiosk.storage.vault import Vault\n"
        "Vault.create(pathlib.Path(sys.argv[1]), Credential('H-01', 'x'), title='x', sample=True,\n"
        "    at=dt.datetime.now(dt.UTC), tokens=SystemTokens(), prepare=lambda _: os._exit(9))\n"
    )
    event = tmp_path / "event"
    assert subprocess.run([sys.executable, "-c", script, event], check=False).returncode == 9
    assert not event.exists()
    with pytest.raises(RefusedError) as making:
        make_event(event)
    for target in (event, tmp_path / ".event.unfinished"):
        with pytest.raises(VaultError) as opening:
            open_event(target)
        assert "interrupted" in opening.value.message
        assert ".event.unfinished" in opening.value.hint
        assert making.value.hint == opening.value.hint


def cut_in_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "vault.db").unlink(),
        lambda folder: (folder / "vault.db").write_bytes(b"rubbish" * 5_000),
        lambda folder: (folder / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(8_176)),
        lambda folder: cut_in_half(folder / "vault.db"),
        lambda folder: (folder / "slots.bin").unlink(),
        lambda folder: cut_in_half(folder / "slots.bin"),
        lambda folder: (folder / "slots.bin").write_bytes(bytes(65_536)),
        lambda folder: (folder / "event.json").write_text("{"),
        lambda folder: (folder / "event.json").write_text("[]"),
        lambda folder: (folder / "event.json").write_bytes(b"\xff\xfe"),
        lambda folder: (folder / "event.json").write_text('{"format": "other/1"}'),
        lambda folder: (folder / "event.json").write_text('{"format": "venue-event/1"}'),
    ],
)
def test_damage_is_told_as_damage(folder, open_event, damage):
    damage(folder)
    with pytest.raises(VaultDamagedError) as error:
        open_event(folder)
    assert error.value.hint


def test_one_flipped_bit_in_any_page_of_the_database_is_found_at_opening(folder, open_event):
    database = folder / "vault.db"
    whole = database.read_bytes()
    for page_at in range(0, len(whole), 4_096):
        content = bytearray(whole)
        content[page_at + 1_234] ^= 1
        database.write_bytes(content)
        with pytest.raises(VaultDamagedError):
            open_event(folder)
    assert len(whole) > 10 * 4_096


def test_an_emptied_database_is_not_made_anew(folder, open_event):
    (folder / "vault.db").write_bytes(b"")
    with pytest.raises(VaultDamagedError):
        open_event(folder)
    assert (folder / "vault.db").read_bytes() == b""


@pytest.mark.parametrize("name", ["missing", "plain", "a file"])
def test_what_is_no_event_is_told_so(tmp_path, open_event, name):
    (tmp_path / "plain").mkdir()
    (tmp_path / "a file").write_text("x")
    with pytest.raises(UsageError, match=name):
        open_event(tmp_path / name)


def test_an_event_of_a_newer_format_is_not_touched(folder, open_event):
    label = json.loads((folder / "event.json").read_text("utf-8"))
    label |= {"format": "venue-event/2", "colour": "blue"}
    (folder / "event.json").write_text(json.dumps(label))
    with pytest.raises(VaultNewerError):
        open_event(folder)
    with pytest.raises(VaultNewerError):
        read_event_label(folder)


def test_an_event_with_newer_tables_is_not_opened(event, open_event, nine):
    newer = MigrationSet("core", (*CORE_MIGRATIONS.steps, ("later", "SELECT 1")))
    with event.database() as db:
        migrate(db, newer, at=nine)
    with pytest.raises(VaultNewerError):
        open_event(event.folder)


def test_a_title_that_could_not_be_read_again_is_refused(tmp_path, tokens, hanako, nine):
    for title in ("", "x" * 201):
        with pytest.raises(ValueError, match="title"):
            Vault.create(tmp_path / "e", hanako, title=title, sample=True, at=nine, tokens=tokens)
    assert list(tmp_path.iterdir()) == []


def test_a_write_protected_event_is_told_before_anybody_signs_in(make_event, open_event, tmp_path):
    folder = make_event().folder
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # root may write everywhere but on a read-only disk
        mounting = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
        if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
            pytest.skip("neither permissions nor mounts can protect a folder here")
    try:
        with pytest.raises(VaultReadOnlyError):
            open_event(folder, Credential("H-01", "wrong"))
    finally:
        subprocess.run(["umount", str(folder)], check=False, capture_output=True)
        folder.chmod(0o700)


def test_relative_paths_work(tmp_path, make_event, open_event, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_event(Path("event"))
    assert open_event(Path("event")).folder == tmp_path / "event"
