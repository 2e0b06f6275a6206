"""What the templates of the table cards and the walking rule are given."""

from collections.abc import Mapping
from typing import Any

from plugins.exchange.composing import Room
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.walking import next_table, rounds_without_repeats
from venue_kiosk.api import RefusedError


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
