"""Whatever happens on a day: nobody moves by themselves, and every figure is a count of its own."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.exchange.composing import Asked, Room, compose_instance, seats_of
from plugins.exchange.problems import find_problems
from plugins.exchange.scoring import count_terms, weighted
from plugins.exchange.seating import reconcile
from plugins.exchange.settings import ExchangeSettings
from plugins.exchange.solving import solve
from plugins.exchange.standing import Standing
from plugins.exchange.state import State, Table, compare, compose_state
from plugins.exchange.trying import cheapest_swaps, judge, reseat, swapped
from venue_kiosk.api import Category, PresentPerson, Role
from venue_kiosk.config import parse_programme
from venue_kiosk.testing import compose_programme

PROGRAMME = parse_programme(compose_programme(), name="programme")
SETTINGS = ExchangeSettings(
    format="venue-exchange/1",
    tables=5,
    seats=6,
    fewest=2,
    guests_per_table=4,
    rounds=2,
    neighbourhood="spread",
)
DAYS = st.lists(
    st.tuples(
        st.sampled_from(["come", "leave", "close", "swap"]), st.integers(0, 99), st.integers(0, 99)
    ),
    max_size=8,
)


def person(number):
    return PresentPerson(
        attendee_id=number,
        reception_no=f"{number:04d}-0",
        category=Category.ZAIKIN if number % 7 == 0 else Category.ZAIJU,
        role=Role.ACTIVE_MEMBER if number % 3 == 0 else Role.LISTENER,
        organisation_code=f"{number % 4}" if number % 3 == 0 else None,
        town=f"town {number % 5}",
    )


def first_room(count):
    tables = {
        n: Table(table_no=n, seats=6, use="open" if 4 * (n - 1) < count else "spare")
        for n in range(1, 6)
    }
    people = {n: person(n) for n in range(1, count + 1)}
    room = Room(programme=PROGRAMME, settings=SETTINGS, state=State(tables=tables), people=people)
    solution = solve(compose_instance(room, Asked(rounds=[1, 2])), seed=1, moves=500)
    seats = seats_of(solution.allocation, [1, 2])
    return replace(room, state=replace(room.state, seats=seats), announced=(1,))


def live(room, act, one, two):
    """Let one thing happen; return the room after it, and whose table it may change."""
    people = sorted(room.people)
    if act == "come":
        newcomer = max([0, *people, *(key[1] for key in room.state.seats)]) + 1
        room = replace(room, people={**room.people, newcomer: person(newcomer)})
        return replace(room, state=reconcile(room)), {newcomer}
    if act == "leave" and len(people) > 1:
        who = people[one % len(people)]
        room = replace(room, people={n: p for n, p in room.people.items() if n != who})
        return replace(room, state=reconcile(room)), {who}
    if act == "close" and len(room.state.open_tables) > 1:
        table = room.state.open_tables[one % len(room.state.open_tables)]
        tables = {**room.state.tables, table.table_no: replace(table, use="closed")}
        room = replace(room, state=replace(room.state, tables=tables))
        return replace(room, state=reconcile(room)), set()
    seated = sorted(room.state.seating(1))
    if act == "swap" and len(seated) > 1:
        first, second = seated[one % len(seated)], seated[two % len(seated)]
        state = swapped(Standing(room), first, second, 1)
        return replace(room, state=state), {first, second}
    return room, set()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(4, 18), DAYS)
def test_nobody_moves_by_themselves_in_a_round_that_was_told(count, day):
    room = first_room(count)
    for act, one, two in day:
        before = room.state.seating(1)
        room, meant = live(room, act, one, two)
        after = room.state.seating(1)
        # Who waited for a seat may get one that somebody left; who has one keeps it.
        stayed = {p: at for p, at in before.items() if p not in meant}
        assert stayed == {p: after.get(p) for p in stayed}
        assert after.keys() <= room.people.keys()
        codes = {each.code for each in find_problems(room, 2)}
        assert "unseated" not in codes or "no_seats" in codes


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(4, 18), DAYS)
def test_the_figures_of_the_board_are_a_count_of_their_own(count, day):
    room = first_room(count)
    for act, one, two in day:
        room, _meant = live(room, act, one, two)
    standing = Standing(room)
    terms = count_terms(standing.instance, standing.allocation)
    assert standing.terms == terms
    assert standing.score == weighted(terms, standing.instance.policy.weights)
    assert standing.plan.cost == standing.score
    if not any(find_problems(room, number) for number in (1, 2)):
        assert standing.bound <= standing.score


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(6, 18), st.integers(0, 99))
def test_a_swap_costs_what_it_is_said_to_cost(count, place):
    room = first_room(count)
    standing = Standing(room)
    who = sorted(room.people)[place % count]
    for swap in cheapest_swaps(standing, who, 1):
        trial = judge(standing, swapped(standing, who, swap.partner, 1), 1)
        assert (trial.cost, trial.refused) == (swap.cost, "")


@given(st.dictionaries(st.tuples(st.integers(1, 3), st.integers(1, 9)), st.integers(1, 5)))
def test_what_changed_can_be_put_back_row_by_row(seats):
    before = first_room(8).state
    after = reseat(replace(before, seats=seats), 1, {3: 2})
    rows = {part: dict(each) for part, each in after.rows().items()}
    for each in compare(before, after):
        rows[each.part].pop(each.key, None)
        if each.before is not None:
            rows[each.part][each.key] = each.before
    assert compose_state(rows) == before
