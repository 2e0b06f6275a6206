"""What the desk answers, what it records, and who may do it."""

import datetime as dt
from functools import partial
from typing import get_args

import pytest

from tests.services.desks import (
    MANAGER,
    OPEN_NOW,
    RECEPTION,
    Listening,
    desk_of,
    dump,
    person,
    pragma,
    recount,
    scans,
)
from venue_kiosk.api import (
    Admitted,
    AlreadyAdmitted,
    Decision,
    Objection,
    Withheld,
    reasons,
)
from venue_kiosk.domain.life_cycle import Passed, State
from venue_kiosk.domain.ticket import compose_ticket
from venue_kiosk.i18n import in_language
from venue_kiosk.storage.life_cycle import LifeCycleRegister
from venue_kiosk.testing import EVENT_DAY, JST, compose_programme, sample_application

NAME = "髙橋　惠子"
OTHERS = 'store_address = "full"\nother_programmes = { "002" = "活動者向け講座" }'
OF_FORMAT_2 = f"200127182818284590{98 - 20012718281828459000 % 97:02d}"
CLOSED = dt.datetime.combine(EVENT_DAY, dt.time(17), tzinfo=JST)


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[], programme=compose_programme(settings=OTHERS))


@pytest.fixture
def desk(venue):
    return desk_of(venue.open(RECEPTION, lane="A"))


@pytest.fixture
def other_lane(venue):
    return desk_of(venue.open(RECEPTION, lane="B"))


def ticket(number, random="31415926535897"):
    return compose_ticket(number, random).digits


# -- one scene for each reason -------------------------------------------------------------


def checked_in(venue, desk):
    return desk.check_in(person(venue).reception_no)


def let_in_by_the_manager(venue, desk):
    manager = venue.open(MANAGER).handler
    late = person(venue, decision=Decision.WITHDRAWN)
    return desk.override(late.attendee_id, manager=manager, why="place_free")


def at_the_same_desk_again(venue, desk):
    number = person(venue).reception_no
    desk.check_in(number)
    venue.clock.tick(4.9)
    return desk.check_in(number)


def again_later(venue, desk):
    number = person(venue).reception_no
    desk.check_in(number)
    venue.clock.tick(5)
    return desk.check_in(number)


def decided(decision, venue, desk):
    return desk.check_in(person(venue, decision=decision).reception_no)


def at(when, venue, desk):
    number = person(venue).reception_no
    venue.clock.move_to(when)
    return desk.check_in(number)


def to_a_full_house(venue, desk):
    ids = [each.attendee_id for each in venue.register(*map(sample_application, range(201)))]
    verdicts = [desk.check_in_attendee(each) for each in ids]
    assert all(isinstance(verdict, Admitted) for verdict in verdicts[:200])
    return verdicts[200]


def with_an_older_notice(venue, desk):
    attendee = person(venue)
    older = venue.ticket_of(attendee.attendee_id)
    venue.open().applications.reissue_ticket(attendee.attendee_id)
    assert isinstance(desk.check_in(venue.ticket_of(attendee.attendee_id)), Admitted)
    return desk.check_in(older)


def reading(text, venue, desk):
    return desk.check_in(text)


def against_an_objection(venue, desk):
    no = Objection(why="children_inside", text="まだです")
    objecting = desk_of(venue.open(RECEPTION), listeners=Listening([("childcare", no)]))
    return objecting.check_in(person(venue).reception_no)


def while_another_holds_the_vault(venue, desk):
    number = person(venue).reception_no
    waiting, holder = venue.open(RECEPTION), venue.open(RECEPTION)
    with pragma(waiting, "busy_timeout", 10), holder.desk._stores.transactions.transaction():
        return waiting.desk.check_in(number)


def on_a_full_disk(venue, desk):
    ids = [each.attendee_id for each in venue.register(*map(sample_application, range(150)))]
    opened = venue.open(RECEPTION)
    with pragma(opened, "max_page_count", 1):  # SQLite takes it as: no page more than now
        verdicts = [opened.desk.check_in_attendee(each) for each in ids]
    stored = [verdict for verdict in verdicts if isinstance(verdict, Admitted)]
    assert venue.query(OPEN_NOW) == [(len(stored),)]
    return verdicts[-1]


def after_the_closing(venue, desk):
    number = person(venue).reception_no
    with venue.look() as database, database.transaction():
        passed = Passed(to=State.CLOSED, at=venue.clock.now(), who=MANAGER)
        LifeCycleRegister(database).record(passed)
    return desk.check_in(number)


SCENES = {
    "ok": checked_in,
    "ok_forced": let_in_by_the_manager,
    "repeat_same_desk": at_the_same_desk_again,
    "already_in": again_later,
    "cancelled": partial(decided, Decision.WITHDRAWN),
    "waitlisted": partial(decided, Decision.WAITLISTED),
    "not_confirmed": partial(decided, Decision.UNDECIDED),
    "not_selected": partial(decided, Decision.NOT_SELECTED),
    "wrong_programme": partial(reading, ticket(2)),
    "wrong_session": partial(at, CLOSED + dt.timedelta(days=1)),
    "not_yet": partial(at, CLOSED - dt.timedelta(hours=5)),
    "closed": partial(at, CLOSED),
    "not_opened": after_the_closing,
    "full": to_a_full_house,
    "reissued": with_an_older_notice,
    "unknown_code": partial(reading, ticket(1)),
    "not_a_ticket": partial(reading, "https://example.jp/?id=1234"),
    "other_format": partial(reading, OF_FORMAT_2),
    "unreadable": partial(reading, ticket(1)[:-1] + "x"),
    "ambiguous_name": lambda _venue, desk: desk.withhold(reasons.AmbiguousName(count=2)),
    "proxy": lambda _venue, desk: desk.withhold(reasons.Proxy()),
    "objected": against_an_objection,
    "db_busy": while_another_holds_the_vault,
    "internal": on_a_full_disk,
}
UNSAVED = {"db_busy", "internal"}
NOT_STORED = {*UNSAVED, "not_opened"}


