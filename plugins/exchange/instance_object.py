"""An instance as its public format, people renamed and words lettered."""

from collections.abc import Callable, Mapping
from typing import Any

from plugins.exchange.instance import Instance, Person
from plugins.exchange.reading import FORMAT


def compose_instance_object(instance: Instance, rename: Callable[[str], str]) -> dict[str, Any]:
    """Return the object of an instance; ``rename`` gives every id another one."""
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
