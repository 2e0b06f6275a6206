"""What the notice plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.notice.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare the record of runs."""
    return [
        DataItem(
            owner="notice",
            item="notice_record",
            whose="nobody",
            what="お知らせの作成の記録",
            purpose="外へ出た紙とメールの数の管理",
            basis="working",
            table="notice_runs",
        )
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the table of runs."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``notices``."""
    from plugins.notice.commands import NOTICES  # noqa: PLC0415 - not for screens

    commands.add_for_event(NOTICES)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "notice")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.notice.office import NoticeOffice  # noqa: PLC0415 - only for an opened event

    return NoticeOffice(kiosk)
