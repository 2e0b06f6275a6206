"""One nonce, one answer; one person, one place; whatever breaks in between."""

import datetime as dt

import pytest

from tests.services.desks import (
    OPEN_NOW,
    RECEPTION,
    Listening,
    desk_of,
    person,
    pragma,
    recount,
    scans,
)
from tests.services.test_admission_desk import NOT_STORED, SCENES
from venue_kiosk.api import Admitted, Decision, Withheld, reasons
from venue_kiosk.errors import VaultFullError
from venue_kiosk.i18n import in_language
from venue_kiosk.services.desk_stores import DeskStores
from venue_kiosk.storage.check_ins import CheckInRegister
from venue_kiosk.testing import sample_application

MOST_STATEMENTS = 40


class PlantedError(Exception):
    """What a planted fault raises."""


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


@pytest.fixture
def desk(venue):
    return desk_of(venue.open(RECEPTION, lane="A"))


@pytest.fixture
def other_lane(venue):
    return desk_of(venue.open(RECEPTION, lane="B"))


def essence(verdict):
    """Return what of an answer must never change: not the counts, which are of the moment."""
    if isinstance(verdict, Withheld):
        return (verdict.reason, verdict.attendee and verdict.attendee.attendee_id)
    if isinstance(verdict, Admitted):
        return (verdict.reason, verdict.check_in.check_in_id, verdict.check_in.at)
    return (verdict.first.check_in_id, verdict.first.at)


# -- the nonce goes first ------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(set(SCENES) - NOT_STORED))
def test_the_same_nonce_gets_the_first_answer_at_every_lane_for_ever(code, venue, desk, other_lane):
    before = scans(venue)
    first = SCENES[code](venue, desk)
    stored = scans(venue)
    nonce = next(each for each in stored if each not in before and stored[each] == code)
    anybody = person(venue, 999)
    venue.clock.tick(30)
    for lane in (desk, other_lane):
        assert essence(lane.check_in(anybody.reception_no, nonce=nonce)) == essence(first)
    venue.clock.tick(24 * 3600)
    assert essence(other_lane.check_in_attendee(999_999, nonce=nonce)) == essence(first)
    assert scans(venue) == stored


def test_an_undo_does_not_change_what_a_nonce_answered(venue, desk, other_lane):
    attendee = person(venue)
    first = desk.check_in(attendee.reception_no, nonce="n1")
    other_lane.revoke(first.check_in.check_in_id, why="other")
    second = other_lane.check_in(attendee.reception_no, nonce="n2")
    assert essence(desk.check_in(attendee.reception_no, nonce="n1")) == essence(first)
    assert essence(desk.check_in(attendee.reception_no, nonce="n2")) == essence(second)
    assert venue.query(OPEN_NOW) == [(1,)]


def test_a_refusal_stands_for_its_nonce_but_not_for_the_person(venue, desk):
    attendee = person(venue, decision=Decision.UNDECIDED)
    first = desk.check_in(attendee.reception_no, nonce="n1")
    venue.open().applications.select(seed=1)
    assert essence(desk.check_in(attendee.reception_no, nonce="n1")) == essence(first)
    assert isinstance(desk.check_in(attendee.reception_no, nonce="n2"), Admitted)


@pytest.mark.parametrize("same_nonce", [True, False])
def test_two_lanes_at_the_same_moment_agree(venue, desk, other_lane, same_nonce):
    attendee = person(venue)
    ahead = []

    def overtake(sql):
        venue.before_statement = lambda _sql: None
        assert sql == "BEGIN IMMEDIATE"
        ahead.append(other_lane.check_in(attendee.reception_no, nonce="n1"))

    venue.before_statement = overtake
    verdict = desk.check_in(attendee.reception_no, nonce="n1" if same_nonce else "n2")
    if same_nonce:
        assert essence(verdict) == essence(ahead[0])
    else:
        assert verdict.first == ahead[0].check_in
    assert venue.query(OPEN_NOW) == [(1,)]


# -- faults --------------------------------------------------------------------------------


def break_at(venue, number, error):
    """Let the ``number``-th statement from now on raise ``error``, once."""
    left = number

    def count(_sql):
        nonlocal left
        left -= 1
        if left == 0:
            raise error

    venue.before_statement = count
    return lambda: left <= 0


