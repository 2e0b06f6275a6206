"""The folder of an event as files: free to be made, or whole enough to be opened."""

import os
from pathlib import Path
from typing import Final

from venue_kiosk.errors import RefusedError, UsageError, VaultError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import read_only, told_as_vault_errors
from venue_kiosk.storage.event_file import EventLabel, read_event_label
from venue_kiosk.storage.sqlite_errors import damaged

SLOT_FILE: Final = "slots.bin"
DATABASE_FILE: Final = "vault.db"


def unfinished_of(folder: Path) -> Path:
    """Return where the event is made before it gets its name."""
    return folder.parent / f".{folder.name}.unfinished"


def claim(folder: Path, unfinished: Path) -> None:
    """Make the folder ``unfinished`` for an event that will be ``folder``.

    Raises:
        UsageError: the folder above does not exist.
        RefusedError: something is there already.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise RefusedError(
            _("{folder} exists already and is not empty.", folder=folder.name),
            _("Choose another name for the event folder."),
        )
    if not folder.parent.is_dir():
        raise UsageError(
            _("The folder that shall hold {folder} does not exist.", folder=folder.name),
            _("Make that folder first."),
        )
    try:
        unfinished.mkdir(mode=0o700)
    except FileExistsError:
        raise RefusedError(*_cut_off(unfinished)) from None


def require_whole(folder: Path) -> EventLabel:
    """Return the label of the event in ``folder``.

    Raises:
        UsageError: the folder is not an event.
        VaultError: the event is read-only, unfinished, not readable or from a newer version.
    """
    with told_as_vault_errors():
        return _require_whole(folder.absolute())


def _require_whole(folder: Path) -> EventLabel:
    unfinished = unfinished_of(folder)
    if unfinished.is_dir() and not folder.exists():
        raise VaultError(*_cut_off(unfinished))
    if folder.name.startswith(".") and folder.name.endswith(".unfinished"):
        raise VaultError(*_cut_off(folder))
    label = read_event_label(folder)
    file = folder / DATABASE_FILE
    if not file.is_file() or file.stat().st_size == 0:
        # SQLite would make a new database of an empty file.
        raise damaged()
    if not (os.access(folder, os.W_OK) and os.access(file, os.W_OK)):
        raise read_only()
    return label


def _cut_off(unfinished: Path) -> tuple[str, str]:
    return (
        _("Making this event was interrupted; it holds nothing yet."),
        _("Remove the folder {folder}, then make the event again.", folder=unfinished.name),
    )
