"""What the exchange plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.exchange.living import ExchangeTables
from venue_kiosk.api import Commands, Kiosk, files_left, hookimpl


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``exchange solve``."""
    from plugins.exchange.commands import SOLVE  # noqa: PLC0415 - not for screens

    commands.add(SOLVE)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "exchange")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> ExchangeTables:  # noqa: ARG001 - it keeps nothing yet
    """Return the living object."""
    return ExchangeTables()
