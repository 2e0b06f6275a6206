"""Nothing may lie in an event that no declaration claims."""

from collections.abc import Sequence

from venue_kiosk.domain.data_item import DataItem, undeclared_files, undeclared_tables
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import _


def require_declared(
    items: Sequence[DataItem], *, tables: Sequence[str], files: Sequence[str]
) -> None:
    """Compare what lies in the event with the register of data items.

    ``files`` are paths within the event folder.

    Raises:
        ConfigError: a table or a file is claimed by nobody.
    """
    stray = [*undeclared_tables(items, tables), *undeclared_files(items, files)]
    if stray:
        raise ConfigError(
            _("The event holds something that no plugin declared: {what}", what=stray[0]),
            _("Enable the plugin it belongs to, or ask the handling manager."),
        )
