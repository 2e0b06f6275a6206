"""What the report plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.report.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare the frozen numbers."""
    return [
        DataItem(
            owner="report",
            item="totals",
            whose="nobody",
            what="報告書の集計の数",
            purpose="実績の報告",
            basis="working",
            table="report_totals",
        )
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the table of frozen numbers."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``report``."""
    from plugins.report.commands import REPORT  # noqa: PLC0415 - not for screens

    commands.add_for_event(REPORT)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "report")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.report.reports import ReportDesk  # noqa: PLC0415 - only for an opened event

    return ReportDesk(kiosk)
