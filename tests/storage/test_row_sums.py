"""Sums of rows: an old page in the place of a newer one shows, also after a crash."""

import random
import shutil
from contextlib import suppress

import pytest

from venue_kiosk.bootstrap import open_event
from venue_kiosk.bootstrap.rollback import accept_rollback
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.errors import VaultError, VaultRolledBackError
from venue_kiosk.storage.core_tables import CORE_MIGRATIONS
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.head_file import HeadFile
from venue_kiosk.storage.migrations import migrate
from venue_kiosk.storage.plugin_database import PluginDatabase
from venue_kiosk.storage.row_sums import ROW_SUMS, differing
from venue_kiosk.storage.sqlite_errors import StatementDeniedError
from venue_kiosk.testing import MANAGER, passphrase_of, sample_application

PAGE = 4096
TABLES = (
    "CREATE TABLE seen_numbered (id INTEGER PRIMARY KEY, word TEXT UNIQUE, raw BLOB, share REAL)",
    "CREATE TABLE seen_bare (word TEXT, many ANY) STRICT",
    "CREATE TABLE seen_keyed (a TEXT, b INTEGER, word TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
    "CREATE TABLE seen_child (of INTEGER REFERENCES seen_numbered ON DELETE CASCADE, word TEXT)",
)
CHANGES = (
    "INSERT INTO seen_numbered VALUES (:n, :word, x'00ff', :n / 7.0)",
    "INSERT OR IGNORE INTO seen_numbered (word) VALUES (:word)",
    "INSERT OR REPLACE INTO seen_numbered (id, word) VALUES (:n, :word)",
    "INSERT INTO seen_numbered (word) VALUES ('new ' || :n), (:word), (:word)",
    "INSERT INTO seen_numbered VALUES (:n, :word, 1, 2) ON CONFLICT (id) DO UPDATE SET share = :n",
    "UPDATE OR REPLACE seen_numbered SET word = :word WHERE id > :n",
    "UPDATE seen_numbered SET id = id + 100 WHERE id = :n",
    "DELETE FROM seen_numbered WHERE id % 5 = :n % 5",
    "INSERT INTO seen_bare VALUES (:word, :n), (:word, '1'), (:word, 1), (NULL, 1.0)",
    "UPDATE seen_bare SET many = NULL WHERE many = :n",
    "INSERT OR REPLACE INTO seen_keyed VALUES (:word, :n % 3, :word)",
    "UPDATE OR REPLACE seen_keyed SET b = 1 WHERE a > :word",
    "INSERT INTO seen_child SELECT id, :word FROM seen_numbered LIMIT 3",
    "DELETE FROM seen_child WHERE rowid = :n",
    "DELETE FROM seen_bare",
)


@pytest.fixture
def db(event, add_table):
    with event.database() as database:
        add_table(database, ";".join(TABLES))
        yield database


def test_whatever_changes_a_row_keeps_the_sums(db):
    dice = random.Random(3)
    rolled_back = [change_by_chance(db, dice) for _ in range(200)]
    assert 20 < sum(rolled_back) < 180
    assert all(
        db.query(f"SELECT 1 FROM {name} LIMIT 1") for name in ("seen_keyed", "seen_numbered")
    )


