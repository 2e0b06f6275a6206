"""What the exchange plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from plugins.exchange.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare record numbers with table numbers; none of it outlives the vault's key."""
    return [
        _working("exchange_seat", "交流会の席（登録番号と机の番号）", "exchange_seats"),
        _working("exchange_pin", "交流会の席の固定", "exchange_pins"),
        _working("exchange_rule", "同じ机・別の机の組（区の承認があるとき）", "exchange_rules"),
        _working("exchange_gone", "席にいない人（登録番号）", "exchange_gone"),
        _working("exchange_step", "席を動かした操作（取消のため）", "exchange_steps"),
        _working("exchange_table", "机の番号と席の数", "exchange_tables", whose="nobody"),
        _working("exchange_plan", "班分けの計算の記録", "exchange_plans", whose="nobody"),
        _working("exchange_round", "案内した回と時刻", "exchange_rounds", whose="nobody"),
        _working("exchange_count", "色カードの枚数など合計", "exchange_counts", whose="nobody"),
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the session's tables."""
    return MIGRATIONS


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``exchange …``."""
    from plugins.exchange.commands import SOLVE  # noqa: PLC0415 - not for screens
    from plugins.exchange.event_commands import COMMANDS, DISPLAY  # noqa: PLC0415 - not for screens

    commands.add(SOLVE)
    for command in COMMANDS:
        commands.add_for_event(command)
    commands.add_screen(DISPLAY)


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "exchange")


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.exchange.living import Exchange  # noqa: PLC0415 - only for an opened event

    return Exchange(kiosk)


def _working(
    item: str, what: str, table: str, *, whose: Literal["applicant", "nobody"] = "applicant"
) -> DataItem:
    return DataItem(
        owner="exchange",
        item=item,
        whose=whose,
        what=what,
        purpose="交流会の班分け",
        basis="working",
        table=table,
    )
