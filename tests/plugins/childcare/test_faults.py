"""The power fails at any statement of any act: all of it is stored, or nothing."""

import pytest
from childcare_room import because

from plugins.childcare.acts import Asked
from plugins.childcare.desk import PickUp
from plugins.childcare.refusals import ChildcareRefusedError, RoomFullError, StubMismatchError
from plugins.childcare.stubs import (
    Stub,
    StubShown,
    compose_payload,
    derive_code,
    hash_code,
    parse_code,
    parse_scan,
)
from venue_kiosk.api import ConfigError

MOST_STATEMENTS = 80


class PowerCutError(Exception):
    """What a planted fault raises."""


def state(venue):
    tables = ("stays", "queue", "totals", "stubs", "acts")
    return [venue.query(f"SELECT * FROM childcare_{table} ORDER BY 1, 2") for table in tables]


def _pick_up(room, tag_no, code):
    room.desk.pick_up(PickUp(tag_no=tag_no, band="2"), StubShown(tag_no, code), Asked(uid="u"))


ACTS = {
    "drop_off": lambda room, *_: room.drop_off("1", asked=Asked(uid="u")),
    "call": lambda room, tag_no, _code: room.desk.call(tag_no, Asked(uid="u")),
    "pick_up": _pick_up,
    "join": lambda room, *_: room.waiting.join(Asked(uid="u")),
    "set_carers": lambda room, *_: room.duty.set_carers("nursery", 6, Asked(uid="u")),
    "no_show": lambda room, *_: room.waiting.record_no_show(Asked(uid="u")),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_cut_at_any_statement_leaves_all_or_nothing_and_a_retry_finishes(act, room, venue):
    with room.living.kiosk.tables.transaction():
        room.living.store.set_total(1, "reserved", 3)
    tag_no, code = room.take_in(), room.codes()[1]
    before, done = state(venue), False
    for statement in range(MOST_STATEMENTS):
        left = [statement]

        def cut(_sql, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise PowerCutError

        venue.before_statement = cut
        try:
            ACTS[act](room, tag_no, code)
            done = True
        except PowerCutError:
            pass
        finally:
            venue.before_statement = lambda _sql: None
        if done:
            break
        assert state(venue) == before
    assert done
    after = state(venue)
    assert after != before
    ACTS[act](room, tag_no, code)
    assert state(venue) == after


def test_the_clock_going_back_changes_no_count_and_no_waiting_time(room, venue):
    tag_no = room.take_in()
    room.desk.call(tag_no)
    venue.clock.tick(-3 * 3600)
    room.desk.call(tag_no)
    assert (room.now.children, room.now.called[0].calls) == (1, 2)
    room.pick_up(tag_no)
    assert room.now.children == 0


def test_a_stub_of_another_day_is_named_as_such(room):
    tag_no = room.take_in()
    stub = Stub(2, tag_no, 1)
    seal = room.living.kiosk.seal
    code = derive_code(stub, seal)
    with room.living.kiosk.tables.transaction():
        room.living.store.add_stub(stub, hash_code(stub, code, seal))
    shown = parse_scan(compose_payload(stub, code))
    with pytest.raises(StubMismatchError) as refused:
        room.desk.pick_up(PickUp(tag_no=tag_no, band="2"), shown)
    assert "another day" in refused.value.message
    assert room.now.children == 1


def test_a_scanned_stub_says_what_was_printed_and_nothing_else_is_one(room):
    [(stub, code), *_rest] = room.stubs.issue(Asked())
    payload = compose_payload(stub, code)
    shown = parse_scan(f" {payload}\r")
    assert (shown.tag_no, shown.code, shown.stub) == (stub.tag_no, code, stub)
    assert code not in repr(shown)
    for wrong in ("", "0123-4", payload[:-1], "8" + payload[1:], "あ" * 12, payload + "0"):
        assert parse_scan(wrong) is None
    assert parse_code(code) == code
    assert parse_code(code[:3]) is None
    assert parse_code(code[:3] + str((int(code[3]) + 1) % 10)) is None


def test_a_mistaken_pick_up_is_taken_back_and_both_stay_in_the_history(room):
    tag_no = room.take_in()
    room.pick_up(tag_no)
    room.desk.reopen(PickUp(tag_no=tag_no, band="2"), because("wrong_tag"))
    assert (room.now.children, dict(room.now.bands)) == (1, {"2": 1})
    acts = [act for _at, _who, _second, act, *_rest in room.living.store.history(1)]
    assert acts[-2:] == ["pick_up", "reopen"]
    room.pick_up(tag_no)
    room.duty.close()


def test_a_card_left_behind_keeps_the_day_open_until_it_is_in_the_ledger(room):
    room.pick_up(room.take_in(), card=False)
    with pytest.raises(ChildcareRefusedError):
        room.duty.close()
    room.duty.settle_card()
    room.duty.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rule = "event"', 'rule = "none"'),
        ("places = 10", "places = 31"),
        ("tags = 30", "tgas = 1"),
    ],
)
def test_settings_that_contradict_each_other_stop_the_start(venue, old, new):
    file = venue.installation.config_folder / "childcare.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        venue.open("H-06")
    assert "childcare.toml" in wrong.value.message


def test_a_reservation_keeps_its_place_from_whoever_comes_without_one(room):
    room.duty.set_carers("nursery", 20)
    with room.living.kiosk.tables.transaction():
        room.living.store.set_total(1, "reserved", 9)
    room.take_in()
    with pytest.raises(RoomFullError):
        room.drop_off()
    slip_no = room.waiting.join().slip_no
    assert room.waiting.record_no_show().next_slip == slip_no
    room.take_in(reserved=True)
    room.take_in(slip_no=slip_no)
    assert (room.now.reserved, list(room.now.offered)) == (7, [])
