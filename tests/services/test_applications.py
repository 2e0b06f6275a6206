"""Who gets a place, by which rule, and how it can be repeated."""

import datetime as dt

import pytest

from venue_kiosk.api import (
    Admitted,
    Channel,
    Decision,
    NotPermittedError,
    RefusedError,
    reasons,
)
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import DOORS_OPEN, compose_programme, sample_application

TEN_BEFORE_THE_START = DOORS_OPEN + dt.timedelta(minutes=20)


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def make_event(make_venue):
    def make(places="capacity = 3", settings="", **options):
        settings = f'store_address = "full"\n{settings}'
        return make_venue(
            plugins=[], programme=compose_programme(places=places, settings=settings), **options
        )

    return make


def undecided(number, **changes):
    return sample_application(number, decision=Decision.UNDECIDED, **changes)


def decisions(venue):
    """Reception numbers by decision, those who wait in their order."""
    rows = venue.query(
        "SELECT decision, attendee_id FROM core_attendees ORDER BY waitlist_order, attendee_id"
    )
    found = {}
    for decision, attendee_id in rows:
        found.setdefault(Decision(decision), []).append(attendee_id)
    return found


# -- giving places -------------------------------------------------------------------------


def test_a_draw_fills_the_places_and_puts_everybody_else_in_an_order(make_event):
    venue = make_event()
    venue.register(*(undecided(n) for n in range(10)))
    result = venue.open().applications.select()
    assert (result.accepted, result.waitlisted) == (3, 7)
    orders = venue.query("SELECT waitlist_order FROM core_attendees WHERE decision = 'waitlisted'")
    assert sorted(order for (order,) in orders) == list(range(1, 8))


def test_a_draw_can_be_repeated_from_the_seed_in_the_log(make_event):
    first, second = make_event(), make_event()
    for venue in (first, second):
        venue.register(*(undecided(n) for n in range(10)))
    first.open().applications.select()
    [deed] = first.deeds("selection")
    assert deed["n"]["accepted"] == 3
    second.open().applications.select(seed=deed["n"]["seed"])
    assert decisions(second) == decisions(first)
    third = make_event()
    third.register(*(undecided(n) for n in range(10)))
    third.open().applications.select(seed=deed["n"]["seed"] + 1)
    assert decisions(third) != decisions(first)


def test_first_come_first_served_needs_no_seed(make_event):
    venue = make_event(settings='selection = "first_come"')
    venue.register(*(undecided(n) for n in range(5)))
    result = venue.open().applications.select()
    assert result.seed is None
    assert decisions(venue) == {Decision.ACCEPTED: [1, 2, 3], Decision.WAITLISTED: [4, 5]}


def test_people_accepted_before_keep_their_places_in_a_draw(make_event):
    venue = make_event()
    venue.register(sample_application(1), *(undecided(n) for n in range(2, 9)))
    result = venue.open().applications.select()
    assert (result.accepted, result.waitlisted) == (2, 5)
    assert 1 in decisions(venue)[Decision.ACCEPTED]


def test_a_later_draw_continues_the_waitlist(make_event):
    venue = make_event(places="capacity = 1", settings='selection = "first_come"')
    desk = venue.open().applications
    venue.register(*(undecided(n) for n in (1, 2, 3)))
    desk.select()
    venue.register(undecided(4))
    desk.select()
    assert decisions(venue)[Decision.WAITLISTED] == [2, 3, 4]


def test_nobody_undecided_is_said_and_not_logged(make_event):
    venue = make_event()
    with pytest.raises(RefusedError, match="Nobody is waiting"):
        venue.open().applications.select()
    assert venue.deeds("selection") == []


def test_no_organisation_gets_more_than_its_places(make_event):
    venue = make_event(places="capacity = 10, per_organisation = 2")
    venue.register(
        *(undecided(n, organisation_code="01") for n in range(5)),
        *(undecided(10 + n, organisation_code="02") for n in range(3)),
    )
    result = venue.open().applications.select()
    assert (result.accepted, result.waitlisted) == (4, 4)
    rows = venue.query(
        "SELECT organisation_code, count(*) FROM core_attendees"
        " WHERE decision = 'accepted' GROUP BY 1 ORDER BY 1"
    )
    assert rows == [("01", 2), ("02", 2)]


def test_no_more_organisations_get_places_than_the_programme_allows(make_event):
    venue = make_event(
        places="capacity = 10, organisations = 2", settings='selection = "first_come"'
    )
    venue.register(*(undecided(n, organisation_code=f"0{1 + n % 3}") for n in range(6)))
    venue.open().applications.select()
    assert decisions(venue) == {Decision.ACCEPTED: [1, 2, 4, 5], Decision.WAITLISTED: [3, 6]}


# -- after the decision --------------------------------------------------------------------


