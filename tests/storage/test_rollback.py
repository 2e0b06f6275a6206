"""Rollback: what SQLCipher takes for a whole database, and the kiosk does not."""

import random
import shutil
from contextlib import contextmanager, suppress

import pytest

from venue_kiosk.bootstrap import open_event
from venue_kiosk.bootstrap.rollback import accept_rollback
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import (
    NotPermittedError,
    UsageError,
    VaultDamagedError,
    VaultError,
    VaultRolledBackError,
)
from venue_kiosk.storage.head_file import HeadFile
from venue_kiosk.testing import MANAGER, passphrase_of, sample_application

DESK = "H-03"
PAGE = 4096
PEOPLE = 12


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["intake", "reception"])


def check_in(venue, people):
    with venue.open(DESK) as kiosk:
        for person in people:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))


def opens(venue, event=None, handler=MANAGER):
    """Open and close; return what was refused, or nothing."""
    folder = event or venue.event
    credential = Credential(handler, passphrase_of(handler))
    try:
        open_event(venue.installation, folder, credential).close()
    except VaultRolledBackError as error:
        return error
    return None


def restore(venue, saved):
    shutil.copy(saved, venue.event / "vault.db")


@pytest.fixture
def day(venue, tmp_path):
    """An event closed in order after twelve arrivals, and its database after four of them."""
    people = venue.register(*(sample_application(n) for n in range(PEOPLE)))
    check_in(venue, people[:4])
    venue._vault = None
    saved = tmp_path / "earlier.db"
    shutil.copy(venue.event / "vault.db", saved)
    shutil.copy(venue.event / "audit-head.bin", tmp_path / "earlier.bin")
    check_in(venue, people[4:])
    return saved


@contextmanager
def cut_off(venue, people, copy):
    """Yield a copy of the folder as a power failure leaves it: with its write-ahead log."""
    with venue.open(DESK) as kiosk:
        for person in people:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        shutil.copytree(venue.event, copy, ignore=shutil.ignore_patterns("*-shm", "lane-*"))
    yield copy


def test_an_untouched_event_opens_again_and_again(venue, day):
    assert [opens(venue) for _ in range(3)] == [None, None, None]


def test_a_database_put_back_whole_is_refused_and_says_how_much_is_missing(venue, day):
    restore(venue, day)
    error = opens(venue, handler=DESK)
    assert error is not None
    assert not error.may_go_on
    assert "9" in error.message  # eight arrivals and who signed in


def test_a_single_other_page_from_before_is_refused_whichever_it_is(venue, day):
    now, before = (venue.event / "vault.db").read_bytes(), day.read_bytes()
    changed = [
        at for at in range(0, len(before), PAGE) if now[at : at + PAGE] != before[at : at + PAGE]
    ]
    assert len(changed) >= 3
    for at in changed:
        mixed = now[:at] + before[at : at + PAGE] + now[at + PAGE :]
        (venue.event / "vault.db").write_bytes(mixed)
        with suppress(VaultDamagedError):
            assert opens(venue) is not None
    (venue.event / "vault.db").write_bytes(now)
    assert opens(venue) is None


def test_after_a_power_failure_everything_is_there_and_nothing_is_refused(venue, tmp_path):
    people = venue.register(*(sample_application(n) for n in range(PEOPLE)))
    with cut_off(venue, people, tmp_path / "cut") as event:
        assert opens(venue, event) is None


