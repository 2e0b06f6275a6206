"""What the custody plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.custody.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare papers, times and counts; people only by their pseudonymous ids."""
    return [
        _working("carry_out_slip", "持ち出し確認票", "custody_slips"),
        _working("carry_out_time", "持ち出しの時刻", "custody_times"),
        _working("preflight", "開場前の点検の答え", "custody_answers"),
        _working("paper_ledger", "紙媒体の枚数と場所", "custody_ledger"),
        _working("custody_report", "事故報告・立入調査の記録", "custody_reports"),
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the plugin's tables."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``custody …``."""
    from plugins.custody.commands import COMMANDS  # noqa: PLC0415 - not for screens

    for command in COMMANDS:
        commands.add_for_event(command)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "custody")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.custody.custody import Custody  # noqa: PLC0415 - only for an opened event

    return Custody(kiosk)


def _working(item: str, what: str, table: str) -> DataItem:
    return DataItem(
        owner="custody",
        item=item,
        whose="handler",
        what=what,
        purpose="個人情報の保管と持ち運びの管理",
        basis="working",
        table=table,
    )
