"""The bytes of an instance become an ``Instance``, or every problem with its JSON path."""

from collections.abc import Sequence
from typing import Any, Final, Literal, cast

from plugins.exchange.instance import (
    Allocation,
    Conflict,
    Group,
    Instance,
    Person,
    Pin,
    Policy,
    Weights,
)
from plugins.exchange.json_fields import JsonFields, at_key, parse_json
from plugins.exchange.messages import _

FORMAT: Final = "venue-groups/1"
ALLOCATION_FORMAT: Final = "venue-groups-allocation/1"
MOST_BYTES: Final = 10_000_000
MOST_PEOPLE: Final = 10_000
MOST_ROUNDS: Final = 100

_KEYS: Final = (
    "format",
    "meta",
    "rounds",
    "groups",
    "people",
    "together",
    "apart",
    "pins",
    "policy",
)
_OPTIONAL: Final = ("previous", "announced_rounds")
_GROUP: Final = ("id", "min", "max", "accessible_seats")
_FLAGS: Final = ("facilitator", "needs_accessible_seat", "anchored")
_TEXTS: Final = ("category", "neighbourhood", "organisation")
_PERSON: Final = ("id", "experienced", *_FLAGS, *_TEXTS)
_POLICY: Final = ("facilitators_per_group", "neighbourhood_mode", "cluster_cap", "weights")
_WEIGHTS: Final = ("organisation", "experience", "category", "repeat", "neighbourhood")
_MODES: Final = ("spread", "cluster", "off")
_PAIR: Final = 2
_HEAVIEST: Final = 1_000_000


def parse_instance(content: bytes) -> Instance | Sequence[Conflict]:
    """Return the instance, or all that is wrong with it; never both, never neither."""
    if len(content) > MOST_BYTES:
        text = _("The file is larger than {n} bytes.", n=MOST_BYTES)
        return [Conflict(code="too_large", path="$", text=text)]
    try:
        document = parse_json(content)
    except ValueError:
        return [Conflict(code="not_json", path="$", text=_("The file is not JSON in UTF-8."))]
    reading = _Reading()
    instance = reading.instance(document)
    return reading.fields.problems or instance


