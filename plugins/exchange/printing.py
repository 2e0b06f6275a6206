"""Paper for the tables: a card for each with its numbers, and one card with the walking rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from plugins.exchange.composing import Room
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.walking import next_table, rounds_without_repeats
from venue_kiosk.api import NotNowError, RefusedError, Task, require

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


def compose_cards(plugin: Exchange, room: Room) -> Mapping[str, Any]:
    """Return the values of the table cards: numbers, and names only with an approval."""
    programme, register = room.programme, plugin.kiosk.register
    named = programme.approval_for("table_card_names") is not None

    def line(person: int) -> Mapping[str, str]:
        name = register.get(person).name if named else ""
        return {"number": room.people[person].reception_no, "name": name}

    def teams(table_no: int) -> list[Mapping[str, Any]]:
        return [
            {
                "round": number,
                "people": [
                    line(person)
                    for person, at in sorted(
                        room.state.seating(number).items(), key=lambda each: _number(room, each[0])
                    )
                    if at == table_no and person in room.people
                ],
            }
            for number in range(1, room.state.rounds_planned + 1)
        ]

    return {
        "sample": programme.sample,
        "title": programme.title,
        "tables": [
            {"number": each.table_no, "teams": teams(each.table_no)}
            for each in room.state.open_tables
        ],
    }


def compose_walking(room: Room) -> Mapping[str, Any]:
    """Return the values of the walking rule's card.

    Raises:
        RefusedError: there are too few tables to walk between.
    """
    settings = room.settings
    tables = len(room.state.open_tables) or settings.tables
    if tables < len(("one", "another")):
        raise RefusedError(_("With one table there is nowhere to go."))
    guests = settings.guests_per_table
    return {
        "sample": room.programme.sample,
        "title": room.programme.title,
        "tables": tables,
        "rounds": rounds_without_repeats(tables, guests),
        "seats": [
            {
                "seat": seat,
                "steps": seat % tables,
                "from_first": next_table(1, seat, tables),
                "from_last": next_table(tables, seat, tables),
            }
            for seat in range(1, guests + 1)
        ],
    }


def _number(room: Room, person: int) -> str:
    return room.people[person].reception_no if person in room.people else ""


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
