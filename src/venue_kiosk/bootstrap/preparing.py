"""Bringing a vault up to this version before anybody works on it."""

from pathlib import Path

from venue_kiosk.plugin.host import PluginHost, not_startable
from venue_kiosk.ports import Clock
from venue_kiosk.services.inventory import require_declared
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS, CORE_MIGRATIONS
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.inventory import event_files, event_tables
from venue_kiosk.storage.migrations import migrate
from venue_kiosk.storage.sqlite_errors import StatementError


def prepare_vault(database: Database, host: PluginHost, folder: Path, clock: Clock) -> None:
    """Make the tables that are missing, the plugins' too; refuse what nobody declared.

    Raises:
        ConfigError: a plugin's tables cannot be made, or data lies there that nobody declared.
        VaultError: the vault is damaged, read-only or from a newer version.
    """
    migrate(database, CORE_MIGRATIONS, at=clock.now())
    for migrations in host.migrations():
        try:
            migrate(database, migrations, at=clock.now())
        except (ValueError, StatementError) as error:
            raise not_startable(migrations.owner) from error
    require_declared(
        [*CORE_DATA_ITEMS, *host.data_items()],
        tables=event_tables(database),
        files=event_files(folder),
    )