def change_by_chance(db, dice):
    values = {"n": dice.randrange(40), "word": f"word {dice.randrange(30)}"}
    changes, fails = dice.sample(CHANGES, 3), dice.random() < 0.2
    with suppress(InterruptedError), db.transaction():
        for sql in changes:
            with suppress(VaultError):  # a caller may go on after a refused row
                db.execute(sql, {name: each for name, each in values.items() if f":{name}" in sql})
        if fails:
            raise InterruptedError
    assert differing(db) == []
    return fails


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE seen_numbered SET share = 2 WHERE id = 1",
        "DELETE FROM seen_bare WHERE rowid = 1",
        "UPDATE seen_bare SET many = '1' WHERE rowid = 2",
        "INSERT INTO seen_keyed VALUES ('a', 9, NULL)",
        f"UPDATE {ROW_SUMS} SET sum = zeroblob(32) WHERE name = 'seen_bare'",
        f"DELETE FROM {ROW_SUMS} WHERE name = 'seen_keyed'",
        "CREATE TABLE seen_more (a TEXT)",
        "DROP TABLE seen_child",
    ],
)
def test_a_change_past_the_triggers_shows(event, db, sql):
    with db.transaction():
        db.execute("INSERT INTO seen_numbered VALUES (1, 'a', NULL, 1)")
        db.execute("INSERT INTO seen_bare VALUES ('a', 1), ('b', 1)")
    with Database.open(event.folder / "vault.db", event.key_to_search_for()) as past:
        past.define("core_row_sum", lambda total, *_row: total)
        with past.transaction():
            past.execute(sql)
    assert differing(db)


def test_a_table_that_grows_by_a_column_is_summed_with_it(event, db, nine):
    steps = (("table", ";".join(TABLES)), ("wider", "ALTER TABLE seen_bare ADD COLUMN note TEXT"))
    with db.transaction():
        db.execute("INSERT INTO seen_bare VALUES ('a', 1)")
    migrate(db, MigrationSet("seen", steps), at=nine)
    with db.transaction():
        db.execute("UPDATE seen_bare SET note = 'b'")
    assert differing(db) == []
    with Database.open(event.folder / "vault.db", event.key_to_search_for()) as past:
        past.define("core_row_sum", lambda total, *_row: total)
        with past.transaction():
            past.execute("UPDATE seen_bare SET note = 'c'")
    assert differing(db) == ["seen_bare"]


def test_a_plugins_own_change_is_summed_and_the_sums_are_out_of_its_reach(db):
    item = DataItem(
        owner="seen",
        item="word",
        whose="nobody",
        what="語",
        purpose="試験",
        basis="working",
        table="seen_keyed",
        columns=("a", "b"),
    )
    reach = PluginDatabase(db, "seen", [item])
    with reach.transaction():
        reach.execute("INSERT INTO seen_keyed (a, b) VALUES ('a', 1)")
        reach.execute("INSERT OR REPLACE INTO seen_keyed (a, b) VALUES ('a', 1)")
        reach.execute("UPDATE seen_keyed SET b = 2")
    assert differing(db) == []
    for name in ("core_row_sums_seen_keyed_insert", '"CORE_ROW_SUMS_X"'):
        with pytest.raises(StatementDeniedError):
            reach.query(f"WITH {name} AS (SELECT word FROM seen_keyed) SELECT * FROM {name}")


# -- pages put back after a crash ------------------------------------------------------------


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["intake", "reception", "childcare"])


def snapshot(venue, copy):
    with venue.look() as database:
        database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    ignored = shutil.ignore_patterns("*-shm", "lane-*")
    return shutil.copytree(venue.event, copy, ignore=ignored)


