"""Two lanes at once: late arrivals of separate processes share the free seats of one plan."""

from collections import Counter

import pytest

from plugins.exchange.problems import find_problems
from tests.laptop import RECEPTION, open_laptop
from tests.plugins.exchange.gatherings import FACILITATOR, write_settings
from venue_kiosk.testing import sample_application


@pytest.fixture
def laptop(make_venue):
    laptop = open_laptop(make_venue, plugins=["reception", "exchange"])
    write_settings(laptop.venue, tables=6, seats=6)
    return laptop


def test_late_arrivals_of_two_processes_all_have_a_seat_and_nobody_moves(laptop):
    people = laptop.venue.register(*(sample_application(number) for number in range(34)))
    desk = laptop.venue.open(RECEPTION).desk
    for each in people[:20]:
        desk.check_in_attendee(each.attendee_id)
    exchange = laptop.venue.open(FACILITATOR).plugin("exchange")
    exchange.allocator.allocate(seed=1)
    exchange.office.announce()
    before = exchange.book.room().state.seating(1)

    lanes = [laptop.start_lane(), laptop.start_lane()]
    for place, each in enumerate(people[20:24]):
        lane = lanes[place % 2]
        lane.stdin.write(each.reception_no.encode() + b"\n")
        lane.stdin.flush()
    answers = [lane.communicate(timeout=60)[0] for lane in lanes]

    assert [answer.count(b"\n") for answer in answers] == [2, 2]
    room = exchange.book.room()
    after = room.state.seating(1)
    assert {each: after[each] for each in before} == before
    assert after.keys() == {each.attendee_id for each in people[:24]}
    assert max(Counter(after.values()).values()) <= 6
    assert find_problems(room, 1) == []