def test_a_free_place_goes_to_the_first_who_waits(make_event):
    venue = make_event(settings='selection = "first_come"')
    venue.register(*(undecided(n) for n in range(6)))
    desk = venue.open().applications
    desk.select()
    desk.withdraw(2)
    result = desk.promote()
    assert (result.accepted, result.waitlisted) == (1, 2)
    assert decisions(venue) == {
        Decision.ACCEPTED: [1, 3, 4],
        Decision.WITHDRAWN: [2],
        Decision.WAITLISTED: [5, 6],
    }
    assert venue.query("SELECT attendee_id FROM core_attendees WHERE promoted") == [(4,)]


def test_nobody_moves_up_without_a_free_place(make_event):
    venue = make_event(settings='selection = "first_come"')
    venue.register(*(undecided(n) for n in range(6)))
    desk = venue.open().applications
    desk.select()
    assert desk.promote().accepted == 0
    assert len(decisions(venue)[Decision.WAITLISTED]) == 3


def test_the_place_of_a_full_organisation_goes_to_the_next_who_fits(make_event):
    venue = make_event(
        places="capacity = 3, per_organisation = 2", settings='selection = "first_come"'
    )
    codes = ("01", "01", "02", "01", "02")
    venue.register(*(undecided(n, organisation_code=code) for n, code in enumerate(codes)))
    desk = venue.open().applications
    desk.select()
    desk.withdraw(3)
    desk.promote()
    assert decisions(venue)[Decision.ACCEPTED] == [1, 2, 5]


def test_a_withdrawal_of_nobody_is_refused(make_event):
    venue = make_event()
    with pytest.raises(RefusedError):
        venue.open().applications.withdraw(99)
    assert venue.deeds("withdrawal") == []


def test_only_the_office_decides(make_event):
    venue = make_event()
    venue.register(undecided(1))
    desk = venue.open("H-03").applications
    for attempt in (desk.select, desk.promote, lambda: desk.withdraw(1)):
        with pytest.raises(NotPermittedError):
            attempt()
    assert decisions(venue) == {Decision.UNDECIDED: [1]}


# -- tickets -------------------------------------------------------------------------------


def test_a_reissued_ticket_takes_the_place_of_the_one_before(make_event):
    venue = make_event()
    [somebody] = venue.register(sample_application(1))
    old = venue.ticket_of(somebody.attendee_id)
    venue.open().applications.reissue_ticket(somebody.attendee_id)
    assert venue.ticket_of(somebody.attendee_id) != old
    desk = venue.open("H-03").desk
    assert desk.check_in(old).reason == reasons.Reissued()
    assert isinstance(desk.check_in(venue.ticket_of(somebody.attendee_id)), Admitted)


def test_the_desk_cannot_reissue_tickets(make_event):
    venue = make_event()
    [somebody] = venue.register(sample_application(1))
    old = venue.ticket_of(somebody.attendee_id)
    with pytest.raises(NotPermittedError):
        venue.open("H-03").applications.reissue_ticket(somebody.attendee_id)
    assert venue.ticket_of(somebody.attendee_id) == old


# -- walk-ins ------------------------------------------------------------------------------


def walk_in(number):
    return sample_application(number, channel=Channel.WALK_IN, address=None)


def test_a_walk_in_takes_a_place_that_nobody_applied_for(make_event):
    venue = make_event()
    venue.register(sample_application(1))
    opened = venue.open("H-03")
    assert opened.applications.free_for_walk_ins() == 2
    attendee = opened.applications.register_walk_in(walk_in(2))
    assert (attendee.channel, attendee.decision) == (Channel.WALK_IN, Decision.ACCEPTED)
    assert isinstance(opened.desk.check_in_attendee(attendee.attendee_id), Admitted)
    assert opened.applications.free_for_walk_ins() == 1


def test_the_same_walk_in_is_recorded_once(make_event):
    venue = make_event()
    desk = venue.open("H-03").applications
    first, again = desk.register_walk_in(walk_in(1)), desk.register_walk_in(walk_in(1))
    assert first == again
    assert len(venue.deeds("walk_in")) == 1


def test_ten_minutes_before_the_start_places_of_people_who_did_not_come_are_free(make_event):
    venue = make_event()
    venue.register(*(sample_application(n) for n in range(3)))
    desk = venue.open("H-03").applications
    assert desk.free_for_walk_ins() == 0
    venue.clock.move_to(TEN_BEFORE_THE_START)
    assert desk.free_for_walk_ins() == 3


def test_a_full_house_takes_no_walk_in(make_event):
    venue = make_event()
    venue.register(*(sample_application(n) for n in range(3)))
    desk = venue.open("H-03").applications
    with pytest.raises(RefusedError, match="No place is free"):
        desk.register_walk_in(walk_in(9))
    assert len(decisions(venue)[Decision.ACCEPTED]) == 3


def test_a_walk_in_is_no_applicant_whom_a_draw_could_move(make_event):
    venue = make_event()
    opened = venue.open()
    opened.applications.register_walk_in(walk_in(1))
    with pytest.raises(RefusedError, match="Nobody has that number"):
        opened.applications.withdraw(1)
    assert opened.register.count_by_decision() == {}
