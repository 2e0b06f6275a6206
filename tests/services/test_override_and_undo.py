"""The manager may let somebody in, and a check-in may be taken back; both leave their trace."""

import pytest

from tests.services.desks import (
    MANAGER,
    OPEN_NOW,
    RECEPTION,
    Listening,
    desk_of,
    person,
    recount,
    scans,
)
from venue_kiosk.api import (
    Admitted,
    AlreadyAdmitted,
    Application,
    Category,
    Channel,
    Decision,
    NotNowError,
    NotPermittedError,
    UsageError,
    Withheld,
    reasons,
)
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import HANDLERS, compose_programme

NO_MANAGERS = sorted(set(HANDLERS) - {MANAGER})
WITHOUT_RECEPTION = sorted(set(HANDLERS) - {MANAGER, RECEPTION})


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


@pytest.fixture
def listening():
    return Listening()


@pytest.fixture
def desk(venue, listening):
    return desk_of(venue.open(RECEPTION, lane="A"), listeners=listening)


@pytest.fixture
def other_lane(venue):
    return desk_of(venue.open(RECEPTION, lane="B"))


@pytest.fixture
def manager(venue):
    return venue.open(MANAGER).handler


# -- letting in all the same ---------------------------------------------------------------


@pytest.mark.parametrize("handler_id", NO_MANAGERS)
def test_nobody_but_the_manager_can_override(venue, desk, handler_id):
    late = person(venue, decision=Decision.WITHDRAWN)
    somebody = venue.open(handler_id).handler
    with pytest.raises(NotPermittedError):
        desk.override(late.attendee_id, manager=somebody, why="place_free")
    assert scans(venue) == {}
    assert venue.query(OPEN_NOW) == [(0,)]


def test_an_override_needs_a_reason_of_the_list(venue, desk, manager):
    late = person(venue, decision=Decision.WITHDRAWN)
    with pytest.raises(UsageError):
        desk.override(late.attendee_id, manager=manager, why="彼は友人")
    assert scans(venue) == {}


def test_an_override_says_what_it_overruled_and_who_answers_for_it(venue, desk, manager):
    late = person(venue, decision=Decision.WAITLISTED, waitlist_order=1)
    verdict = desk.override(late.attendee_id, manager=manager, why="place_free")
    assert verdict.reason == reasons.OkForced(instead_of="waitlisted", why="place_free")
    assert verdict.check_in.forced
    [overridden], [checked_in] = venue.deeds("override"), venue.deeds("check_in")
    assert (overridden["who"], overridden["why"]) == (MANAGER, "place_free")
    assert (checked_in["who"], checked_in["ref"]) == (RECEPTION, overridden["ref"])


def test_an_override_nobody_needed_is_an_ordinary_check_in(venue, desk, manager):
    attendee = person(venue)
    verdict = desk.override(attendee.attendee_id, manager=manager, why="other")
    assert verdict.reason == reasons.Ok()
    assert not verdict.check_in.forced
    assert venue.deeds("override") == []


def test_an_override_of_somebody_inside_changes_nothing(venue, desk, other_lane, manager):
    attendee = person(venue)
    first = desk.check_in(attendee.reception_no)
    again = other_lane.override(attendee.attendee_id, manager=manager, why="other")
    assert isinstance(again, AlreadyAdmitted)
    assert again.first == first.check_in
    assert venue.query(OPEN_NOW) == [(1,)]


def test_a_retried_override_lets_in_once_and_is_logged_once(venue, desk, other_lane, manager):
    late = person(venue, decision=Decision.WITHDRAWN)
    for each in (desk, other_lane):
        verdict = each.override(late.attendee_id, manager=manager, why="other", nonce="n1")
        assert verdict.check_in.check_in_id == 1
    assert len(venue.deeds("override")) == 1


# -- taking back ---------------------------------------------------------------------------


def test_any_lane_takes_a_check_in_back_and_the_row_stays(venue, desk, other_lane):
    attendee = person(venue)
    verdict = desk.check_in(attendee.reception_no)
    venue.clock.tick(3600)
    revoked = other_lane.revoke(verdict.check_in.check_in_id, why="wrong_person")
    assert revoked.revoked_at == venue.clock.now()
    [row] = venue.query("SELECT lane, revoked_at, revoked_by, revoke_reason FROM core_check_ins")
    assert row == ("A", revoked.revoked_at.isoformat(), RECEPTION, "wrong_person")
    [deed] = venue.deeds("check_in_revoked")
    assert (deed["lane"], deed["why"]) == ("B", "wrong_person")
    assert venue.query(OPEN_NOW) == [(0,)]


