"""What a plugin can reach through its database, and what SQLite refuses it."""

import pytest

from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.storage.plugin_database import PluginDatabase
from venue_kiosk.storage.sqlite_errors import RowRefusedError, StatementDeniedError

SCHEMA = (
    "CREATE TABLE core_people (id INTEGER PRIMARY KEY, name TEXT)",
    "INSERT INTO core_people VALUES (1, '山田')",
    "CREATE TABLE seats_taken (id INTEGER PRIMARY KEY, person INTEGER UNIQUE, note TEXT)",
    "CREATE TABLE seatsmore_taken (id INTEGER PRIMARY KEY)",
    "CREATE TABLE toys_lent (id INTEGER PRIMARY KEY)",
    "CREATE VIEW seats_spy AS SELECT name FROM core_people",
    "CREATE TRIGGER seats_reach AFTER DELETE ON seats_taken BEGIN DELETE FROM core_people; END",
)


@pytest.fixture
def db(bare):
    with bare() as database:
        with database.transaction():
            for sql in SCHEMA:
                database.execute(sql)
        yield database


def item(owner, table, *columns):
    return DataItem(
        owner=owner,
        item=table,
        whose="nobody",
        what="席",
        purpose="席の案内",
        basis="working",
        table=table,
        columns=columns,
    )


ITEMS = [
    item("core", "core_people", "name"),
    item("seats", "seats_taken"),
    item("seats", "core_people"),  # claimed by the wrong one
    item("seatsmore", "seatsmore_taken"),
    item("toys", "toys_lent"),
]


@pytest.fixture
def seats(db):
    return PluginDatabase(db, "seats", ITEMS)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*), max(person), coalesce(note, '-') FROM seats_taken WHERE note LIKE 'a%'",
        "SELECT t.person FROM (SELECT person FROM seats_taken) t ORDER BY 1 DESC LIMIT 3",
        "WITH here AS (SELECT person FROM seats_taken) SELECT count(*) FROM here",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT i FROM n",
        "SELECT row_number() OVER (ORDER BY person), note ->> '$.a' FROM seats_taken",
        "SELECT 1 -- a comment at the end",
    ],
)
def test_a_plugin_reads_its_own_tables_as_it_likes(seats, sql):
    assert isinstance(seats.query(sql), list)


def test_a_plugin_writes_its_own_tables_in_transactions(seats):
    upsert = (
        "INSERT INTO seats_taken (person, note) VALUES (:person, :note)"
        " ON CONFLICT (person) DO UPDATE SET note = excluded.note"
    )
    with seats.transaction():
        assert seats.execute(upsert, {"person": 5, "note": "a"}) == 1
        assert seats.execute(upsert, {"person": 5, "note": "b"}) == 1
        assert seats.execute("UPDATE seats_taken SET note = 'c' WHERE person = ?", (5,)) == 1
    assert seats.query("SELECT person, note FROM seats_taken") == [(5, "c")]
    with pytest.raises(RowRefusedError), seats.transaction():
        seats.execute("INSERT INTO seats_taken (person) VALUES (5)")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM core_people",
        "SELECT count(*) FROM core_people",
        "SELECT note FROM seats_taken WHERE person IN (SELECT id FROM core_people)",
        "SELECT note FROM seats_taken ORDER BY (SELECT name FROM core_people)",
        "SELECT name FROM seats_spy",
        "WITH seats_x AS (SELECT name FROM core_people) SELECT * FROM seats_x",
        "SELECT id FROM toys_lent",
        "SELECT id FROM seatsmore_taken",
        "SELECT sql FROM sqlite_master",
        "SELECT name FROM pragma_table_info('core_people')",
        "SELECT value FROM json_each('[1]')",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "SELECT randomblob(9)",
        "PRAGMA temp_store=FILE",
        "PRAGMA table_info(core_people)",
        "PRAGMA rekey='x'",
        "EXPLAIN SELECT id FROM core_people",
    ],
)
def test_a_plugin_reads_nothing_else(db, seats, sql):
    with db.transaction(), pytest.raises(StatementDeniedError):
        seats.query(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO core_people (name) VALUES ('x')",
        "UPDATE core_people SET name = 'x'",
        "DELETE FROM core_people",
        "DELETE FROM seats_taken",  # its trigger would reach a core table
        "INSERT INTO seats_taken (note) SELECT name FROM core_people",
        "UPDATE seats_taken SET note = (SELECT name FROM core_people)",
        "CREATE TABLE seats_new (id INTEGER)",
        "CREATE TEMP TABLE seats_new (id INTEGER)",
        "CREATE VIEW seats_more AS SELECT 1",
        "CREATE INDEX seats_by ON seats_taken (note)",
        "DROP TABLE seats_taken",
        "ALTER TABLE seats_taken RENAME TO seats_given",
        "ATTACH 'x.db' AS other KEY ''",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT x",
        "ANALYZE",
        "REINDEX",
    ],
)
def test_a_plugin_writes_nothing_else(db, seats, sql):
    with db.transaction():
        with pytest.raises(StatementDeniedError):
            seats.execute(sql)
        assert db.in_transaction
    assert db.query("SELECT name FROM core_people") == [("山田",)]


def test_a_statement_the_kiosk_has_run_is_still_refused_to_a_plugin(db, seats):
    sql = "SELECT name FROM core_people"
    assert db.query(sql) == [("山田",)]
    with pytest.raises(StatementDeniedError):
        seats.query(sql)
    assert db.query(sql) == [("山田",)]


def test_a_statement_one_plugin_has_run_is_refused_to_another(db, seats):
    sql = "SELECT note FROM seats_taken"
    assert seats.query(sql) == []
    with pytest.raises(StatementDeniedError):
        PluginDatabase(db, "toys", ITEMS).query(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT note FROM seats_taken",
        "SELECT id FROM seats_taken WHERE note = 'a'",
        "SELECT id FROM seats_taken ORDER BY note",
        "SELECT max(note) FROM seats_taken",
        "SELECT * FROM seats_taken",
        "UPDATE seats_taken SET note = 'a'",
        "UPDATE seats_taken SET person = 2 WHERE note IS NULL",
        "SELECT id FROM seats_waiting",
    ],
)
def test_a_column_or_table_that_no_item_names_is_out_of_reach(db, sql):
    with db.transaction():
        db.execute("CREATE TABLE seats_waiting (id INTEGER PRIMARY KEY)")
    narrow = PluginDatabase(db, "seats", [item("seats", "seats_taken", "id", "person")])
    with db.transaction():
        assert narrow.execute("INSERT INTO seats_taken (id, person) VALUES (1, 7)") == 1
        assert narrow.execute("UPDATE seats_taken SET person = 8 WHERE id = 1") == 1
        with pytest.raises(StatementDeniedError):
            narrow.query(sql)
    assert narrow.query("SELECT id, person, count(*) FROM seats_taken") == [(1, 8, 1)]