def test_a_write_ahead_log_that_was_deleted_cut_or_altered_is_refused(venue, tmp_path):
    people = venue.register(*(sample_application(n) for n in range(PEOPLE)))
    dice = random.Random(7)
    with cut_off(venue, people, tmp_path / "cut") as event:
        whole = (event / "vault.db-wal").read_bytes()
        damaged = [b"", whole[: len(whole) // 2], whole[: -PAGE // 2]]
        for _ in range(20):
            at = dice.randrange(32, len(whole))
            damaged.append(
                whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :]
            )
        for number, wal in enumerate(damaged):
            copy = tmp_path / f"copy-{number}"
            shutil.copytree(event, copy)
            (copy / "vault.db-wal").write_bytes(wal)
            assert opens(venue, copy) is not None, number


def test_after_a_crash_an_old_page_of_the_log_or_of_the_check_ins_is_refused(venue, tmp_path):
    people = venue.register(*(sample_application(n) for n in range(40)))

    def snapshot(name):
        with venue.look() as database:
            database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        ignored = shutil.ignore_patterns("*-shm", "lane-*")
        return shutil.copytree(venue.event, tmp_path / name, ignore=ignored)

    with venue.open(DESK) as kiosk:
        for person in people[:15]:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        before = (snapshot("before") / "vault.db").read_bytes()
        for person in people[15:]:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        cut = snapshot("cut")
    assert HeadFile(cut / "audit-head.bin").read().file_hash is None
    now = (cut / "vault.db").read_bytes()
    assert opens(venue, shutil.copytree(cut, tmp_path / "whole")) is None
    for at in range(0, len(before), PAGE):
        if now[at : at + PAGE] != before[at : at + PAGE]:
            copy = shutil.copytree(cut, tmp_path / f"page-{at}")
            (copy / "vault.db").write_bytes(now[:at] + before[at : at + PAGE] + now[at + PAGE :])
            with suppress(VaultDamagedError):
                assert opens(venue, copy) is not None, at // PAGE


def test_a_crash_between_commit_and_remembering_is_no_rollback(venue, tmp_path):
    people = venue.register(*(sample_application(n) for n in range(3)))
    behind = tmp_path / "behind.bin"
    with venue.open(DESK) as kiosk:
        shutil.copy(venue.event / "audit-head.bin", behind)
        for person in people:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        ignored = shutil.ignore_patterns("*-shm", "lane-*")
        shutil.copytree(venue.event, tmp_path / "cut", ignore=ignored)
    shutil.copy(behind, tmp_path / "cut" / "audit-head.bin")
    assert opens(venue, tmp_path / "cut") is None


def test_a_torn_copy_of_the_head_leaves_the_other_one(venue, day):
    file = venue.event / "audit-head.bin"
    whole = file.read_bytes()
    for sector in (0, 512):
        for cut in (1, 20, 100):
            torn = bytearray(whole)
            torn[sector + cut : sector + 512] = bytes(512 - cut)
            file.write_bytes(bytes(torn))
            assert HeadFile(file).read() is not None
    file.write_bytes(whole)


def test_a_head_file_that_is_missing_or_damaged_is_told(venue, day):
    file = venue.event / "audit-head.bin"
    for content in (None, b"", bytes(1024)):
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
        error = opens(venue)
        assert error is not None
        assert error.may_go_on


def test_the_whole_folder_put_back_needs_the_paper(venue, day, tmp_path):
    with venue.open() as kiosk:
        slip = kiosk.audit.make_midday_slip()
    restore(venue, day)
    shutil.copy(tmp_path / "earlier.bin", venue.event / "audit-head.bin")
    assert opens(venue) is None
    from venue_kiosk.domain.audit_check import Anchor

    with venue.open() as kiosk:
        check = kiosk.audit.verify([Anchor(slip.count, slip.head)])
    assert [each.code for each in check.problems] == ["slip_differs"]


def test_only_the_manager_goes_on_and_only_with_a_reason_that_stays_in_the_log(venue, day):
    restore(venue, day)
    manager = Credential(MANAGER, passphrase_of(MANAGER))
    desk = Credential(DESK, passphrase_of(DESK))
    with pytest.raises(NotPermittedError):
        accept_rollback(venue.installation, venue.event, desk, "disk_fault")
    with pytest.raises(UsageError):
        accept_rollback(venue.installation, venue.event, manager, "because")
    assert opens(venue) is not None
    accept_rollback(venue.installation, venue.event, manager, "power_failure")
    assert [opens(venue, handler=who) for who in (DESK, MANAGER)] == [None, None]
    [line] = venue.deeds("rollback_accepted")
    assert (line["who"], line["why"]) == (MANAGER, "power_failure")
    assert line["n"]["known"] - line["n"]["found"] == 9  # eight arrivals and who signed in
    with venue.open() as kiosk:
        assert kiosk.audit.verify().valid


def test_what_was_accepted_once_is_not_asked_again_but_the_next_time_is(venue, day, tmp_path):
    manager = Credential(MANAGER, passphrase_of(MANAGER))
    with venue.look() as database, database.transaction():
        database.execute("DELETE FROM core_scans")
        database.execute("DELETE FROM core_check_ins WHERE check_in_id = 12")
    error = opens(venue)
    assert error is not None
    accept_rollback(venue.installation, venue.event, manager, "not_known")
    assert opens(venue, handler=DESK) is None
    saved = tmp_path / "later.db"
    shutil.copy(venue.event / "vault.db", saved)
    with venue.open() as kiosk:
        kiosk.audit.make_midday_slip()
    restore(venue, saved)
    assert opens(venue, handler=DESK) is not None


def test_a_refused_event_is_left_as_it_is(venue, day):
    restore(venue, day)
    before = {path.name: path.read_bytes() for path in venue.event.iterdir() if path.is_file()}
    assert opens(venue) is not None
    after = {path.name: path.read_bytes() for path in venue.event.iterdir() if path.is_file()}
    assert before == after


def test_other_vault_errors_stay_what_they_are(venue, day):
    (venue.event / "vault.db").write_bytes(bytes(PAGE * 4))
    with pytest.raises(VaultError) as raised:
        opens(venue)
    assert not isinstance(raised.value, VaultRolledBackError)
