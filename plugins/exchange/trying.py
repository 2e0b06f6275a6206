"""What a change would cost before anybody makes it: moves, swaps, and why somebody sits there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.exchange.composing import compose_allocation
from plugins.exchange.instance import Instance
from plugins.exchange.messages import _
from plugins.exchange.problems import refuse_reason
from plugins.exchange.scoring import count_terms, weighted
from plugins.exchange.standing import Standing
from plugins.exchange.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a change of seats in one round costs."""

    cost: int
    """How much the score grows; less than 0 where it gets better."""
    terms: Mapping[str, int]
    """How much each term grows, those left out that stay as they are."""
    refused: str = ""
    """The hard rule that forbids it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """An exchange of two people in one round."""

    table_no: int
    partner: int
    cost: int


def companions_of(state: State, person: int) -> Sequence[int]:
    """Return everybody who moves when this person moves, the person among them."""
    found, waiting = {person}, [person]
    sets = [set(people) for _set_no, people in state.rule_sets("together")]
    while waiting:
        who = waiting.pop()
        for people in sets:
            new = people - found if who in people else set()
            found |= new
            waiting += new
    return sorted(found)


def reseat(state: State, number: int, places: Mapping[int, int]) -> State:
    """Return the state with other tables for some people in a round."""
    seats = {**state.seats, **{(number, person): at for person, at in places.items()}}
    return replace(state, seats=seats)


def moved(standing: Standing, person: int, number: int, table_no: int) -> State:
    """Return the state with a person, and who must stay with them, at another table."""
    people = [
        each for each in companions_of(standing.room.state, person) if each in standing.room.people
    ]
    return reseat(standing.room.state, number, dict.fromkeys(people, table_no))


def swapped(standing: Standing, one: int, two: int, number: int) -> State:
    """Return the state with two people at each other's tables."""
    seating = standing.room.state.seating(number)
    return reseat(standing.room.state, number, {one: seating[two], two: seating[one]})


def judge(standing: Standing, state: State, number: int) -> Trial:
    """Return what a changed state costs against the seats as they stand."""
    room = replace(standing.room, state=state)
    instance = standing.instance
    now = count_terms(instance, compose_allocation(room, standing.rounds))
    before = standing.terms
    old, new = standing.room.state.seating(number), state.seating(number)
    changed = [person for person in {*old, *new} if old.get(person) != new.get(person)]
    goals = {new[person] for person in changed if person in new}
    touched = goals | {old[person] for person in changed if person in old}
    shut = sorted(n for n in goals if n not in state.tables or state.tables[n].use != "open")
    tables = [each for each in state.open_tables if each.table_no in touched]
    return Trial(
        cost=_weigh(instance, now) - _weigh(instance, before),
        terms={term: n - before[term] for term, n in now.items() if n != before[term]},
        refused=_("Table {n} is not in use.", n=shut[0])
        if shut
        else refuse_reason(room, number, tables),
    )


def cheapest_swaps(standing: Standing, person: int, number: int) -> Sequence[Swap]:
    """Return the cheapest exchange with somebody of each other table, the cheapest first.

    Companions stay together: who has any is exchanged with nobody.
    """
    state = standing.room.state
    here = state.table_of(person, number)
    usable = {each.table_no for each in state.open_tables}
    if (
        here not in usable
        or len(companions_of(state, person)) > 1
        or _is_pinned(state, person, number)
    ):
        return []
    bound = {each for _set, people in state.rule_sets("together") for each in people}
    found = []
    for table in state.open_tables:
        if table.table_no == here:
            continue
        swaps = [
            swap
            for other in standing.team(table.table_no, number)
            if other not in bound
            and not _is_pinned(state, other, number)
            and (swap := _try_swap(standing, person, other, number, here, table.table_no))
        ]
        if swaps:
            found.append(min(swaps, key=lambda each: (each.cost, each.partner)))
    return sorted(found, key=lambda each: (each.cost, each.table_no))


def _try_swap(
    standing: Standing, one: int, two: int, number: int, here: int, there: int
) -> Swap | None:
    plan, index = standing.plan, number - 1
    before = plan.cost
    at, to = standing.group(here), standing.group(there)
    undo = plan.move([(index, standing.person(one), to), (index, standing.person(two), at)])
    cost = plan.cost - before
    broken = _meet_apart(standing, one, to, index) or _meet_apart(standing, two, at, index)
    plan.move(undo)
    return None if broken else Swap(table_no=there, partner=two, cost=cost)


def _meet_apart(standing: Standing, person: int, group: int, index: int) -> bool:
    apart = standing.model.apart[standing.person(person)]
    return not apart.isdisjoint(standing.plan.teams[index][group])


def _is_pinned(state: State, person: int, number: int) -> bool:
    return (0, person) in state.pins or (number, person) in state.pins


def _weigh(instance: Instance, terms: Mapping[str, int]) -> int:
    return weighted(terms, instance.policy.weights)
