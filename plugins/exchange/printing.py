"""Paper for the tables: a card for each with its numbers, and one card with the walking rule."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.paper_values import compose_cards, compose_walking
from venue_kiosk.api import NotNowError, Task, require

TABLE_CARDS: Final = "exchange_tables.typ"


WALKING_CARD: Final = "exchange_walking.typ"


_OWNER_ONLY: Final = 0o600


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
    for name, (template, values) in papers.items():
        _write(folder / name, kiosk.typesetter.pdf(kiosk.texts / template, values))
    kiosk.log.record("exchange_printed", n={"tables": len(room.state.open_tables)})
    return [folder / name for name in papers]


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=_OWNER_ONLY)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise NotNowError(
            _("{file} cannot be written: {reason}", file=path.name, reason=error.strerror or ""),
            _("Check the folder and its free space."),
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
