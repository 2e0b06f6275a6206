"""The session as files of the public format: other numbers, other words, the same counts."""

import json
from pathlib import Path

from plugins.exchange.composing import is_host
from plugins.exchange.instance_object import compose_instance_object
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.result_object import compose_allocation
from plugins.exchange.standing import Standing
from venue_kiosk.api import RefusedError, Task, require, write_whole


def export_room(plugin: Exchange, out: Path, allocation: Path) -> None:
    """Write the instance that the board's figures answer, and the seats.

    People are numbered anew in an order of chance, organisations and towns are lettered: nothing
    leads back to anybody.

    Raises:
        NotPermittedError: the handler has no facilitator duty.
        RefusedError: there is no plan.
        NotNowError: the disk does not take a file.
    """
    kiosk = plugin.kiosk
    require(kiosk.handler, Task.RUN_EXCHANGE)
    room = plugin.book.room()
    if not room.state.open_tables or not room.state.rounds_planned:
        raise RefusedError(_("There is no plan yet."))
    standing = Standing(room)
    instance = standing.instance
    guests = [each.id for each in instance.people if not is_host(each.id)]
    order = kiosk.dice.shuffled(range(len(guests)), seed=kiosk.dice.new_seed())
    names = {guests[place]: f"P{n:05d}" for n, place in enumerate(order, 1)}
    seats = [
        {group: sorted(names.get(each, each) for each in team) for group, team in seating.items()}
        for seating in standing.allocation
    ]
    document = compose_instance_object(instance, lambda each: names.get(each, each))
    write_whole(out, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    write_whole(allocation, compose_allocation(seats))
    kiosk.log.record("exchange_exported", n={"people": len(guests)})
