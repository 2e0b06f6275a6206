"""What the childcare plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.childcare.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare numbers and counts; none of them describes a person."""
    return [
        _working("childcare_stay", "番号札の状態と時刻", "childcare_stays"),
        _working("childcare_queue", "順番待ちの整理券", "childcare_queue"),
        _working("childcare_total", "年齢の区分ごとの合計、保育者の人数", "childcare_totals"),
        _working("childcare_stub", "親札の番号の照合値", "childcare_stubs"),
        _working("childcare_act", "託児の操作の記録", "childcare_acts"),
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the desk's tables."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``childcare …``."""
    from plugins.childcare.commands import COMMANDS, DISPLAY  # noqa: PLC0415 - not for screens

    for command in COMMANDS:
        commands.add_for_event(command)
    commands.add_screen(DISPLAY)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "childcare")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.childcare.childcare import Childcare  # noqa: PLC0415 - only for an opened event

    return Childcare(kiosk)


def _working(item: str, what: str, table: str) -> DataItem:
    return DataItem(
        owner="childcare",
        item=item,
        whose="nobody",
        what=what,
        purpose="託児のお預かりとお迎え",
        basis="working",
        table=table,
    )
