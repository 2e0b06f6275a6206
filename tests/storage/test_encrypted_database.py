"""The connection: how it is opened, what it refuses, what it says when something breaks."""

import sqlite3
import threading
from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from venue_kiosk.errors import (
    KioskError,
    UsageError,
    VaultBusyError,
    VaultDamagedError,
    VaultError,
    VaultFullError,
    VaultReadOnlyError,
)
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.sqlite_errors import (
    SAID_FOR,
    RowRefusedError,
    StatementDeniedError,
    StatementError,
    translated,
)

TABLE = "CREATE TABLE core_seen (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT"


@pytest.fixture
def db(bare):
    with bare() as database:
        with database.transaction():
            database.execute(TABLE)
        yield database


def insert(database, word):
    with database.transaction():
        database.execute("INSERT INTO core_seen (word) VALUES (?)", (word,))


def words(database):
    return [word for (word,) in database.query("SELECT word FROM core_seen ORDER BY id")]


def test_a_connection_is_durable_and_keeps_nothing_unencrypted_on_disk(db):
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "temp_store": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "cipher_memory_security": "1",
    }
    assert {name: db.query(f"PRAGMA {name}")[0][0] for name in expected} == expected


def test_no_written_word_can_be_found_in_the_files(bare, db):
    insert(db, "山田はな子")
    for file in bare.path.parent.glob("bare.db*"):
        assert "山田".encode() not in file.read_bytes()
        assert b"core_seen" not in file.read_bytes()
    with closing(sqlite3.connect(bare.path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")


def test_the_key_is_used_as_it_is_without_a_derivation(bare, db):
    db.close()
    other = sqlcipher.connect(str(bare.path))
    other.execute(f"PRAGMA key = \"x'{bare.key.hex()}'\"")
    assert other.execute("SELECT name FROM sqlite_master").fetchall()[0] == ("core_seen",)
    other.close()


def test_a_wrong_key_says_damaged_and_writes_nothing_to_the_screen(bare, db, capfd):
    with pytest.raises(VaultDamagedError):
        Database.open(bare.path, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_transaction_is_all_or_nothing(db):
    with pytest.raises(ZeroDivisionError), db.transaction():
        fail_after(db.execute("INSERT INTO core_seen (word) VALUES ('a')"))
    assert words(db) == []
    insert(db, "b")
    assert words(db) == ["b"]


def fail_after(_done):
    raise ZeroDivisionError


def test_a_transaction_inside_another_and_a_write_outside_any_are_mistakes(db):
    with db.transaction(), pytest.raises(RuntimeError), db.transaction():
        pass
    for write in (db.execute, db.query):
        with pytest.raises(RuntimeError):
            write("INSERT INTO core_seen (word) VALUES ('c') RETURNING id")
    assert words(db) == []


def test_a_refused_row_names_the_rule_and_no_value(db):
    insert(db, "山田")
    with pytest.raises(RowRefusedError) as refusal:
        insert(db, "山田")
    assert refusal.value.rule == "UNIQUE constraint failed: core_seen.word"
    assert "山田" not in str(refusal.value) + refusal.value.hint


def test_another_process_holding_the_vault_is_busy_and_stores_nothing(bare, db):
    with bare() as other:
        other.query("PRAGMA busy_timeout=1")
        with db.transaction(), pytest.raises(VaultBusyError):
            insert(other, "x")
        assert words(other) == []


def test_a_full_disk_stores_nothing_and_the_next_write_works(db):
    (pages,) = db.query_one("PRAGMA page_count")
    db.query(f"PRAGMA max_page_count={pages}")
    with pytest.raises(VaultFullError):
        insert(db, "x" * 100_000)
    assert words(db) == []
    db.query("PRAGMA max_page_count=1000000")
    insert(db, "y")
    assert words(db) == ["y"]


def test_a_database_that_may_not_be_written_says_so(db):
    db.query("PRAGMA query_only=ON")
    with pytest.raises(VaultReadOnlyError):
        insert(db, "x")


def test_a_missing_file_is_not_made_anew(tmp_path):
    with pytest.raises(VaultError):
        Database.open(tmp_path / "none.db", bytes(32))
    assert not (tmp_path / "none.db").exists()


def test_text_that_cannot_be_stored_is_refused_without_showing_it(db):
    with pytest.raises(UsageError) as refusal:
        insert(db, "山田\udc80")
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT nothing FROM nowhere", ()),
        ("SELECT ?", ()),
        ("SELECT ?", (object(),)),
        ("SELECT ?", (2**80,)),
        ("SELECT 1; SELECT 2", ()),
        ("SELECT", ()),
    ],
)
def test_mistakes_of_the_program_are_not_told_as_faults_of_the_vault(db, sql, values):
    with pytest.raises(StatementError):
        db.query(sql, values)


def test_a_connection_belongs_to_its_thread_and_ends_when_closed(db):
    caught = []

    def use():
        try:
            words(db)
        except StatementError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1
    db.close()
    with pytest.raises(StatementError):
        words(db)


@pytest.mark.parametrize("sql", ["ATTACH ':memory:' AS other", "VACUUM", "VACUUM INTO '/tmp/copy'"])
def test_nobody_can_make_a_second_database(db, sql):
    with pytest.raises(StatementDeniedError):
        db._run(sql)


def test_every_result_code_of_the_driver_becomes_one_of_the_kiosks_errors():
    answered_with = {
        "SQLITE_BUSY": VaultBusyError,
        "SQLITE_LOCKED": VaultBusyError,
        "SQLITE_PROTOCOL": VaultBusyError,
        "SQLITE_FULL": VaultFullError,
        "SQLITE_READONLY": VaultReadOnlyError,
        "SQLITE_PERM": VaultReadOnlyError,
        "SQLITE_CORRUPT": VaultDamagedError,
        "SQLITE_NOTADB": VaultDamagedError,
        "SQLITE_FORMAT": VaultDamagedError,
        "SQLITE_CANTOPEN": VaultError,
        "SQLITE_IOERR": VaultError,
        "SQLITE_NOLFS": VaultError,
        "SQLITE_CONSTRAINT": RowRefusedError,
        "SQLITE_AUTH": StatementDeniedError,
        "SQLITE_ERROR": StatementError,
        "SQLITE_INTERNAL": StatementError,
        "SQLITE_ABORT": StatementError,
        "SQLITE_NOMEM": StatementError,
        "SQLITE_INTERRUPT": StatementError,
        "SQLITE_TOOBIG": StatementError,
        "SQLITE_MISMATCH": StatementError,
        "SQLITE_MISUSE": StatementError,
        "SQLITE_RANGE": StatementError,
    }
    for name, kind in answered_with.items():
        error = sqlcipher.OperationalError("…")
        error.sqlite_errorcode = getattr(sqlcipher, name)
        answer = translated(error)
        assert type(answer) is kind, name
        if isinstance(answer, KioskError):
            assert answer.message, name
            assert answer.hint, name
    assert {getattr(sqlcipher, name) for name in answered_with} >= set(SAID_FOR)


def test_a_fault_at_any_statement_leaves_everything_or_nothing(bare, db, faults):
    """Two rows belong together; a second run after the fault finishes the work."""
    broken_runs = 0
    for fault in faults():
        with db.transaction():
            db.execute("DELETE FROM core_seen")
        with bare(fault) as faulty:
            try:
                insert_two(faulty)
            except faults.kind:
                broken_runs += 1
                assert words(db) == []
                insert_two(faulty)
        assert words(db) == ["a", "b"]
    assert broken_runs == 4  # BEGIN, two INSERTs, COMMIT


def insert_two(database):
    with database.transaction():
        database.execute("INSERT INTO core_seen (word) VALUES ('a')")
        database.execute("INSERT INTO core_seen (word) VALUES ('b')")