def test_after_an_undo_the_person_can_come_in_again(venue, desk, other_lane, listening):
    attendee = person(venue)
    first = desk.check_in(attendee.reception_no).check_in
    desk.revoke(first.check_in_id, why="test_scan")
    again = other_lane.check_in(attendee.reception_no)
    assert again.reason == reasons.Ok()
    assert again.check_in.check_in_id == 2
    assert venue.query("SELECT count(*) FROM core_check_ins") == [(2,)]
    assert listening.heard == [("in", 1, 1), ("out", 1, 1)]
    assert desk.counts() == recount(venue)


def test_a_check_in_is_taken_back_once(venue, desk, other_lane):
    check_in_id = desk.check_in(person(venue).reception_no).check_in.check_in_id
    desk.revoke(check_in_id, why="other")
    with pytest.raises(NotNowError):
        other_lane.revoke(check_in_id, why="left_again")
    assert venue.query("SELECT revoke_reason FROM core_check_ins") == [("other",)]


def test_taking_back_needs_a_reason_of_the_list(venue, desk):
    check_in_id = desk.check_in(person(venue).reception_no).check_in.check_in_id
    for why in ("", "because 見本花子 said so"):
        with pytest.raises(UsageError):
            desk.revoke(check_in_id, why=why)
    assert venue.query(OPEN_NOW) == [(1,)]


@pytest.mark.parametrize("read", ["ticket", "number"])
def test_what_to_take_back_is_found_by_the_notice(venue, desk, read):
    attendee = person(venue)
    payloads = {"ticket": venue.ticket_of(attendee.attendee_id), "number": attendee.reception_no}
    assert desk.open_check_in(payloads[read]) is None
    verdict = desk.check_in(attendee.reception_no)
    assert desk.open_check_in(payloads[read]) == (attendee, verdict.check_in)


# -- who may work at the desk --------------------------------------------------------------


@pytest.mark.parametrize("handler_id", WITHOUT_RECEPTION)
def test_without_a_reception_duty_the_desk_answers_nothing(venue, desk, handler_id):
    attendee = person(venue)
    check_in_id = desk.check_in(attendee.reception_no).check_in.check_in_id
    before = scans(venue)
    closed = desk_of(venue.open(handler_id))
    for ask in (
        lambda: closed.check_in(attendee.reception_no),
        lambda: closed.check_in_attendee(attendee.attendee_id),
        lambda: closed.withhold(reasons.Proxy(), attendee_id=999),
        lambda: closed.revoke(check_in_id, why="other"),
    ):
        with pytest.raises(NotPermittedError):
            ask()
    assert scans(venue) == before
    assert venue.query(OPEN_NOW) == [(1,)]


# -- counts follow the people --------------------------------------------------------------


def test_somebody_let_in_on_another_day_takes_no_place_that_was_kept(make_venue):
    course = compose_programme(kind="course", sessions=2, places="capacity = 3")
    venue = make_venue(plugins=[], programme=course)
    desk, manager = desk_of(venue.open(RECEPTION)), venue.open(MANAGER).handler
    person(venue, 1, preferred_sessions=(1,))
    person(venue, 2, preferred_sessions=(1,))
    other_day = person(venue, 3, preferred_sessions=(2,))
    desk.override(other_day.attendee_id, manager=manager, why="session_changed")
    assert desk.counts() == recount(venue)
    assert (desk.counts().present, desk.counts().expected) == (1, 2)
    assert venue.open().applications.free_for_walk_ins() == 0


def test_who_withdraws_after_coming_in_frees_no_place(make_venue):
    venue = make_venue(plugins=[], programme=compose_programme(places="capacity = 2"))
    desk = desk_of(venue.open(RECEPTION))
    inside = person(venue, 1)
    person(venue, 2)
    desk.check_in(inside.reception_no)
    venue.open().applications.withdraw(inside.attendee_id)
    assert desk.counts() == recount(venue)
    assert venue.open().applications.free_for_walk_ins() == 0


def test_two_walk_ins_who_signed_up_for_the_last_place_do_not_both_get_it(make_venue):
    venue = make_venue(plugins=[], programme=compose_programme(places="capacity = 3"))
    desk, office = desk_of(venue.open(RECEPTION)), venue.open(RECEPTION).applications
    expected = [person(venue, number) for number in (1, 2)]
    signed_up = [
        office.register_walk_in(
            Application(
                channel=Channel.WALK_IN,
                name="見本　次郎",
                phone=f"031111000{n}",
                category=Category.ZAIJU,
                childcare_wanted=False,
            )
        )
        for n in (1, 2)
    ]
    first, second = [desk.check_in_attendee(each.attendee_id) for each in signed_up]
    assert isinstance(first, Admitted)
    assert isinstance(second, Withheld)
    assert second.reason == reasons.Full(present=1, capacity=3)
    for each in expected:
        assert isinstance(desk.check_in(each.reception_no), Admitted)
