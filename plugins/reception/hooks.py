"""What the reception plugin declares, and how it comes to life."""

from plugins.reception.reception import Reception
from venue_kiosk.api import Commands, Kiosk, hookimpl


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``check-in``."""
    from plugins.reception.commands import CHECK_IN  # noqa: PLC0415 - not for screens

    commands.add_for_event(CHECK_IN)


@hookimpl
def kiosk_open(kiosk: Kiosk) -> Reception:
    """Return the living object."""
    return Reception(kiosk)
