"""The receipt: only who opened the package can give it, and nothing is erased before."""

import datetime as dt

import pytest

from venue_kiosk.bootstrap.erasure_hand_over import recorded_hand_over
from venue_kiosk.domain.hand_over import step_counts
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.errors import NotPermittedError, RefusedError
from venue_kiosk.services.life_cycle import GateClosedError
from venue_kiosk.services.life_cycle_facts import ErasureOrder
from venue_kiosk.storage.sqlite_errors import RowRefusedError


def codes(refused):
    return [each.code for each in refused.value.missing]


def test_the_code_inside_the_package_opens_the_way_to_erasing(closed):
    made = closed.make()
    desk = closed.opened.hand_over
    typed = closed.code(made.password).lower().replace("-", " ")
    desk.confirm_receipt("見本受-12", typed, counts={"list-01.xlsx": 3})
    assert closed.opened.life_cycle.state() is State.RECEIPT_CONFIRMED
    with closed.venue.look() as database:
        handed = recorded_hand_over(database)
    assert handed.hand_over.receipt_code_matched is True
    assert handed.hand_over.receipt_number == "見本受-12"
    assert handed.counts["core", "name"] == 3
    order = ErasureOrder(two=closed.two(), counts=step_counts(handed.counts))
    assert closed.opened.life_cycle.missing(order) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "AAAA-AAAA"}, "receipt_code_wrong"),
        ({"code": ""}, "receipt_code_wrong"),
        ({"counts": {"list-01.xlsx": 4}}, "counts_differ"),
        ({"counts": {"list-09.xlsx": 3}}, "counts_differ"),
        ({"date": dt.date(2026, 11, 23)}, "receipt_date_wrong"),
        ({"date": dt.date(2026, 11, 25)}, "receipt_date_wrong"),
        ({"number": "  "}, "no_receipt_number"),
    ],
)
def test_a_receipt_that_does_not_fit_is_refused_and_logged(closed, changes, code):
    made = closed.make()
    usual = {"number": "見本受-12", "code": closed.code(made.password)}
    with pytest.raises(GateClosedError) as refused:
        closed.opened.hand_over.confirm_receipt(**(usual | changes))
    assert codes(refused) == [code]
    assert closed.opened.life_cycle.state() is State.HANDED_OVER
    [line] = closed.venue.deeds("receipt_refused")
    assert line["why"] == code


def test_without_a_package_there_is_no_receipt_and_without_a_receipt_no_erasure(closed):
    with pytest.raises(GateClosedError) as refused:
        closed.opened.hand_over.confirm_receipt("1", "AAAA-AAAA")
    assert codes(refused) == ["step_before"]
    closed.make()
    with closed.venue.look() as database:
        assert recorded_hand_over(database).hand_over.receipt_code_matched is None
    with pytest.raises(GateClosedError):
        closed.opened.life_cycle.require_possible(ErasureOrder(two=closed.two()))


def test_a_lost_password_means_a_new_package_until_one_is_received(closed):
    first = closed.make()
    old_code = closed.code(first.password)
    closed.folder.rename(closed.medium / "lost")
    second = closed.make()
    assert second.password != first.password
    with pytest.raises(GateClosedError):
        closed.opened.hand_over.confirm_receipt("1", old_code)
    closed.opened.hand_over.confirm_receipt("1", closed.code(second.password))
    closed.folder.rename(closed.medium / "received")
    with pytest.raises(GateClosedError):
        closed.make()


def test_only_the_manager_records_a_receipt(closed):
    made = closed.make()
    helper = closed.venue.open("H-03", lane="B")
    with pytest.raises(NotPermittedError):
        helper.hand_over.confirm_receipt("1", closed.code(made.password))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_packages SET files = 0",
        "DELETE FROM core_packages",
        "UPDATE core_receipts SET number = 'x'",
        "DELETE FROM core_receipts",
    ],
)
def test_the_vault_itself_lets_nobody_change_what_was_handed_over(closed, sql):
    made = closed.make()
    closed.opened.hand_over.confirm_receipt("1", closed.code(made.password))
    with closed.venue.look() as database, pytest.raises(RowRefusedError), database.transaction():
        database.execute(sql)


def test_what_changed_since_the_package_stops_a_second_one(closed):
    closed.make()
    closed.folder.rename(closed.medium / "lost")
    with closed.venue.look() as database, database.transaction():
        database.execute("UPDATE core_attendees SET email = 'x@example.jp' WHERE attendee_id = 1")
    with pytest.raises(RefusedError):
        closed.make()
    assert not closed.folder.exists()
