"""Tables of several owners, brought up to date step by step."""

import pytest

from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.errors import VaultNewerError
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.durable import create_private
from venue_kiosk.storage.inventory import event_tables
from venue_kiosk.storage.migrations import migrate, refuse_newer

FIRST = ("first", "CREATE TABLE toys_lent (id INTEGER PRIMARY KEY, tag TEXT UNIQUE) STRICT;")
SECOND = (
    "second",
    """
    ALTER TABLE toys_lent ADD COLUMN note TEXT DEFAULT 'a;b';
    CREATE INDEX toys_by_note ON toys_lent (note); -- a comment; with a semicolon
    CREATE TRIGGER toys_loud AFTER INSERT ON toys_lent BEGIN
        UPDATE toys_lent SET note = upper(note); SELECT 1;
    END;
    INSERT INTO toys_lent (tag) VALUES ('one')
    """,
)
TOYS = MigrationSet("toys", (FIRST, SECOND))


@pytest.fixture
def db(bare):
    with bare() as database:
        yield database


def test_steps_are_applied_once_and_in_order(db, nine):
    assert migrate(db, MigrationSet("toys", (FIRST,)), at=nine) == ("first",)
    assert migrate(db, TOYS, at=nine) == ("second",)
    assert migrate(db, TOYS, at=nine) == ()
    assert db.query("SELECT tag, note FROM toys_lent") == [("one", "A;B")]
    assert db.query("SELECT owner, name, at FROM core_migrations") == [
        ("toys", "first", "2026-11-23T09:00:00+09:00"),
        ("toys", "second", "2026-11-23T09:00:00+09:00"),
    ]


def test_owners_do_not_see_each_others_steps_and_tables(db, nine):
    migrate(db, TOYS, at=nine)
    other = MigrationSet("toysmore", (("first", "CREATE TABLE toysmore_x (id INTEGER)"),))
    migrate(db, other, at=nine)
    assert tables_of(db, "toys") == ("toys_lent",)
    assert tables_of(db, "toysmore") == ("toysmore_x",)
    assert tables_of(db, "core") == ("core_migrations",)


def test_a_step_of_a_newer_version_stops_everything(db, nine):
    migrate(db, MigrationSet("toys", (*TOYS.steps, ("third", "SELECT 1"))), at=nine)
    with pytest.raises(VaultNewerError):
        refuse_newer(db, TOYS)
    added = MigrationSet("toys", (*TOYS.steps, ("fourth", "CREATE TABLE toys_x (id INTEGER)")))
    with pytest.raises(VaultNewerError):
        migrate(db, added, at=nine)
    assert tables_of(db, "toys") == ("toys_lent",)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other_x (id INTEGER)",
        "CREATE TABLE TOYS_X (id INTEGER)",
        "CREATE TABLE toys_x (id INTEGER); CREATE INDEX by_id ON toys_x (id)",
        "CREATE TEMP TABLE toys_x (id INTEGER)",
        "CREATE TABLE toys_x (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE INDEX toys_by ON core_migrations (at)",
        "CREATE TRIGGER toys_on AFTER INSERT ON core_migrations BEGIN SELECT 1; END",
        "CREATE VIEW spy AS SELECT 1",
        "ALTER TABLE core_migrations ADD COLUMN x TEXT",
        "DROP TABLE core_migrations",
    ],
)
def test_a_step_that_reaches_beyond_its_own_tables_leaves_no_trace(db, nine, sql):
    migrate(db, TOYS, at=nine)
    before = db.query("SELECT name, sql FROM sqlite_master")
    reaching = MigrationSet("toys", (*TOYS.steps, ("reach", sql)))
    with pytest.raises(ValueError, match="reaches beyond"):
        migrate(db, reaching, at=nine)
    assert db.query("SELECT name, sql FROM sqlite_master") == before
    assert migrate(db, TOYS, at=nine) == ()


def test_a_step_cut_off_at_any_statement_is_whole_or_absent_and_a_second_run_finishes(
    tmp_path, nine, faults
):
    for number, fault in enumerate(faults()):
        path = tmp_path / f"{number}.db"
        create_private(path, b"")
        with Database.open(path, bytes(32), before_statement=fault) as db:
            try:
                migrate(db, TOYS, at=nine)
            except faults.kind:
                recorded = steps_recorded(db)
                assert ("first" in recorded) == (tables_of(db, "toys") == ("toys_lent",))
                assert "second" not in recorded or db.query("SELECT note FROM toys_lent")
                migrate(db, TOYS, at=nine)
            fault.disarm()
            assert db.query("SELECT tag, note FROM toys_lent") == [("one", "A;B")]
    assert number > 10


def tables_of(db, owner):
    return tuple(sorted(name for name in event_tables(db) if name.startswith(f"{owner}_")))


def steps_recorded(db):
    if "core_migrations" not in tables_of(db, "core"):
        return set()
    return {name for (name,) in db.query("SELECT name FROM core_migrations")}


@pytest.mark.parametrize("owner", ["", "Toys", "to_ys", "2toys", "toys "])
def test_an_owner_must_be_able_to_be_a_prefix(owner):
    with pytest.raises(ValueError, match="owner"):
        MigrationSet(owner, ())


def test_two_steps_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="same name"):
        MigrationSet("toys", (FIRST, FIRST))
