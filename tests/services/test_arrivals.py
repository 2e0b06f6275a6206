"""Arrivals by minute: what the line above the keys of the desk is drawn from."""

import datetime as dt

from tests.services.desks import RECEPTION, desk_of
from venue_kiosk.testing import sample_application


def test_arrivals_are_counted_by_minute_since_a_time_and_not_when_taken_back(venue):
    people = venue.register(*(sample_application(number) for number in range(5)))
    with venue.open(RECEPTION) as opened:
        desk = desk_of(opened)
        began = venue.clock.now()
        minutes_later = (0, 1, 1, 2, 2)
        arrived = []
        for person, minute in zip(people, minutes_later, strict=True):
            venue.clock.move_to(began + dt.timedelta(minutes=minute, seconds=30))
            arrived.append(desk.check_in_attendee(person.attendee_id).check_in)
        desk.revoke(arrived[-1].check_in_id, why="wrong_person")
        since = began + dt.timedelta(minutes=1)
        found = [(minute.strftime("%H:%M"), n) for minute, n in desk.per_minute(since)]
    assert found == [("13:01", 2), ("13:02", 1)]
