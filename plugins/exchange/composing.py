"""The session as it stands becomes an instance for the search; what is not approved stays None."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from plugins.exchange.instance import Allocation, Group, Instance, Person, Pin, Policy
from plugins.exchange.settings import ExchangeSettings
from plugins.exchange.state import EVERY_ROUND, State, Table
from plugins.exchange.terms import terms_off
from venue_kiosk.api import PresentPerson, Programme, Role

_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who is to sit where: the state, the people who are there, and the rules of the house."""

    programme: Programme
    settings: ExchangeSettings
    state: State
    people: Mapping[int, PresentPerson]
    """Who has or needs a table, by record number."""
    announced: Sequence[int] = ()
    """Rounds that people were told, counted from 1."""

    @property
    def current(self) -> int:
        """The round that people sit in now, or 0 before the first is announced."""
        return max(self.announced, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one instance is about."""

    rounds: Sequence[int]
    """Rounds of the session, counted from 1, in order."""
    frozen: Collection[int] = ()
    """Those in which everybody keeps the table they have."""
    told: Collection[int] = ()
    """Those in which a change is a move."""
    wide: bool = False
    """Whether a table may have any number of guests that the settings allow."""
    fitting: Collection[int] = ()
    """Rounds whose numbers of guests are allowed as they are."""


def person_id(attendee_id: int) -> str:
    """Return a person's id in an instance."""
    return f"P{attendee_id:06d}"


def table_id(table_no: int) -> str:
    """Return a table's id in an instance."""
    return f"T{table_no:0{_DIGITS}d}"


def host_id(table_no: int) -> str:
    """Return the id of a table's facilitator in an instance."""
    return f"F{table_no:0{_DIGITS}d}"


def number_of(any_id: str) -> int:
    """Return the record number of a person, or a table's number."""
    return int(any_id[1:])


def is_host(any_id: str) -> bool:
    """Say whether an id is a facilitator's."""
    return any_id.startswith("F")


def compose_instance(room: Room, asked: Asked) -> Instance:
    """Return the instance of some rounds; rounds in it are counted from 0, in their order."""
    tables = room.state.open_tables
    # A facilitator who is still awaited counts as there: the board says so until there is one.
    hosts = [each.table_no for each in tables] if room.settings.facilitators else []
    off = terms_off(room.programme, room.settings)
    people = [_person(each, off) for each in room.people.values()]
    people += [_host(table_no) for table_no in hosts]
    mode = "off" if "neighbourhood" in off else room.settings.neighbourhood
    return Instance(
        rounds=len(asked.rounds),
        groups=[_group(each, room, asked) for each in tables],
        people=people,
        together=_together(room),
        apart=_apart(room),
        pins=[*_pins(room, asked), *(_host_pin(n, len(asked.rounds)) for n in hosts)],
        policy=Policy(
            facilitators_per_group=1 if room.settings.facilitators else None,
            neighbourhood_mode=mode,
            cluster_cap=room.settings.cluster_cap,
            weights=room.settings.engine_weights,
        ),
        previous=compose_allocation(room, asked.rounds) if asked.told else None,
        announced=[n for n, each in enumerate(asked.rounds) if each in asked.told],
    )


def compose_allocation(room: Room, rounds: Sequence[int]) -> Allocation:
    """Return who sits where in some rounds, facilitators among them; closed tables left out."""
    allocation = []
    for number in rounds:
        teams: dict[str, list[str]] = {}
        for table in room.state.open_tables:
            teams[table_id(table.table_no)] = (
                [host_id(table.table_no)] if room.settings.facilitators else []
            )
        for person, table_no in sorted(room.state.seating(number).items()):
            if person in room.people and table_id(table_no) in teams:
                teams[table_id(table_no)].append(person_id(person))
        allocation.append(teams)
    return allocation


def seats_of(allocation: Allocation, rounds: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return the seats of an allocation of some rounds, facilitators left out."""
    return {
        (number, number_of(person)): number_of(group)
        for number, seating in zip(rounds, allocation, strict=True)
        for group, team in seating.items()
        for person in team
        if not is_host(person)
    }


def even_share(room: Room) -> tuple[int, int]:
    """Return the fewest and the most guests of a table when they are spread evenly."""
    tables, people = len(room.state.open_tables), len(room.people)
    return people // tables, -(-people // tables)


def _person(person: PresentPerson, off: Mapping[str, str]) -> Person:
    role = None if "experience" in off or person.role is None else person.role
    return Person(
        id=person_id(person.attendee_id),
        facilitator=False,
        experienced=None if role is None else role is Role.ACTIVE_MEMBER,
        category=str(person.category),
        neighbourhood=None if "neighbourhood" in off else person.town,
        organisation=None if "organisation" in off else person.organisation_code,
        needs_accessible_seat=False,
        anchored=False,
    )


def _host(table_no: int) -> Person:
    return Person(
        id=host_id(table_no),
        facilitator=True,
        experienced=None,
        category=None,
        neighbourhood=None,
        organisation=None,
        needs_accessible_seat=False,
        anchored=True,
    )


def _host_pin(table_no: int, rounds: int) -> Pin:
    return Pin(host_id(table_no), table_id(table_no), range(rounds))


def _group(table: Table, room: Room, asked: Asked) -> Group:
    low, high = even_share(room)
    slack = room.settings.slack
    least, most = max(0, low - slack), min(table.seats, high + slack)
    if asked.wide:
        least, most = min(room.settings.fewest, low), table.seats
    for number in asked.fitting:
        seating = room.state.seating(number)
        sizes = Counter(at for person, at in seating.items() if person in room.people)
        least, most = min(least, sizes[table.table_no]), max(most, sizes[table.table_no])
    host = int(room.settings.facilitators)
    return Group(
        id=table_id(table.table_no),
        least=least + host,
        most=most + host,
        accessible_seats=table.accessible_seats,
    )


def _together(room: Room) -> list[list[str]]:
    sets = (
        [person_id(each) for each in people if each in room.people]
        for _set, people in room.state.rule_sets("together")
    )
    return [each for each in sets if len(each) > 1]


def _apart(room: Room) -> list[tuple[str, str]]:
    return [
        (person_id(one), person_id(two))
        for _set, people in room.state.rule_sets("apart")
        for one, two in combinations([each for each in people if each in room.people], 2)
    ]


def _pins(room: Room, asked: Asked) -> list[Pin]:
    state, index = room.state, {each: n for n, each in enumerate(asked.rounds)}
    usable = {each.table_no for each in state.open_tables}
    places: dict[tuple[int, int], int] = {}
    for (number, person), table_no in state.pins.items():
        for each in asked.rounds if number == EVERY_ROUND else [number]:
            places[each, person] = table_no
    for number in asked.frozen:
        for person, table_no in state.seating(number).items():
            places[number, person] = table_no
    rounds_at: dict[tuple[int, int], list[int]] = {}
    for (number, person), table_no in sorted(places.items()):
        if number in index and person in room.people and table_no in usable:
            rounds_at.setdefault((person, table_no), []).append(index[number])
    return [Pin(person_id(p), table_id(t), rounds) for (p, t), rounds in rounds_at.items()]
