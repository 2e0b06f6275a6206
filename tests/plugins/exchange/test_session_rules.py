"""The rules of the session: between people, of tables and hosts, of who may do what."""

import pytest

from plugins.exchange.problems import find_problems
from plugins.exchange.standing import Standing
from plugins.exchange.trying import cheapest_swaps
from tests.plugins.exchange.gatherings import Gathering, write_settings
from venue_kiosk.api import NotPermittedError, RefusedError


def test_companions_sit_together_and_two_people_apart_in_every_round(gathering):
    one, two, three, four = sorted(gathering.exchange.book.room().people)[:4]
    gathering.exchange.office.keep("together", [one, two, three])
    gathering.exchange.office.keep("apart", [three, four])
    gathering.exchange.allocator.allocate(seed=1)
    for number in (1, 2, 3):
        seating = gathering.seating(number)
        assert seating[one] == seating[two] == seating[three] != seating[four]


def test_without_the_wards_approval_no_rule_between_people_is_kept(make_venue):
    gathering = Gathering(make_venue, people=20, approvals=("furigana",))
    one, two = sorted(gathering.exchange.book.room().people)[:2]
    for kind in ("together", "apart"):
        with pytest.raises(RefusedError):
            gathering.exchange.office.keep(kind, [one, two])
    gathering.exchange.allocator.allocate(seed=1)
    instance = Standing(gathering.exchange.book.room()).instance
    assert all(each.experienced is None and each.organisation is None for each in instance.people)


def test_too_many_companions_are_named(gathering):
    people = sorted(gathering.exchange.book.room().people)[:8]
    gathering.exchange.office.keep("together", people)
    with pytest.raises(RefusedError) as refused:
        gathering.exchange.allocator.allocate(seed=1)
    first = gathering.exchange.book.room().people[people[0]].reception_no
    assert first in refused.value.hint


def test_a_guest_who_facilitates_stays_at_the_table_and_leaves_a_gap(gathering):
    gathering.announce()
    person, table_no = min(gathering.seating().items())
    gathering.exchange.office.miss_host(table_no)
    room = gathering.exchange.book.room()
    assert [each.code for each in find_problems(room, 1)] == ["no_host"]
    gathering.exchange.office.guest_host(table_no, person)
    gathering.exchange.allocator.allocate(seed=3)
    assert {gathering.seating(number)[person] for number in (1, 2, 3)} == {table_no}
    gathering.exchange.office.mark_gone(person)
    room = gathering.exchange.book.room()
    assert room.state.tables[table_no].host == "missing"


def test_an_accessible_seat_is_counted_and_for_whom_is_kept_nowhere(gathering):
    gathering.exchange.allocator.allocate(seed=1)
    person = next(p for p, at in sorted(gathering.seating().items()) if at not in (1, 2))
    gathering.exchange.office.take_accessible_seat(person, 1)
    table = gathering.exchange.book.room().state.tables[1]
    assert (table.accessible_taken, gathering.seating()[person]) == (1, 1)
    other = next(p for p, at in sorted(gathering.seating().items()) if at == 5)
    with pytest.raises(RefusedError):
        gathering.exchange.office.take_accessible_seat(other, 7)


def test_only_a_facilitator_or_who_is_in_charge_changes_tables(gathering):
    gathering.announce()
    exchange = gathering.reception.plugin("exchange")
    one, two = sorted(gathering.seating())[:2]
    for act in (
        exchange.allocator.allocate,
        exchange.office.announce,
        exchange.repairs.propose,
        exchange.book.undo,
        lambda: exchange.office.swap(one, two, 1),
        lambda: exchange.cards.set_totals(blue=1, yellow=1),
    ):
        with pytest.raises(NotPermittedError):
            act()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"fewest": 6}, "fewest"),
        ({"seats": 4}, "guests_per_table"),
        ({"1": 9}, "accessible_seats"),
    ],
)
def test_settings_that_contradict_each_other_are_named(make_venue, changes, place):
    venue = make_venue(plugins=["exchange"])
    write_settings(venue, **changes)
    with pytest.raises(Exception, match=place):
        venue.open("H-05")


def test_the_ward_gets_counts_and_nothing_of_anybody(gathering):
    gathering.announce()
    gathering.come(2)
    one, two = list({at: person for person, at in gathering.seating().items()}.values())[:2]
    gathering.exchange.office.swap(one, two, 1)
    [listed] = gathering.exchange.kiosk_hand_over().lists
    assert [row[1:] for row in listed.rows] == [
        ("案内のあとに机を移った延べ人数", "2"),
        ("班分けした人数（交流会 1回目）", "60"),
        ("案内のあとに席についた人数", "2"),
        ("使った机の数（交流会 1回目）", "12"),
    ]


def test_a_late_arrival_sits_with_a_colleague_only_where_every_other_table_is_fuller(gathering):
    gathering.announce()
    gathering.come(10)
    standing = Standing(gathering.exchange.book.room())
    sizes = [len(each.people) for each in standing.tables(1)]
    assert max(sizes) - min(sizes) <= 2
    assert standing.terms["organisation"] == 0


def test_a_missing_facilitator_can_be_waited_for_replaced_by_a_guest_or_the_table_closed(gathering):
    gathering.announce()
    gathering.exchange.office.miss_host(3)
    ways = {each.way: each for each in gathering.exchange.repairs.propose()}
    assert (ways["seats"].moves, ways["guest"].moves) == ([], [])
    sitting = {person for person, at in gathering.seating().items() if at == 3}
    assert ways["guest"].guest in sitting
    assert {each.person for each in ways["close"].moves} == sitting
    gathering.exchange.repairs.choose(ways["close"])
    room = gathering.exchange.book.room()
    assert room.state.tables[3].use == "closed"
    assert find_problems(room, 1) == []


def test_a_guest_takes_over_from_the_plans(gathering):
    gathering.announce()
    gathering.exchange.office.miss_host(3)
    before = gathering.seating()
    plans = gathering.exchange.repairs.propose()
    gathering.exchange.repairs.choose(next(each for each in plans if each.way == "guest"))
    room = gathering.exchange.book.room()
    assert (find_problems(room, 1), gathering.seating()) == ([], before)
    assert gathering.exchange.book.undo() == "repaired"
    assert gathering.exchange.book.room().state.tables[3].host == "missing"


def test_people_of_a_closed_table_can_be_carried_to_others_one_by_one(gathering):
    gathering.announce()
    gathering.exchange.office.close_table(4)
    person = min(person for person, at in gathering.seating().items() if at == 4)
    assert cheapest_swaps(Standing(gathering.exchange.book.room()), person, 1) == []
    with pytest.raises(RefusedError):
        gathering.exchange.office.move(min(gathering.seating()), 1, 4)
    gathering.exchange.office.move(person, 1, 5)
    assert gathering.seating()[person] == 5
