"""What no shipped plugin reaches in a real vault, each statement refused by SQLite itself."""

import pytest

from venue_kiosk.bootstrap import Installation
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS
from venue_kiosk.storage.plugin_database import PluginDatabase
from venue_kiosk.storage.sqlite_errors import StatementDeniedError, StatementError
from venue_kiosk.testing import Venue

PLUGINS = [entry.name for entry in Installation.find().read_config().plugins]
PROBES = (
    "SELECT name FROM core_attendees",
    "SELECT count(*) FROM core_attendees",
    "SELECT phone FROM core_attendees WHERE attendee_id = 1",
    "SELECT 1 FROM core_attendees ORDER BY name",
    "SELECT digits FROM core_tickets",
    "SELECT * FROM core_check_ins",
    "SELECT * FROM core_scans",
    "SELECT line FROM core_audit",
    "SELECT * FROM core_keys",
    "SELECT (SELECT name FROM core_attendees LIMIT 1)",
    "WITH x AS (SELECT name FROM core_attendees) SELECT * FROM x",
    "INSERT INTO core_check_ins DEFAULT VALUES",
    "UPDATE core_attendees SET name = 'x'",
    "DELETE FROM core_audit",
    "DELETE FROM core_attendees",
    "SELECT name FROM sqlite_master",
    "SELECT sql FROM sqlite_schema",
    "SELECT * FROM pragma_table_list",
    "SELECT value FROM json_each('[1]')",
    "SELECT load_extension('x')",
    "SELECT sqlcipher_export('main')",
    "SELECT randomblob(9)",
    "PRAGMA temp_store=FILE",
    "PRAGMA cipher_memory_security=OFF",
    "PRAGMA writable_schema=ON",
    "PRAGMA rekey='x'",
    "PRAGMA key='x'",
    "ATTACH 'x.db' AS other KEY ''",
    "DETACH main",
    "CREATE TABLE {plugin}_new (id INTEGER)",
    "CREATE TEMP TABLE {plugin}_new (id INTEGER)",
    "CREATE VIEW {plugin}_all AS SELECT name FROM core_attendees",
    "CREATE TRIGGER {plugin}_t AFTER DELETE ON core_scans BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE {plugin}_v USING fts5(x)",
    "DROP TABLE core_audit",
    "ALTER TABLE core_attendees ADD COLUMN x",
    "EXPLAIN SELECT name FROM core_attendees",
    "SELECT sum FROM core_row_sums",
    "UPDATE core_row_sums SET sum = zeroblob(32)",
    "SELECT core_row_sum(zeroblob(32), 1, 'x')",
    "SELECT core_row_total('x')",
    "WITH core_row_sums_x AS (SELECT name FROM core_attendees) SELECT * FROM core_row_sums_x",
    'WITH "Core_Row_Sums_x" AS (SELECT secret FROM core_keys) SELECT * FROM "CORE_ROW_SUMS_X"',
)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    with Venue(tmp_path_factory.mktemp("all")) as venue, venue.open() as kiosk:
        yield venue, [*CORE_DATA_ITEMS, *kiosk.host.data_items()]


@pytest.mark.parametrize("plugin", PLUGINS)
def test_no_probe_gets_through_and_the_plugins_own_tables_do(everything, plugin):
    venue, items = everything
    other = next(name for name in PLUGINS if name != plugin)
    foreign = [each.table for each in items if each.owner == other and each.table]
    probes = [probe.format(plugin=plugin, other=other) for probe in PROBES]
    probes += [f"SELECT * FROM {table}" for table in foreign]
    with venue.look() as database:
        reach = PluginDatabase(database, plugin, items)
        for probe in probes:
            with database.transaction(), pytest.raises(StatementError) as refused:
                reach.query(probe)
            assert isinstance(refused.value, StatementDeniedError), (probe, refused.value)
        for table in (each.table for each in items if each.owner == plugin and each.table):
            reach.query(f"SELECT * FROM {table}")
