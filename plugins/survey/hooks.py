"""What the survey plugin declares, and how it comes to life."""

from collections.abc import Sequence
from pathlib import Path

from plugins.survey.desk.tables.store import MIGRATIONS
from venue_kiosk.api import Commands, DataItem, Kiosk, MigrationSet, files_left, hookimpl


@hookimpl
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare what anonymous sheets say and the counts of them; none of it names a person."""
    return [
        _item("survey_form", "アンケートの設問", "survey_forms"),
        _item("survey_batch", "アンケート用紙の束", "survey_batches"),
        _item("survey_answers", "アンケート回答内容", "survey_pages", basis="report"),
        _item("survey_crop", "回答欄の画像", "survey_crops", basis="report"),
        _item("survey_doubt", "確認の待ち行列", "survey_doubts"),
        _item("survey_second", "二重入力の突合", "survey_seconds"),
        _item("survey_count", "配布・回収の枚数", "survey_counts"),
    ]


@hookimpl
def kiosk_register_migrations() -> MigrationSet:
    """Declare the survey's tables."""
    return MIGRATIONS


@hookimpl
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Confirm that nothing of the plugin is left of an erased event."""
    return files_left(event, "survey")


@hookimpl
def kiosk_register_commands(commands: Commands) -> None:
    """Add ``survey …``."""
    from plugins.survey.read_command import read_command  # noqa: PLC0415 - not for screens
    from plugins.survey.sheet_command import sheet_command  # noqa: PLC0415 - as above
    from plugins.survey.tally_command import tally_command  # noqa: PLC0415 - as above

    commands.add(sheet_command(commands.world))
    commands.add(read_command(commands.world))
    commands.add(tally_command(commands.world.typesetter))


@hookimpl
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the living object."""
    from plugins.survey.living import Survey  # noqa: PLC0415 - only for an opened event

    return Survey(kiosk)


def _item(item: str, what: str, table: str, *, basis: str = "working") -> DataItem:
    return DataItem(
        owner="survey",
        item=item,
        whose="nobody",
        what=what,
        purpose="アンケートの集計",
        basis=basis,
        table=table,
    )
