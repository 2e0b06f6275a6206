"""The only door that changes an event's state, on a real vault."""

import datetime as dt

import pytest
from desks import person

from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.life_cycle_gates import Receipt
from venue_kiosk.domain.reasons import NotOpened
from venue_kiosk.errors import NotNowError, NotPermittedError, RefusedError, UsageError
from venue_kiosk.i18n import in_language
from venue_kiosk.services.authorisation import Consent, TwoPeople
from venue_kiosk.services.life_cycle import GateClosedError
from venue_kiosk.services.life_cycle_facts import EndOfDay, ErasureOrder, Package, VenueEntry
from venue_kiosk.storage.sqlite_errors import RowRefusedError
from venue_kiosk.testing import DOORS_OPEN, compose_programme, sample_application

COUNTS = {"people": 1}
HALL = "みほん地域ホール"


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["childcare"])


def two(operator="H-02", witness="H-01"):
    """Return two people as ``Authorisation`` joins them."""
    operator, witness = (
        Consent(handler=Handler(handler_id=each, role=HandlerRole.HANDLING_MANAGER), at=DOORS_OPEN)
        for each in (operator, witness)
    )
    return TwoPeople(operator=operator, witness=witness, window_s=300)


PACKAGE = Package(document="list 1", is_counted=True, two=two(), counts=COUNTS)


def entry(venue, **changes):
    usual = {"slip_no": "1", "arrived_at": venue.clock.now(), "place": HALL, "unanswered": 0}
    return VenueEntry(**(usual | changes))


def codes(refused):
    return [each.code for each in refused.value.missing]


def close(opened):
    opened.head_counts.record(1, counted=opened.desk.counts().present)
    return opened.life_cycle.advance(EndOfDay())


def test_an_event_lives_once_and_every_step_stands_in_the_log(make_venue):
    venue = make_venue(plugins=[], unlocked=False)
    with venue.open() as opened:
        cycle = opened.life_cycle
        assert cycle.state() is State.PREPARED
        cycle.advance(entry(venue))
        close(opened)
        cycle.advance(PACKAGE)
        today = venue.clock.now().date()
        receipt = Receipt(document="R-7", date=today, is_matching=True, counts=COUNTS)
        cycle.advance(receipt)
        cycle.require_possible(ErasureOrder(two=two(), counts=COUNTS))
        assert cycle.state() is State.RECEIPT_CONFIRMED
    [line] = venue.deeds("state_handed_over")
    assert (line["who"], line["why"], line["n"]) == ("H-02", "list 1", COUNTS)
    [witness] = venue.deeds("state_handed_over_witness")
    assert witness["who"] == "H-01"
    assert venue.deeds("state_receipt_confirmed")[0]["why"] == "R-7"


def test_erasing_without_a_recorded_receipt_is_refused_by_the_service(venue):
    with venue.open() as opened:
        close(opened)
        opened.life_cycle.advance(PACKAGE)
        with pytest.raises(GateClosedError) as refused:
            opened.life_cycle.require_possible(ErasureOrder(two=two(), counts=COUNTS))
        assert codes(refused) == ["step_before"]


def test_the_same_person_twice_hands_nothing_over(venue):
    with venue.open() as opened:
        close(opened)
        twice = Package(document="list", is_counted=True, two=two("H-02", "H-02"), counts={})
        with pytest.raises(GateClosedError, match="Two different people"):
            opened.life_cycle.advance(twice)
        assert opened.life_cycle.state() is State.CLOSED
    assert venue.deeds("state_handed_over") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"slip_no": ""}, "no_slip"),
        ({"arrived_at": None}, "no_arrival"),
        ({"place": "喫茶店"}, "place_not_designated"),
        ({"unanswered": 2}, "preflight_open"),
    ],
)
def test_unlocking_at_the_venue_needs_slip_place_and_answers(make_venue, changes, code):
    venue = make_venue(plugins=[], unlocked=False)
    with venue.open() as opened:
        with pytest.raises(GateClosedError) as refused:
            opened.life_cycle.advance(entry(venue, **changes))
        assert code in codes(refused)
        assert opened.life_cycle.state() is State.PREPARED
    assert venue.deeds("state_open") == []