class _Reading:
    def __init__(self) -> None:
        self.fields = JsonFields()
        self._people: dict[str, str] = {}
        self._groups: dict[str, str] = {}

    def instance(self, value: object) -> Instance:
        table = self.fields.table(value, "$", _KEYS, _OPTIONAL)
        if table.get("format", FORMAT) != FORMAT:
            self.fields.note("format", "$.format", _("This must be {wanted}.", wanted=FORMAT))
        if "meta" in table and not isinstance(table["meta"], dict):
            self.fields.table(table["meta"], "$.meta", ())
        rounds = self.fields.whole(table.get("rounds", 1), "$.rounds", least=1, most=MOST_ROUNDS)
        groups = self._list(table, "groups", least=1, most=MOST_PEOPLE)
        people = self._list(table, "people", most=MOST_PEOPLE)
        previous = None
        read_groups = [self._group(each, f"$.groups[{n}]") for n, each in enumerate(groups)]
        read_people = [self._person(each, f"$.people[{n}]") for n, each in enumerate(people)]
        if table.get("previous") is not None:
            previous = self._previous(table["previous"], rounds)
        announced = list(range(rounds))
        if "announced_rounds" in table:
            announced = self._rounds(table["announced_rounds"], "$.announced_rounds", rounds)
        together = self._list(table, "together")
        apart = self._list(table, "apart")
        pins = self._list(table, "pins")
        return Instance(
            rounds=rounds,
            groups=read_groups,
            people=read_people,
            together=[self._team(each, f"$.together[{n}]") for n, each in enumerate(together)],
            apart=[self._pair(each, f"$.apart[{n}]") for n, each in enumerate(apart)],
            pins=[self._pin(each, f"$.pins[{n}]", rounds) for n, each in enumerate(pins)],
            policy=self._policy(table["policy"]) if "policy" in table else _NO_POLICY,
            previous=previous,
            announced=announced,
        )

    def _list(
        self, table: dict[str, Any], key: str, *, least: int = 0, most: int = 10**6
    ) -> list[Any]:
        if key not in table:
            return []
        return self.fields.rows(table[key], f"$.{key}", least=least, most=most)

    def _group(self, value: object, path: str) -> Group:
        table = self.fields.table(value, path, _GROUP)
        least, most, seats = (
            self.fields.whole(table[key], f"{path}.{key}") if key in table else 0
            for key in ("min", "max", "accessible_seats")
        )
        if least > most:
            sentence = _("The smallest size is larger than the largest.")
            self.fields.note("size_order", f"{path}.min", sentence)
        name = self._new_id(table, path, self._groups)
        return Group(id=name, least=least, most=most, accessible_seats=seats)

    def _person(self, value: object, path: str) -> Person:
        table = self.fields.table(value, path, _PERSON)
        flags = {
            key: self.fields.flag(table[key], f"{path}.{key}") for key in _FLAGS if key in table
        }
        texts = {
            key: self.fields.text(table[key], f"{path}.{key}")
            for key in _TEXTS
            if table.get(key) is not None
        }
        experienced = table.get("experienced")
        if experienced is not None:
            experienced = self.fields.flag(experienced, f"{path}.experienced")
        return Person(
            id=self._new_id(table, path, self._people),
            experienced=experienced,
            facilitator=flags.get("facilitator", False),
            needs_accessible_seat=flags.get("needs_accessible_seat", False),
            anchored=flags.get("anchored", False),
            category=texts.get("category"),
            neighbourhood=texts.get("neighbourhood"),
            organisation=texts.get("organisation"),
        )

    def _new_id(self, table: dict[str, Any], path: str, known: dict[str, str]) -> str:
        if "id" not in table:
            return ""
        name = self.fields.text(table["id"], f"{path}.id")
        if name and known.setdefault(name, path) != path:
            sentence = _("This id already stands at {place}.", place=known[name])
            self.fields.note("duplicate_id", f"{path}.id", sentence)
        return name

    def _known(self, value: object, path: str, known: dict[str, str]) -> str:
        name = self.fields.text(value, path)
        if name and name not in known:
            people = known is self._people
            code = "unknown_person" if people else "unknown_group"
            words = _("No person has this id.") if people else _("No group has this id.")
            self.fields.note(code, path, words)
        return name

    def _team(self, value: object, path: str) -> Sequence[str]:
        names = self.fields.rows(value, path)
        return [self._known(each, f"{path}[{n}]", self._people) for n, each in enumerate(names)]

    def _pair(self, value: object, path: str) -> tuple[str, str]:
        names = self.fields.rows(value, path, least=_PAIR, most=_PAIR)
        if len(names) != _PAIR:
            return "", ""
        first, second = (
            self._known(each, f"{path}[{n}]", self._people) for n, each in enumerate(names)
        )
        if first and first == second:
            sentence = _("Nobody can be kept apart from themselves.")
            self.fields.note("apart_from_self", path, sentence)
        return first, second

    def _pin(self, value: object, path: str, rounds: int) -> Pin:
        table = self.fields.table(value, path, ("person", "group"), ("rounds",))
        chosen = list(range(rounds))
        if "rounds" in table:
            chosen = self._rounds(table["rounds"], f"{path}.rounds", rounds)
        person, group = "", ""
        if "person" in table:
            person = self._known(table["person"], f"{path}.person", self._people)
        if "group" in table:
            group = self._known(table["group"], f"{path}.group", self._groups)
        return Pin(person, group, chosen)

    def _rounds(self, value: object, path: str, rounds: int) -> list[int]:
        numbers = self.fields.rows(value, path)
        chosen = [
            self.fields.whole(each, f"{path}[{n}]", most=rounds - 1)
            for n, each in enumerate(numbers)
        ]
        return sorted(set(chosen))

    def _policy(self, value: object) -> Policy:
        path = "$.policy"
        table = self.fields.table(value, path, _POLICY)
        facilitators = table.get("facilitators_per_group")
        if facilitators is not None:
            facilitators = self.fields.whole(facilitators, f"{path}.facilitators_per_group")
        mode = table.get("neighbourhood_mode", "off")
        mode = self.fields.choice(mode, f"{path}.neighbourhood_mode", _MODES)
        weights = self.fields.table(table.get("weights", {}), f"{path}.weights", _WEIGHTS)
        return Policy(
            facilitators_per_group=facilitators,
            neighbourhood_mode=cast('Literal["spread", "cluster", "off"]', mode),
            cluster_cap=self.fields.whole(table.get("cluster_cap", 0), f"{path}.cluster_cap"),
            weights=Weights(**{key: self._weight(weights.get(key, 0), key) for key in _WEIGHTS}),
        )

    def _weight(self, value: object, key: str) -> int:
        return self.fields.whole(value, f"$.policy.weights.{key}", most=_HEAVIEST)

    def _previous(self, value: object, rounds: int) -> Allocation:
        path = "$.previous"
        table = self.fields.table(value, path, ("format", "rounds"))
        if table.get("format", ALLOCATION_FORMAT) != ALLOCATION_FORMAT:
            sentence = _("This must be {wanted}.", wanted=ALLOCATION_FORMAT)
            self.fields.note("format", f"{path}.format", sentence)
        tables = table.get("rounds", [{}] * rounds)
        tables = self.fields.rows(tables, f"{path}.rounds", least=rounds, most=rounds)
        return [self._seating(each, f"{path}.rounds[{n}]") for n, each in enumerate(tables)]

    def _seating(self, value: object, path: str) -> dict[str, Sequence[str]]:
        if not isinstance(value, dict):
            self.fields.table(value, path, ())
            return {}
        places: dict[str, str] = {}
        seating: dict[str, Sequence[str]] = {}
        for group, names in value.items():
            where = at_key(path, group)
            people = self.fields.rows(names, where)
            seating[group] = [
                self.fields.text(each, f"{where}[{n}]") for n, each in enumerate(people)
            ]
            for n, name in enumerate(seating[group]):
                if name and places.setdefault(name, f"{where}[{n}]") != f"{where}[{n}]":
                    sentence = _("This id already stands at {place}.", place=places[name])
                    self.fields.note("duplicate_id", f"{where}[{n}]", sentence)
        return seating


_NO_POLICY: Final = Policy(
    facilitators_per_group=None,
    neighbourhood_mode="off",
    cluster_cap=0,
    weights=Weights(organisation=0, experience=0, category=0, repeat=0, neighbourhood=0),
)
