"""Commands that write paper, files and cards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from plugins.exchange.card_shares import TableCards
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from venue_kiosk.api import Answer, UsageError

_DONE: Final = 0


def run_cards(
    plugin: Exchange, answer: Answer, *, blue: int | None, yellow: int | None, add: str | None
) -> int:
    """Balance tables by colour cards alone."""
    if (blue is None) != (yellow is None):
        raise UsageError(_("Give both --blue and --yellow."))
    if blue is not None and yellow is not None:
        plugin.cards.set_totals(blue=blue, yellow=yellow)
    if add is not None:
        table_no = plugin.cards.add("blue" if add == "blue" else "yellow")
        answer.say(_("This card goes to table {n}.", n=table_no))
    shares = plugin.cards.shares()
    for each in shares:
        answer.say(
            _(
                "Table {n}: blue {blue}, yellow {yellow}",
                n=each.table_no,
                blue=each.blue,
                yellow=each.yellow,
            )
        )
    if answer.wants_json:
        answer.give({"tables": [_card_object(each) for each in shares]})
    return _DONE


def run_export(plugin: Exchange, answer: Answer, *, out: Path, allocation: Path) -> int:
    """Write instance and allocation for a checker; numbers and values are replaced."""
    from plugins.exchange.exporting import export_room  # noqa: PLC0415 - rarely needed

    export_room(plugin, out, allocation)
    answer.say(_("Written: {file}", file=out))
    return _DONE


def run_papers(plugin: Exchange, answer: Answer, *, out: Path) -> int:
    """Print table cards and the walking rule."""
    from plugins.exchange.printing import print_papers  # noqa: PLC0415 - rarely needed

    for file in print_papers(plugin, out):
        answer.say(_("Written: {file}", file=file))
    return _DONE


def _card_object(cards: TableCards) -> Mapping[str, int]:
    return {"table": cards.table_no, "blue": cards.blue, "yellow": cards.yellow}