def test_a_handler_without_a_report_document_keeps_the_event_shut(make_venue):
    content = compose_programme().decode().replace('report_document = "見本2"', "", 1)
    venue = make_venue(plugins=[], programme=content.encode(), unlocked=False)
    with venue.open() as opened, pytest.raises(GateClosedError) as refused:
        opened.life_cycle.advance(entry(venue))
    assert codes(refused) == ["not_reported"]


def test_outside_the_designated_times_two_people_unlock(make_venue):
    early = compose_programme().decode().replace('"見本3"', '"見本3"\nopens = 14:00:00')
    venue = make_venue(plugins=[], programme=early.encode(), unlocked=False)
    with venue.open() as opened:
        with pytest.raises(GateClosedError) as refused:
            opened.life_cycle.advance(entry(venue))
        assert codes(refused) == ["outside_hours"]
        opened.life_cycle.advance(entry(venue, two=two()))


def test_before_it_is_open_the_office_works_and_the_desk_does_not(make_venue):
    venue = make_venue(plugins=[], unlocked=False)
    attendee = person(venue)
    with venue.open("H-03") as opened:
        verdict = opened.desk.check_in(attendee.reception_no)
        assert verdict.reason == NotOpened(state=State.PREPARED)
        with pytest.raises(NotNowError, match="prepared"):
            opened.applications.register_walk_in(sample_application(2))
    assert venue.query("SELECT count(*) FROM core_scans") == [(0,)]


def test_after_closing_nobody_is_checked_in_imported_or_taken_back(venue):
    attendee = person(venue)
    with venue.open() as opened:
        checked_in = opened.desk.check_in(attendee.reception_no, nonce="one").check_in
        close(opened)
        for again in ("two", None):
            verdict = opened.desk.check_in(attendee.reception_no, nonce=again)
            assert verdict.reason == NotOpened(state=State.CLOSED)
        assert opened.desk.check_in("anything", nonce="one").check_in == checked_in
        with pytest.raises(NotNowError, match="closed"):
            opened.applications.import_applications([sample_application(2)])
        with pytest.raises(NotNowError, match="closed"):
            opened.desk.revoke(checked_in.check_in_id, why="test_scan")
        with pytest.raises(NotNowError, match="closed"):
            opened.plugin("childcare").duty.set_carers("nursery", 2)
        with pytest.raises(NotNowError, match="closed"):
            opened.head_counts.record(1, counted=3)
    assert venue.query("SELECT count(*) FROM core_attendees") == [(1,)]
    assert venue.query("SELECT count(*) FROM core_scans") == [(1,)]


def test_closing_needs_a_hand_count_that_fits_the_check_ins(venue):
    first, second = person(venue, 1), person(venue, 2)
    with venue.open() as opened:
        cycle = opened.life_cycle
        opened.desk.check_in(first.reception_no)
        assert [each.code for each in cycle.missing(EndOfDay())] == ["not_counted"]
        opened.head_counts.record(1, counted=1)
        assert cycle.missing(EndOfDay()) == ()
        opened.desk.check_in(second.reception_no)
        assert [each.code for each in cycle.missing(EndOfDay())] == ["not_counted"]
        assert opened.head_counts.record(1, counted=4, paper=1).difference == 1
        assert [each.code for each in cycle.missing(EndOfDay())] == ["not_explained"]
        opened.head_counts.record(1, counted=4, paper=1, why="came_late")
        cycle.advance(EndOfDay())
    [line] = venue.deeds("state_closed")
    assert line["n"] == {"in": 2, "walk_ins": 0, "paper": 1, "heads": 4}


@pytest.mark.parametrize("counted", [-1, 100_001])
def test_a_count_that_cannot_be_is_not_taken(venue, counted):
    with venue.open() as opened, pytest.raises(UsageError):
        opened.head_counts.record(1, counted=counted)
    assert venue.deeds("head_count") == []


def test_only_the_manager_explains_a_difference(venue):
    with venue.open("H-03") as opened:
        opened.head_counts.record(1, counted=9)
        with pytest.raises(NotPermittedError):
            opened.head_counts.record(1, counted=9, why="came_late")


