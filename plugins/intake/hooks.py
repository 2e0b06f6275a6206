"""What the intake plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.intake.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare the record of imports."""
    return [
        DataItem(
            owner="intake",
            item="import_record",
            whose="nobody",
            what="取込みの記録",
            purpose="取込みの件数と元ファイルの消去の確認",
            basis="working",
            table="intake_imports",
        )
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the table of imports."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``import``, ``draw`` and ``promote``."""
    from plugins.intake.commands import DRAW, IMPORT, PROMOTE  # noqa: PLC0415 - not for screens

    for command in (IMPORT, DRAW, PROMOTE):
        commands.add_for_event(command)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "intake")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.intake.importing import Intake  # noqa: PLC0415 - only for an opened event

    return Intake(kiosk)