@pytest.mark.parametrize("error", [PlantedError(), VaultFullError("full", "make room")])
def test_broken_at_any_statement_nothing_is_stored_and_a_retry_admits(venue, desk, error):
    people = venue.register(*map(sample_application, range(MOST_STATEMENTS)))
    for number, attendee in enumerate(people, 1):
        before = venue.query("SELECT count(*) FROM core_check_ins, core_scans, core_audit")
        broke = break_at(venue, number, error)
        verdict = None
        try:
            verdict = desk.check_in(attendee.reception_no, nonce=f"n{number}")
        except PlantedError:
            assert isinstance(error, PlantedError)
        venue.before_statement = lambda _sql: None
        if not broke():
            assert isinstance(verdict, Admitted)
            assert number > 5, "the sweep did not reach the statements that write"
            break
        assert verdict is None or verdict.reason == reasons.Internal()
        assert verdict is None or verdict.text == "full make room"
        after = venue.query("SELECT count(*) FROM core_check_ins, core_scans, core_audit")
        assert after == before
        retried = desk.check_in(attendee.reception_no, nonce=f"n{number}")
        assert retried.reason == reasons.Ok()
    else:
        pytest.fail("the sweep never came to its end")
    assert venue.query(OPEN_NOW) == [(number,)]
    assert desk.counts() == recount(venue)


def test_an_undo_broken_at_any_statement_is_whole_or_absent(venue, desk):
    attendee = person(venue)
    check_in_id = desk.check_in(attendee.reception_no).check_in.check_in_id
    for number in range(1, MOST_STATEMENTS):
        broke = break_at(venue, number, PlantedError())
        try:
            desk.revoke(check_in_id, why="other")
        except PlantedError:
            assert venue.query(OPEN_NOW) == [(1,)]
            assert venue.deeds("check_in_revoked") == []
        if not broke():
            break
    assert number > 4
    assert venue.query(OPEN_NOW) == [(0,)]
    assert len(venue.deeds("check_in_revoked")) == 1


def test_killed_between_commit_and_answer_the_retry_gets_the_stored_check_in(venue, other_lane):
    class Dying(Listening):
        def checked_in(self, attendee, check_in):
            raise KeyboardInterrupt

    dying = desk_of(venue.open(RECEPTION), listeners=Dying())
    attendee = person(venue)
    with pytest.raises(KeyboardInterrupt):
        dying.check_in(attendee.reception_no, nonce="n1")
    assert venue.query(OPEN_NOW) == [(1,)]
    venue.clock.tick(60)
    retried = other_lane.check_in(attendee.reception_no, nonce="n1")
    assert (retried.reason, retried.check_in.check_in_id) == (reasons.Ok(), 1)
    assert retried.check_in.at == venue.clock.now() - dt.timedelta(seconds=60)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("busy_timeout", 10, reasons.DatabaseBusy()), ("max_page_count", 1, reasons.Internal())],
)
def test_what_could_not_be_stored_is_admitted_when_tried_again(venue, name, value, reason):
    people = venue.register(*map(sample_application, range(150)))
    opened, holder = venue.open(RECEPTION), venue.open(RECEPTION)
    refused = []
    with pragma(opened, name, value):
        for attendee in people:
            nonce = f"n{attendee.attendee_id}"
            if name == "busy_timeout":
                with holder.desk._stores.transactions.transaction():
                    verdict = opened.desk.check_in(attendee.reception_no, nonce=nonce)
            else:
                verdict = opened.desk.check_in(attendee.reception_no, nonce=nonce)
            if isinstance(verdict, Withheld):
                assert verdict.reason == reason
                refused.append(attendee)
            if len(refused) == 3:
                break
    assert len(refused) == 3
    for attendee in refused:
        verdict = opened.desk.check_in(attendee.reception_no, nonce=f"n{attendee.attendee_id}")
        assert verdict.reason == reasons.Ok()
    assert opened.desk.counts() == recount(venue)


# -- the last guard ------------------------------------------------------------------------


def test_when_the_rule_is_blind_the_database_still_lets_nobody_in_twice(venue, desk):
    class Blind(CheckInRegister):
        def open_check_in(self, attendee_id, session_no):
            return None

    opened = venue.open(RECEPTION)
    stores = opened.desk._stores
    blind = desk_of(
        opened,
        stores=DeskStores(
            transactions=stores.transactions,
            attendees=stores.attendees,
            check_ins=Blind(stores.transactions),
            audit=stores.audit,
            life_cycle=stores.life_cycle,
        ),
    )
    attendee = person(venue)
    desk.check_in(attendee.reception_no)
    venue.clock.tick(60)
    verdict = blind.check_in(attendee.reception_no)
    assert verdict.reason == reasons.Internal()
    assert "was not stored" in verdict.text
    assert venue.query(OPEN_NOW) == [(1,)]
    assert len(scans(venue)) == 1