def page_of(venue, table):
    """Return the number of the one page of a small table."""
    [(page,)] = venue.query("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    return page


@pytest.fixture
def crash(venue, tmp_path):
    """An event as a power cut leaves it, an older database of it, and what lies on which page."""
    people = venue.register(*(sample_application(n) for n in range(6)))
    with venue.open() as kiosk:
        kiosk.head_counts.record(1, counted=0)
        kiosk.desk.check_in(venue.ticket_of(people[0].attendee_id))
        before = (snapshot(venue, tmp_path / "before") / "vault.db").read_bytes()
        kiosk.head_counts.record(1, counted=1)
        kiosk.desk.check_in(venue.ticket_of(people[1].attendee_id))
        cut = snapshot(venue, tmp_path / "cut")
    assert HeadFile(cut / "audit-head.bin").read().file_hash is None
    pages = {name: page_of(venue, name) for name in ("core_head_counts", ROW_SUMS)}
    now = (cut / "vault.db").read_bytes()
    changed = [
        at // PAGE + 1
        for at in range(0, len(before), PAGE)
        if now[at : at + PAGE] != before[at : at + PAGE]
    ]
    assert set(pages.values()) < set(changed)

    def put_back(*numbers):
        mixed = bytearray(now)
        for number in numbers:
            at = (number - 1) * PAGE
            mixed[at : at + PAGE] = before[at : at + PAGE]
        copy = shutil.copytree(cut, tmp_path / "-".join(map(str, ("put", *numbers))))
        (copy / "vault.db").write_bytes(mixed)
        return copy

    return put_back, pages, changed


def refusal(venue, event, handler=MANAGER):
    """Open and close; return what was refused, or nothing."""
    try:
        open_event(venue.installation, event, Credential(handler, passphrase_of(handler))).close()
    except VaultError as error:
        return error
    return None


def test_after_a_crash_an_old_page_of_a_table_without_an_index_is_refused_in_words(venue, crash):
    put_back, pages, _changed = crash
    assert refusal(venue, put_back()) is None
    for numbers in ([pages["core_head_counts"]], [pages[ROW_SUMS]], pages.values()):
        error = refusal(venue, put_back(*numbers), "H-03")
        assert isinstance(error, VaultRolledBackError), numbers
        assert not error.may_go_on
        assert "older" in error.message


def test_after_a_crash_no_set_of_old_pages_passes(venue, crash):
    put_back, pages, changed = crash
    dice = random.Random(5)
    sets = {(page,) for page in changed}
    sets |= {tuple(dice.sample(changed, dice.randrange(2, len(changed)))) for _ in range(12)}
    sets |= {(*pages.values(), page) for page in changed if page not in pages.values()}
    for numbers in [*sets, tuple(changed)]:
        assert refusal(venue, put_back(*numbers)) is not None, numbers


def test_the_manager_goes_on_with_the_old_page_and_is_not_asked_again(venue, crash):
    put_back, pages, _changed = crash
    event = put_back(pages["core_head_counts"])
    manager = Credential(MANAGER, passphrase_of(MANAGER))
    accept_rollback(venue.installation, event, manager, "disk_fault")
    assert refusal(venue, event, "H-03") is None
    with open_event(venue.installation, event, manager) as kiosk:
        assert kiosk.audit.verify().valid
        [line] = [
            each.line.members["n"]
            for each in kiosk.audit.lines()
            if each.line.act == "rollback_accepted"
        ]
    assert (line["kind_rows"], line["tables"]) == (1, 1)


def test_an_old_page_put_back_after_an_orderly_end_shows_even_when_the_head_file_is_made_to_fit(
    venue, crash
):
    put_back, pages, _changed = crash
    event = put_back(pages["core_head_counts"])
    (event / "vault.db-wal").unlink()
    head = HeadFile(event / "audit-head.bin")
    head.end(event / "vault.db")
    assert head.read().file_hash is not None
    assert isinstance(refusal(venue, event), VaultRolledBackError)


def test_the_auditors_check_names_the_table(venue):
    with venue.open() as kiosk:
        assert kiosk.audit.verify().valid
        with venue.look() as database, database.transaction():
            database.execute(f"UPDATE {ROW_SUMS} SET sum = zeroblob(32) WHERE name = 'core_event'")
        [problem] = kiosk.audit.verify().problems
    assert (problem.code, problem.member) == ("old_rows", "core_event")


def test_an_event_of_before_is_summed_when_it_is_opened(venue):
    older = tuple(name for name, _sql in CORE_MIGRATIONS.steps if name == "row_sums")
    with venue.look() as database, database.transaction():
        names = database.query("SELECT name FROM sqlite_master WHERE name GLOB 'core_row_sums_*'")
        for (name,) in names:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(f"DROP TABLE {ROW_SUMS}")
        database.execute("DELETE FROM core_migrations WHERE name = ?", older)
    assert refusal(venue, venue.event) is None
    with venue.look() as database:
        assert differing(database) == []
        known = {name for (name,) in database.query(f"SELECT name FROM {ROW_SUMS}")}
    assert {"core_attendees", "childcare_stays", "sqlite_master"} <= known
