"""What the survey plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.survey.living import Survey
from venue_kiosk.api import Commands, Kiosk, files_left, hookimpl


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "survey")


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``survey …``."""
    from plugins.survey.sheet_command import sheet_command  # noqa: PLC0415 - not for screens
    from plugins.survey.tally_command import tally_command  # noqa: PLC0415 - as above

    commands.add(sheet_command(commands.world))
    commands.add(tally_command(commands.world.typesetter))


@hookimpl
def kiosk_open(kiosk: Kiosk) -> Survey:
    """Return the living object."""
    return Survey(kiosk)
