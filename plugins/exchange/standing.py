"""How good the seats are as they stand: figures of the whole, of a table, and of any change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from plugins.exchange.bounds import bound_terms
from plugins.exchange.composing import (
    Asked,
    Room,
    compose_allocation,
    compose_instance,
    even_share,
    person_id,
    table_id,
)
from plugins.exchange.instance import Allocation, Instance
from plugins.exchange.model import Model, compose_model
from plugins.exchange.plan import Plan
from plugins.exchange.scoring import count_terms, interval, weighted
from venue_kiosk.api import PresentPerson, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """One table in one round."""

    table_no: int
    people: Sequence[int]
    free: int
    """Seats that nobody sits on."""
    active: int | None
    """Active members; None where that may not be known."""
    active_share: tuple[int, int]
    """How many there should be, at least and at most."""
    categories: Mapping[str, int]
    colleagues: int
    """Pairs of one organisation."""
    neighbours: int
    """Pairs of one neighbourhood."""
    again: int
    """Pairs who sat together in an earlier round."""


class Standing:
    """One room, counted once; ``room`` must have open tables and planned rounds."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.rounds = range(1, room.state.rounds_planned + 1)

    @cached_property
    def instance(self) -> Instance:
        """The instance that these seats answer; their sizes are allowed as they are."""
        return compose_instance(self.room, Asked(rounds=self.rounds, fitting=self.rounds))

    @cached_property
    def allocation(self) -> Allocation:
        """The seats, facilitators among them."""
        return compose_allocation(self.room, self.rounds)

    @cached_property
    def terms(self) -> dict[str, int]:
        """The five soft terms."""
        return count_terms(self.instance, self.allocation)

    @property
    def score(self) -> int:
        """The weighted sum of the terms."""
        return weighted(self.terms, self.instance.policy.weights)

    @cached_property
    def bound(self) -> int:
        """What no seats can be better than, as far as that is proven."""
        return weighted(bound_terms(self.instance), self.instance.policy.weights)

    @cached_property
    def model(self) -> Model:
        """The numbers of the instance."""
        return compose_model(self.instance)

    @cached_property
    def plan(self) -> Plan:
        """The seats, ready for trying changes."""
        plan = Plan(self.model)
        people, groups = self.model.person_index, self.model.group_index
        for number, seating in enumerate(self.allocation):
            for group, team in seating.items():
                for person in team:
                    plan.put(number, people[person], groups[group])
        return plan

    def person(self, attendee_id: int) -> int:
        """Return a person's index in the model."""
        return self.model.person_index[person_id(attendee_id)]

    def group(self, table_no: int) -> int:
        """Return a table's index in the model."""
        return self.model.group_index[table_id(table_no)]

    def team(self, table_no: int, number: int) -> list[int]:
        """Return who sits at a table, by record number."""
        seating = self.room.state.seating(number)
        return sorted(p for p, at in seating.items() if at == table_no and p in self.room.people)

    def tables(self, number: int) -> Sequence[TableFigures]:
        """Return the figures of every open table in a round."""
        return [self.table(each.table_no, number) for each in self.room.state.open_tables]

    def table(self, table_no: int, number: int) -> TableFigures:
        """Return the figures of one table in a round."""
        people = self.team(table_no, number)
        here = [self.room.people[each] for each in people]
        unit = self._units
        strangers = [(a, b) for a, b in combinations(here, 2) if not _one_unit(unit, a, b)]
        members = [each for each in here if each.role is Role.ACTIVE_MEMBER]
        return TableFigures(
            table_no=table_no,
            people=people,
            free=self.room.state.tables[table_no].seats - len(people),
            active=len(members) if self._knows_roles else None,
            active_share=self.active_share,
            categories=Counter(str(each.category) for each in here),
            colleagues=sum(_same(a.organisation_code, b.organisation_code) for a, b in strangers),
            neighbours=sum(_same(a.town, b.town) for a, b in strangers),
            again=sum(self._have_met(a, b, number) for a, b in strangers),
        )

    @cached_property
    def active_share(self) -> tuple[int, int]:
        """How many active members a table should have."""
        total = sum(p.role is Role.ACTIVE_MEMBER for p in self.room.people.values())
        return interval(total, len(self.room.state.open_tables))

    @property
    def even_share(self) -> tuple[int, int]:
        """How many guests a table should have."""
        return even_share(self.room)

    @cached_property
    def _knows_roles(self) -> bool:
        return any(each.experienced is not None for each in self.instance.people)

    @cached_property
    def _units(self) -> Mapping[int, int]:
        return {
            person: set_no
            for set_no, people in self.room.state.rule_sets("together")
            for person in people
        }

    def _have_met(self, one: PresentPerson, two: PresentPerson, number: int) -> bool:
        state = self.room.state
        return any(
            _same(state.table_of(one.attendee_id, n), state.table_of(two.attendee_id, n))
            for n in range(1, number)
        )


def _same(one: object, two: object) -> bool:
    return one is not None and one == two


def _one_unit(units: Mapping[int, int], one: PresentPerson, two: PresentPerson) -> bool:
    return _same(units.get(one.attendee_id), units.get(two.attendee_id))
