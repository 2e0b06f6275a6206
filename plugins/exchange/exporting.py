"""The session as files of the public format: other numbers, other words, the same counts."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from plugins.exchange.composing import is_host
from plugins.exchange.instance import Instance, Person
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.reading import FORMAT
from plugins.exchange.result_object import compose_allocation
from plugins.exchange.standing import Standing
from venue_kiosk.api import NotNowError, RefusedError, Task, require


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
    document = _instance_object(instance, lambda each: names.get(each, each))
    _write(out, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    _write(allocation, compose_allocation(seats))
    kiosk.log.record("exchange_exported", n={"people": len(guests)})


def _instance_object(instance: Instance, rename: Callable[[str], str]) -> dict[str, Any]:
    policy = instance.policy
    words = _Letters()
    people = sorted((_person_object(each, rename, words) for each in instance.people), key=_id)
    return {
        "format": FORMAT,
        "meta": {},
        "rounds": instance.rounds,
        "groups": [
            {
                "id": each.id,
                "min": each.least,
                "max": each.most,
                "accessible_seats": each.accessible_seats,
            }
            for each in instance.groups
        ],
        "people": people,
        "together": [[rename(each) for each in team] for team in instance.together],
        "apart": [[rename(each) for each in pair] for pair in instance.apart],
        "pins": [
            {"person": rename(each.person), "group": each.group, "rounds": list(each.rounds)}
            for each in instance.pins
        ],
        "policy": {
            "facilitators_per_group": policy.facilitators_per_group,
            "neighbourhood_mode": policy.neighbourhood_mode,
            "cluster_cap": policy.cluster_cap,
            "weights": {
                "organisation": policy.weights.organisation,
                "experience": policy.weights.experience,
                "category": policy.weights.category,
                "repeat": policy.weights.repeat,
                "neighbourhood": policy.weights.neighbourhood,
            },
        },
    }


class _Letters:
    """Gives every word of a kind a number of its own."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, word: str | None) -> str | None:
        if word is None:
            return None
        return self._known.setdefault((kind, word), f"{kind}{len(self._known) + 1}")


def _person_object(person: Person, rename: Callable[[str], str], words: _Letters) -> dict[str, Any]:
    return {
        "id": rename(person.id),
        "facilitator": person.facilitator,
        "experienced": person.experienced,
        "category": person.category,
        "neighbourhood": words.of("N", person.neighbourhood),
        "organisation": words.of("O", person.organisation),
        "needs_accessible_seat": person.needs_accessible_seat,
        "anchored": person.anchored,
    }


def _id(person: Mapping[str, Any]) -> str:
    return str(person["id"])


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotNowError(
            _("{file} cannot be written: {reason}", file=path.name, reason=error.strerror or ""),
            _("Check the folder and its free space."),
        ) from None