def test_there_is_a_scene_for_every_reason():
    assert set(SCENES) == {k.__struct_config__.tag for k in get_args(reasons.ScanReason)}


@pytest.mark.parametrize("code", SCENES)
def test_a_scene_ends_with_its_reason_and_leaves_it_in_the_record(code, venue, desk):
    verdict = SCENES[code](venue, desk)
    reason = reasons.AlreadyIn() if isinstance(verdict, AlreadyAdmitted) else verdict.reason
    assert reason.code == code
    assert isinstance(verdict, Withheld) is isinstance(reason, reasons.WithheldReason)
    assert (code in scans(venue).values()) is (code not in NOT_STORED)
    assert desk.counts() == recount(venue)


@pytest.mark.parametrize("code", sorted(UNSAVED))
def test_what_could_not_be_stored_comes_with_words_for_staff(code, venue, desk):
    assert "Nothing was stored" in SCENES[code](venue, desk).text


# -- what a record may hold ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "https://example.jp/hidden-path",
        "BEGIN:VCARD\nN:鈴木;一郎\nTEL:09012345678\nEND:VCARD",
        "98765432109876543210",
        ticket(2, "27182818284590"),
        ticket(1, "16180339887498"),
        "0123-5",
        "鈴木 一郎",
        "]Q1https://example.jp/eci",
        "x" * 20_000,
    ],
)
def test_a_refused_text_is_kept_nowhere(text, venue, desk):
    verdict = desk.check_in(text)
    assert isinstance(verdict, Withheld)
    assert len(scans(venue)) == 1
    kept = dump(venue) + repr(verdict)
    assert all(part not in kept for part in text.split("\n"))


def test_neither_scans_nor_the_operation_log_hold_a_name_or_a_number(venue, desk):
    attendee = person(venue, name=NAME, decision=Decision.WAITLISTED)
    desk.check_in(attendee.reception_no)
    desk.override(attendee.attendee_id, manager=venue.open(MANAGER).handler, why="other")
    for table in ("core_scans", "core_check_ins", "core_audit"):
        kept = repr(venue.query(f"SELECT * FROM {table}"))
        assert all(part not in kept for part in (*NAME.split(), attendee.reception_no))


@pytest.mark.parametrize(("number", "title"), [(2, "活動者向け講座"), (3, None)])
def test_a_ticket_of_another_programme_is_named_where_the_settings_know_it(desk, number, title):
    verdict = desk.check_in(ticket(number))
    assert verdict.reason == reasons.WrongProgramme(number=f"{number:03d}", title=title)


def test_whoever_comes_for_somebody_else_is_recorded_with_that_person(venue, desk):
    attendee = person(venue)
    verdict = desk.withhold(reasons.Proxy(), attendee_id=attendee.attendee_id)
    assert verdict.attendee == attendee
    assert venue.query("SELECT attendee_id FROM core_scans") == [(attendee.attendee_id,)]
    assert venue.query(OPEN_NOW) == [(0,)]


def test_only_an_objection_brings_the_words_of_a_plugin(venue):
    no = Objection(why="children_inside", text="まだです")
    objecting = desk_of(venue.open(RECEPTION), listeners=Listening([("childcare", no)]))
    assert objecting.check_in(person(venue, 1).reception_no).text == "まだです"
    waiting = person(venue, 2, decision=Decision.WAITLISTED)
    assert objecting.check_in(waiting.reception_no).text == ""


# -- first and again -----------------------------------------------------------------------


def test_another_lane_is_told_when_and_where_the_first_check_in_was(venue, desk, other_lane):
    number = person(venue).reception_no
    first = desk.check_in(number)
    venue.clock.tick(1)
    again = other_lane.check_in(number)
    assert isinstance(again, AlreadyAdmitted)
    assert (again.first, again.first.lane) == (first.check_in, "A")


def test_plugins_hear_of_a_check_in_once_and_only_when_it_is_durable(venue):
    class Looking(Listening):
        def checked_in(self, attendee, check_in):
            super().checked_in(attendee, check_in)
            self.seen = venue.query("SELECT check_in_id FROM core_check_ins")

    looking = Looking()
    desk = desk_of(venue.open(RECEPTION), listeners=looking)
    attendee = person(venue)
    desk.check_in(attendee.reception_no, nonce="n1")
    desk.check_in(attendee.reception_no, nonce="n1")
    desk.check_in(attendee.reception_no)
    assert looking.seen == [(1,)]
    assert looking.heard == [("in", attendee.attendee_id, 1)]


def test_the_operation_log_counts_who_is_present(venue, desk, other_lane):
    for number, lane in ((1, desk), (2, other_lane), (3, desk)):
        lane.check_in(person(venue, number).reception_no)
    desk.revoke(2, why="left_again")
    other_lane.check_in(person(venue, 4).reception_no)
    lines = venue.deeds("check_in")
    assert [line["n"]["present"] for line in lines] == [1, 2, 3, 3]
    assert [line["lane"] for line in lines] == ["A", "B", "A", "B"]
