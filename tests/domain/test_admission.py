"""Who may come in: the first obstacle in a fixed order is the answer, and nothing else."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.config import parse_programme
from venue_kiosk.domain.admission import (
    Arrival,
    Counts,
    Objection,
    decide_admission,
    places_for_walk_ins,
)
from venue_kiosk.domain.attendee import Attendee, Category, Channel, CheckIn, Decision
from venue_kiosk.domain.reasons import (
    Cancelled,
    Closed,
    Full,
    NotConfirmed,
    NotSelected,
    NotYet,
    Objected,
    Ok,
    RepeatSameDesk,
    Waitlisted,
    WrongSession,
)
from venue_kiosk.testing import EVENT_DAY, JST, compose_programme

CAPACITY = 20
OPEN = dt.time(13, 30)
BEFORE_RELEASE = dt.time(13, 19, 59, 999999)
RELEASE = dt.time(13, 20)


def programme(**options):
    return parse_programme(compose_programme(**options), name="test")


SYMPOSIUM = programme(places=f"capacity = {CAPACITY}")
COURSE = programme(kind="course", sessions=3, places=f"capacity = {CAPACITY}")
SECOND, THIRD = (session.date for session in COURSE.sessions[1:])


def at(time=OPEN, day=EVENT_DAY):
    return dt.datetime.combine(day, time, tzinfo=JST)


def somebody(**changes):
    usual = {
        "attendee_id": 7,
        "reception_no": "0007-1",
        "name": "見本　花子",
        "furigana": None,
        "town": None,
        "phone_last4": "0007",
        "channel": Channel.HAGAKI,
        "category": Category.ZAIJU,
        "decision": Decision.ACCEPTED,
    }
    return Attendee(**(usual | changes))


def counted(**changes):
    usual = {"present": 0, "walk_ins": 0, "accepted": 0, "accepted_present": 0}
    return Counts(**(usual | {"capacity": CAPACITY} | changes))


def check_in(when, lane="A"):
    return CheckIn(
        check_in_id=1, attendee_id=7, session_no=1, at=when, lane=lane, handler_id="H-03"
    )


def arrival(attendee=None, now=None, **changes):
    usual = {
        "attendee": attendee or somebody(),
        "now": now or at(),
        "lane": "A",
        "existing": None,
        "counts": counted(),
    }
    return Arrival(**(usual | changes))


NO = Objection(why="children_inside", text="まだです")


class TestOrder:
    @given(
        withdrawn=st.booleans(),
        other_day=st.booleans(),
        early=st.booleans(),
        full=st.booleans(),
        objected=st.booleans(),
    )
    def test_the_first_obstacle_is_the_answer(self, withdrawn, other_day, early, full, objected):
        obstacles = [
            (withdrawn, Cancelled()),
            (other_day, WrongSession(dates=(EVENT_DAY,))),
            (early, NotYet(opens=dt.time(13))),
            (full, Full(present=CAPACITY, capacity=CAPACITY)),
            (objected, Objected(plugin="childcare", why="children_inside")),
        ]
        asked = arrival(
            somebody(decision=Decision.WITHDRAWN if withdrawn else Decision.ACCEPTED),
            at(dt.time(12, 59) if early else OPEN, EVENT_DAY + dt.timedelta(days=other_day)),
            counts=counted(present=CAPACITY if full else 0),
            objections=(("childcare", NO),) if objected else (),
        )
        expected = next((reason for stands, reason in obstacles if stands), Ok())
        assert decide_admission(asked, SYMPOSIUM) == expected

    @given(decision=st.sampled_from(Decision), late=st.booleans(), full=st.booleans())
    def test_who_is_in_already_stays_in_whatever_stands_against_it_now(self, decision, late, full):
        first = check_in(at(dt.time(13, 5)), lane="B")
        asked = arrival(
            somebody(decision=decision),
            at(dt.time(18) if late else OPEN),
            existing=first,
            counts=counted(present=CAPACITY if full else 1),
            objections=(("childcare", NO),),
        )
        assert decide_admission(asked, SYMPOSIUM) is first

    def test_of_several_objections_the_first_in_order_of_the_settings_is_named(self):
        objections = (("exchange", Objection(why="no_seat", text="")), ("childcare", NO))
        outcome = decide_admission(arrival(objections=objections), SYMPOSIUM)
        assert outcome == Objected(plugin="exchange", why="no_seat")


class TestDecision:
    @pytest.mark.parametrize(
        ("decision", "expected"),
        [
            (Decision.ACCEPTED, Ok()),
            (Decision.WAITLISTED, Waitlisted(order=3)),
            (Decision.NOT_SELECTED, NotSelected()),
            (Decision.WITHDRAWN, Cancelled()),
            (Decision.UNDECIDED, NotConfirmed()),
        ],
    )
    def test_only_an_accepted_application_lets_in(self, decision, expected):
        order = 3 if decision is Decision.WAITLISTED else None
        asked = arrival(somebody(decision=decision, waitlist_order=order))
        assert decide_admission(asked, SYMPOSIUM) == expected


class TestHour:
    @pytest.mark.parametrize(
        ("time", "expected"),
        [
            (dt.time(0), NotYet(opens=dt.time(13))),
            (dt.time(12, 59, 59, 999999), NotYet(opens=dt.time(13))),
            (dt.time(13), Ok()),
            (dt.time(16, 30), Ok()),
            (dt.time(16, 30, 0, 1), Closed(closed=dt.time(16, 30))),
            (dt.time(23, 59, 59), Closed(closed=dt.time(16, 30))),
        ],
    )
    def test_the_desk_admits_from_the_opening_of_the_doors_to_the_end(self, time, expected):
        assert decide_admission(arrival(now=at(time)), SYMPOSIUM) == expected

    @pytest.mark.parametrize(
        ("time", "expected"),
        [
            (dt.time(12, 29), NotYet(opens=dt.time(12, 30))),
            (dt.time(12, 30), Ok()),
            (dt.time(14), Ok()),
            (dt.time(14, 0, 1), Closed(closed=dt.time(14))),
        ],
    )
    def test_hours_of_the_desk_go_before_those_of_the_doors(self, time, expected):
        hours = b"doors_open = 13:00:00\nadmit_from = 12:30:00\nadmit_until = 14:00:00"
        content = compose_programme().replace(b"doors_open = 13:00:00", hours)
        own_hours = parse_programme(content, name="test")
        assert decide_admission(arrival(now=at(time)), own_hours) == expected


class TestSessions:
    @pytest.mark.parametrize(
        ("preferred", "day", "expected"),
        [
            ((), EVENT_DAY, Ok()),
            ((), SECOND, Ok()),
            ((1,), EVENT_DAY, Ok()),
            ((1,), SECOND, WrongSession(dates=(EVENT_DAY,))),
            ((2, 3), EVENT_DAY, WrongSession(dates=(SECOND, THIRD))),
            ((2, 3), THIRD, Ok()),
            (
                (),
                EVENT_DAY + dt.timedelta(days=1),
                WrongSession(dates=(EVENT_DAY, SECOND, THIRD)),
            ),
            ((3,), THIRD + dt.timedelta(days=1), WrongSession(dates=(THIRD,))),
        ],
    )
    def test_a_course_admits_to_the_sessions_asked_for_all_when_none_is(
        self, preferred, day, expected
    ):
        asked = arrival(somebody(preferred_sessions=preferred), at(day=day))
        assert decide_admission(asked, COURSE) == expected


class TestRepeat:
    @given(
        apart=st.timedeltas(dt.timedelta(seconds=-9), dt.timedelta(seconds=9)),
        other_lane=st.booleans(),
    )
    def test_only_the_same_lane_within_five_seconds_repeats_even_when_the_clock_goes_back(
        self, apart, other_lane
    ):
        first = check_in(at(), lane="B" if other_lane else "A")
        outcome = decide_admission(arrival(now=at() + apart, existing=first), SYMPOSIUM)
        close = abs(apart) < dt.timedelta(seconds=5)
        assert outcome == (RepeatSameDesk() if close and not other_lane else first)

    @pytest.mark.parametrize("seconds", [5, -5, 3600, -3600])
    def test_five_seconds_are_too_long(self, seconds):
        first = check_in(at())
        now = at() + dt.timedelta(seconds=seconds)
        assert decide_admission(arrival(now=now, existing=first), SYMPOSIUM) is first


class TestCapacity:
    @pytest.mark.parametrize("present", [CAPACITY - 1, CAPACITY, CAPACITY + 1])
    def test_a_confirmed_place_is_refused_only_when_every_place_is_taken(self, present):
        outcome = decide_admission(arrival(counts=counted(present=present)), SYMPOSIUM)
        full = Full(present=present, capacity=CAPACITY)
        assert outcome == (Ok() if present < CAPACITY else full)

    @pytest.mark.parametrize(("time", "free"), [(BEFORE_RELEASE, 0), (RELEASE, 5), (OPEN, 5)])
    def test_kept_places_go_to_walk_ins_ten_minutes_before_the_start(self, time, free):
        counts = counted(present=15, accepted=20, accepted_present=15)
        assert places_for_walk_ins(counts, SYMPOSIUM, at(time)) == free

    @pytest.mark.parametrize(("time", "expected"), [(BEFORE_RELEASE, Full), (RELEASE, Ok)])
    def test_a_walk_in_who_signed_up_in_time_still_waits_for_the_release(self, time, expected):
        counts = counted(present=15, accepted=20, accepted_present=15)
        asked = arrival(somebody(channel=Channel.WALK_IN), at(time), counts=counts)
        assert isinstance(decide_admission(asked, SYMPOSIUM), expected)

    def test_no_walk_in_has_a_place_on_another_day(self):
        another = at(day=EVENT_DAY + dt.timedelta(days=1))
        assert places_for_walk_ins(counted(), SYMPOSIUM, another) == 0

    @given(
        present=st.integers(0, CAPACITY + 3),
        walk_ins=st.integers(0, 5),
        accepted=st.integers(0, CAPACITY + 3),
        accepted_present=st.integers(0, CAPACITY),
        limit=st.none() | st.integers(0, 8),
        released=st.booleans(),
    )
    def test_walk_ins_never_get_a_place_too_many(
        self, present, walk_ins, accepted, accepted_present, limit, released
    ):
        places = f"capacity = {CAPACITY}" + ("" if limit is None else f", walk_ins = {limit}")
        asked = programme(places=places)
        counts = counted(
            present=present,
            walk_ins=walk_ins,
            accepted=accepted,
            accepted_present=accepted_present,
        )
        now = at(RELEASE if released else BEFORE_RELEASE)
        free = places_for_walk_ins(counts, asked, now)
        kept = 0 if released else counts.expected
        room = CAPACITY - present - kept
        if limit is not None:
            room = min(room, limit - walk_ins)
        assert free == max(0, room)
        stranger = arrival(somebody(channel=Channel.WALK_IN), now, counts=counts)
        assert (decide_admission(stranger, asked) == Ok()) is (free > 0)
