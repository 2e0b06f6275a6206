"""The session behind the board: plans, announcements, late arrivals, no-shows, repairs, undo."""

import json

import pytest

from plugins.exchange.composing import is_host, number_of
from plugins.exchange.problems import find_problems
from plugins.exchange.scoring import count_terms, weighted
from plugins.exchange.standing import Standing
from plugins.exchange.trying import cheapest_swaps, judge, swapped
from tests.plugins.exchange.gatherings import APPROVED, Gathering
from venue_kiosk.api import NotNowError, RefusedError


def test_everybody_who_is_here_gets_a_table_in_every_round(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    room = gathering.exchange.book.room()
    for number in (1, 2, 3):
        assert room.state.seating(number).keys() == room.people.keys()
        assert find_problems(room, number) == []
    assert len(room.state.open_tables) == 60 // 5


def test_the_same_seed_gives_the_same_tables(make_venue):
    first, second = (Gathering(make_venue) for _ in range(2))
    for each in (first, second):
        each.exchange.allocator.allocate(seed=9)
    assert first.seating(3) == second.seating(3)


def test_the_figures_are_those_of_a_count_of_their_own(gathering):
    gathering.announce()
    gathering.come(3)
    standing = Standing(gathering.exchange.book.room())
    terms = count_terms(standing.instance, standing.allocation)
    assert standing.terms == terms
    assert standing.score == weighted(terms, standing.instance.policy.weights) >= standing.bound


def test_who_comes_late_is_told_a_table_and_nobody_moves(gathering):
    gathering.announce()
    before = gathering.seating()
    [verdict] = gathering.come(1)
    [line] = verdict.greeting
    after = gathering.seating()
    assert line.number == after[verdict.attendee.attendee_id]
    assert {each: after[each] for each in before} == before


def test_before_the_announcement_nobody_is_told_a_table(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    [verdict] = gathering.come(1)
    assert verdict.greeting == ()
    assert verdict.attendee.attendee_id in gathering.seating()


def test_a_check_in_taken_back_gives_its_seat_free(gathering):
    gathering.announce()
    [verdict] = gathering.come(1)
    gathering.reception.desk.revoke(verdict.check_in.check_in_id, why="wrong_person")
    assert verdict.attendee.attendee_id not in gathering.seating()


def test_an_announced_round_stays_while_the_others_are_searched_anew(gathering):
    gathering.announce()
    gathering.come(4)
    before = gathering.seating(1)
    gathering.exchange.allocator.allocate(seed=77)
    assert gathering.seating(1) == before
    plan = gathering.exchange.store.plan(1)
    assert (plan.seed, plan.is_stale) == (77, False)


def test_a_closed_table_waits_for_a_choice_and_the_plan_with_fewest_moves_moves_its_people_only(
    gathering,
):
    gathering.announce()
    before = gathering.seating()
    gathering.exchange.office.close_table(4)
    assert gathering.seating() == before
    first, *others = gathering.exchange.repairs.propose()
    assert {each.person for each in first.moves} == {p for p, at in before.items() if at == 4}
    assert all(each.score < first.score for each in others)
    gathering.exchange.repairs.choose(first)
    room = gathering.exchange.book.room()
    assert find_problems(room, 1) == []
    assert Standing(room).score == first.score


def test_a_plan_that_was_proposed_before_a_change_is_refused(gathering):
    gathering.announce()
    gathering.exchange.office.close_table(4)
    [first, *_others] = gathering.exchange.repairs.propose()
    gathering.come(1)
    with pytest.raises(NotNowError):
        gathering.exchange.repairs.choose(first)


def test_a_table_left_by_too_many_gets_somebody_back_with_the_fewest_moves(make_venue):
    gathering = Gathering(make_venue, settings={"fewest": 4})
    gathering.announce()
    leaving = [person for person, at in gathering.seating().items() if at == 2][:2]
    for person in leaving:
        gathering.exchange.office.mark_gone(person)
    room = gathering.exchange.book.room()
    assert [each.code for each in find_problems(room, 1)] == ["too_few"]
    [first, *_others] = gathering.exchange.repairs.propose()
    assert len(first.moves) == 1
    gathering.exchange.repairs.choose(first)
    assert find_problems(gathering.exchange.book.room(), 1) == []


def test_who_left_and_comes_back_is_seated(gathering):
    gathering.announce()
    person = min(gathering.seating())
    gathering.exchange.office.mark_gone(person)
    assert person not in gathering.seating()
    gathering.exchange.office.mark_back(person)
    assert person in gathering.seating()


def test_a_swap_costs_what_it_was_said_to_cost_and_can_be_taken_back(gathering):
    gathering.announce()
    before = gathering.seating()
    standing = Standing(gathering.exchange.book.room())
    person = min(before)
    swap = cheapest_swaps(standing, person, 1)[0]
    trial = judge(standing, swapped(standing, person, swap.partner, 1), 1)
    assert trial.cost == swap.cost
    gathering.exchange.office.swap(person, swap.partner, 1)
    assert Standing(gathering.exchange.book.room()).score == standing.score + swap.cost
    assert gathering.exchange.book.undo() == "swapped"
    assert gathering.seating() == before


def test_what_changed_since_is_not_taken_back(gathering):
    gathering.announce()
    one, two, three = list({at: person for person, at in gathering.seating().items()}.values())[:3]
    gathering.exchange.office.swap(one, two, 1)
    step = gathering.exchange.store.last_step(1)
    gathering.exchange.office.swap(one, three, 1)
    newest = gathering.exchange.store.last_step(1)
    with gathering.exchange.kiosk.tables.transaction():
        gathering.exchange.store.forget_steps(1, only=newest.step_id)
    assert gathering.exchange.store.last_step(1) == step
    with pytest.raises(NotNowError):
        gathering.exchange.book.undo()


def test_a_move_by_hand_outlives_the_next_search(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    person, at = min(gathering.seating(2).items())
    to = next(n for n in range(1, 12) if n != at)
    gathering.exchange.office.move(person, 2, to)
    gathering.exchange.allocator.allocate(seed=5)
    assert gathering.seating(2)[person] == to


def test_the_log_holds_counts_and_no_reception_number(gathering):
    gathering.announce()
    gathering.come(1)
    gathering.exchange.office.mark_gone(min(gathering.seating()))
    lines = [
        *gathering.venue.deeds("exchange_allocated"),
        *gathering.venue.deeds("exchange_announced"),
        *gathering.venue.deeds("exchange_seated"),
        *gathering.venue.deeds("exchange_marked_gone"),
    ]
    assert [each["act"] for each in lines] == [
        *("exchange_allocated", "exchange_announced", "exchange_seated", "exchange_marked_gone"),
    ]
    numbers = [each.reception_no for each in gathering.people]
    assert not any(number in json.dumps(lines) for number in numbers)


def test_a_search_that_somebody_overtook_is_not_taken_over(gathering):
    allocator = gathering.exchange.allocator
    prepared = allocator.prepare(seed=1)
    solution = allocator.search(prepared, lambda _progress: True)
    allocator.take_over(prepared, solution)
    again = allocator.prepare(seed=2)
    gathering.exchange.office.close_table(3)
    with pytest.raises(NotNowError):
        allocator.take_over(again, allocator.search(again, lambda _progress: True))
    assert gathering.exchange.store.plan(1).seed == 1


def test_a_plan_that_cannot_be_stored_leaves_the_old_one_whole(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    before = gathering.exchange.book.room().state

    def fail(sql):
        if "INTO exchange_plans" in sql:
            raise OSError

    gathering.venue.before_statement = fail
    with pytest.raises(OSError):  # noqa: PT011 - planted above
        gathering.exchange.allocator.allocate(seed=2)
    gathering.venue.before_statement = lambda _sql: None
    assert gathering.exchange.book.room().state == before
    assert gathering.exchange.store.plan(1).seed == 1


def test_who_came_while_the_search_ran_has_a_seat(gathering):
    allocator = gathering.exchange.allocator
    prepared = allocator.prepare(seed=1)
    solution = allocator.search(prepared, lambda _progress: True)
    [verdict] = gathering.come(1)
    allocator.take_over(prepared, solution)
    assert verdict.attendee.attendee_id in gathering.seating(3)
    assert gathering.exchange.store.plan(1).is_stale


def test_facilitators_are_nobody_on_the_register(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    standing = Standing(gathering.exchange.book.room())
    hosts = [each for each in standing.instance.people if each.facilitator]
    assert all(is_host(each.id) for each in hosts)
    assert {number_of(each.id) for each in hosts} == set(range(1, 13))


def test_nothing_is_allocated_when_nobody_is_here(make_venue):
    gathering = Gathering(make_venue, people=0, approvals=APPROVED)
    with pytest.raises(RefusedError):
        gathering.exchange.allocator.allocate()
    with pytest.raises(RefusedError):
        gathering.exchange.repairs.propose()
