"""Paper for the tables: a card for each with its numbers, and one card with the walking rule."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plugins.exchange.living import Exchange
from plugins.exchange.paper_values import compose_cards, compose_walking
from venue_kiosk.api import Task, require, write_whole

TABLE_CARDS: Final = "exchange_tables.typ"
WALKING_CARD: Final = "exchange_walking.typ"


def print_papers(plugin: Exchange, folder: Path) -> Sequence[Path]:
    """Write the table cards, if there is a plan, and the walking rule; return the files.

    Names stand on the cards only where the ward has approved it.

    Raises:
        NotPermittedError: the handler has no facilitator duty.
        RefusedError: there is no table.
        ConfigError: a template is missing or wrong.
        NotNowError: the disk does not take a file.
    """
    kiosk = plugin.kiosk
    require(kiosk.handler, Task.RUN_EXCHANGE)
    room = plugin.book.room()
    papers = {"walking-rule.pdf": (WALKING_CARD, compose_walking(room))}
    if room.state.rounds_planned:
        papers["table-cards.pdf"] = (TABLE_CARDS, compose_cards(plugin, room))
    pages = {
        folder / name: kiosk.typesetter.pdf(kiosk.texts / template, values)
        for name, (template, values) in papers.items()
    }
    if kiosk.programme.approval_for("table_card_names") is not None:
        kiosk.exports.remember(
            {path: hashlib.sha256(pdf).hexdigest() for path, pdf in pages.items()}
        )
    for path, pdf in pages.items():
        write_whole(path, pdf)
    kiosk.log.record("exchange_printed", n={"tables": len(room.state.open_tables)})
    return list(pages)