def test_an_open_second_lane_keeps_the_day_open(venue):
    with venue.open("H-03"), venue.open() as opened:
        opened.head_counts.record(1, counted=0)
        with pytest.raises(GateClosedError, match="still open: 1"):
            opened.life_cycle.advance(EndOfDay())


def test_a_clock_set_back_stops_the_next_step(venue):
    with venue.open() as opened:
        opened.head_counts.record(1, counted=0)
        venue.clock.move_to(venue.clock.now() - dt.timedelta(hours=1))
        with pytest.raises(GateClosedError, match="clock"):
            opened.life_cycle.advance(EndOfDay())


def test_the_wards_hold_stops_the_procedure_until_its_next_document(venue):
    with venue.open() as opened:
        cycle = opened.life_cycle
        opened.head_counts.record(1, counted=0)
        for nothing in ("", "  ", "x" * 65):
            with pytest.raises(UsageError, match="document number"):
                cycle.hold(nothing)
        assert cycle.hold("W-12").hold.document == "W-12"
        with pytest.raises(GateClosedError, match="stopped"):
            cycle.advance(EndOfDay())
        with pytest.raises(RefusedError):
            cycle.hold("W-13")
        cycle.release("W-14")
        cycle.advance(EndOfDay())
        with pytest.raises(RefusedError):
            cycle.release("W-15")
    assert [each["why"] for each in venue.deeds("hold")] == ["W-12"]
    assert [each["why"] for each in venue.deeds("hold_released")] == ["W-14"]


@pytest.mark.parametrize("who", ["H-01", "H-03", "H-06", "H-08"])
def test_only_the_handling_manager_moves_the_event(venue, who):
    with venue.open(who) as opened:
        with pytest.raises(NotPermittedError):
            opened.life_cycle.advance(EndOfDay())
        with pytest.raises(NotPermittedError):
            opened.life_cycle.hold("W-1")
        assert opened.life_cycle.missing(EndOfDay()) != ()


WHO_MAY = {"H-01": {"Package", "Receipt", "ErasureOrder"}, "H-03": set(), "H-08": set()}
"""The security officer hands over and erases; the manager everything."""


@pytest.mark.parametrize("who", WHO_MAY)
def test_each_step_asks_for_its_own_task(venue, who):
    receipt = Receipt(document="R", date=DOORS_OPEN.date(), is_matching=True, counts=COUNTS)
    order = ErasureOrder(two=two(), counts=COUNTS)
    with venue.open(who) as opened:
        for step in (entry(venue), EndOfDay(), PACKAGE, receipt, order):
            allowed = type(step).__name__ in WHO_MAY[who]
            with pytest.raises(GateClosedError if allowed else NotPermittedError):
                opened.life_cycle.require_possible(step)


def test_the_security_officer_hands_over(venue):
    with venue.open() as opened:
        close(opened)
    with venue.open("H-01") as opened:
        opened.life_cycle.advance(PACKAGE)
        today = venue.clock.now().date()
        given = Receipt(document="R-7", date=today, is_matching=True, counts=COUNTS)
        assert opened.life_cycle.advance(given).state is State.RECEIPT_CONFIRMED


def test_what_belongs_to_a_step_is_stored_with_it_or_not_at_all(venue):
    def fail():
        raise RuntimeError("power cut")

    with venue.open() as opened:
        opened.head_counts.record(1, counted=0)
        with pytest.raises(RuntimeError):
            opened.life_cycle.advance(EndOfDay(), with_it=fail)
        assert opened.life_cycle.state() is State.OPEN
    assert venue.deeds("state_closed") == []


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM core_life_cycle",
        "UPDATE core_life_cycle SET state = 'prepared'",
        "INSERT INTO core_life_cycle VALUES (6, 'verified', '', 'H-02', NULL, '', '{}')",
    ],
)
def test_the_vault_itself_lets_nobody_step_back_or_skip(venue, sql):
    with venue.look() as database, pytest.raises(RowRefusedError), database.transaction():
        database.execute(sql)
