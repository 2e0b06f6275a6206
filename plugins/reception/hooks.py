"""What the reception plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from venue_kiosk.api import Commands, Kiosk, files_left, hookimpl


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``check-in``."""
    from plugins.reception.commands import CHECK_IN  # noqa: PLC0415 - not for screens

    commands.add_for_event(CHECK_IN)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "reception")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.reception.reception import Reception  # noqa: PLC0415 - only for an opened event

    return Reception(kiosk)
