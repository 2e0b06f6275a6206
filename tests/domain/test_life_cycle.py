"""One way, no gate skipped, and a hold that stops everything before the erasure."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.life_cycle import STATES, Actor, Cycle, Hold, Missing, State
from venue_kiosk.domain.life_cycle_gates import (
    Certification,
    Closing,
    Erasure,
    HandOver,
    Opening,
    Receipt,
    Verification,
    compose_passed,
    decide_step,
    target_of,
)

START = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
COUNTS = {"people": 200, "sheets": 120}
OBJECTION = Missing(code="childcare", who=Actor.CHILDCARE, n=1, text="A child is here.")
GOOD = {
    State.OPEN: Opening(
        slip_no="1",
        arrived_at=START,
        place="hall",
        is_designated=True,
        is_in_hours=True,
        unanswered=0,
        unreported=0,
        contract_ended=False,
    ),
    State.CLOSED: Closing(objections=(), uncounted=0, unexplained=0, open_lanes=0),
    State.HANDED_OVER: HandOver(
        objections=(), document="list", is_counted=True, pair=("H-02", "H-01"), counts=COUNTS
    ),
    State.RECEIPT_CONFIRMED: Receipt(
        document="R1", date=START.date(), is_matching=True, counts=COUNTS
    ),
    State.ERASED: Erasure(pair=("H-02", "H-01"), open_lanes=0, counts=COUNTS),
    State.VERIFIED: Verification(key_gone=True, files_gone=True, unopenable=True, residues=0),
    State.CERTIFIED: Certification(document="C1", is_signed=True, findings=0),
}
FLAWS = {
    State.OPEN: [
        ({"contract_ended": True}, "contract_ended"),
        ({"unreported": 2}, "not_reported"),
        ({"unanswered": 1}, "preflight_open"),
        ({"slip_no": ""}, "no_slip"),
        ({"slip_no": "x" * 65}, "no_slip"),
        ({"arrived_at": None}, "no_arrival"),
        ({"arrived_at": START + dt.timedelta(days=1)}, "no_arrival"),
        ({"is_designated": False}, "place_not_designated"),
        ({"is_in_hours": False}, "outside_hours"),
        ({"is_in_hours": False, "pair": ("H-02", "H-02")}, "outside_hours"),
    ],
    State.CLOSED: [
        ({"objections": (OBJECTION,)}, "childcare"),
        ({"uncounted": 1}, "not_counted"),
        ({"unexplained": 1}, "not_explained"),
        ({"open_lanes": 1}, "lanes_open"),
    ],
    State.HANDED_OVER: [
        ({"objections": (OBJECTION,)}, "childcare"),
        ({"document": ""}, "no_package"),
        ({"is_counted": False}, "package_not_counted"),
        ({"pair": None}, "two_people"),
        ({"pair": ("H-02", "H-02")}, "two_people"),
        ({"pair": ("H-02", "")}, "two_people"),
    ],
    State.RECEIPT_CONFIRMED: [
        ({"document": " "}, "no_receipt_number"),
        ({"date": START.date() - dt.timedelta(days=1)}, "receipt_date_wrong"),
        ({"date": START.date() + dt.timedelta(days=1)}, "receipt_date_wrong"),
        ({"is_matching": False}, "receipt_code_wrong"),
        ({"counts": {"people": 199, "sheets": 120}}, "counts_differ"),
    ],
    State.ERASED: [
        ({"pair": ("H-01", "H-01")}, "two_people"),
        ({"counts": {}}, "counts_differ"),
        ({"open_lanes": 1}, "lanes_open"),
    ],
    State.VERIFIED: [
        ({"key_gone": False}, "key_left"),
        ({"files_gone": False}, "files_left"),
        ({"unopenable": False}, "still_opens"),
        ({"residues": 1}, "residue"),
    ],
    State.CERTIFIED: [
        ({"findings": 1}, "findings"),
        ({"is_signed": False}, "not_signed"),
        ({"document": ""}, "not_signed"),
    ],
}


def cycle_at(state):
    """Return a cycle that came to ``state`` properly."""
    cycle = Cycle()
    for to in STATES[1 : state.number + 1]:
        cycle = cycle.with_passed(compose_passed(GOOD[to], at=START, who="H-02"))
    return cycle


def before(state):
    return cycle_at(STATES[state.number - 1])


@pytest.mark.parametrize("to", GOOD)
def test_a_gate_opens_when_nothing_is_missing(to):
    assert target_of(GOOD[to]) is to
    assert decide_step(before(to), GOOD[to], at=START) == ()


@pytest.mark.parametrize(
    ("to", "flaw", "code"), [(to, flaw, code) for to in FLAWS for flaw, code in FLAWS[to]]
)
def test_a_gate_names_what_is_missing(to, flaw, code):
    missing = decide_step(before(to), replace(GOOD[to], **flaw), at=START)
    assert [each.code for each in missing] == [code]


def test_everything_that_is_missing_is_named_at_once():
    nothing = replace(GOOD[State.OPEN], slip_no="", arrived_at=None, unanswered=3)
    codes = [each.code for each in decide_step(Cycle(), nothing, at=START)]
    assert codes == ["preflight_open", "no_slip", "no_arrival"]


def test_outside_the_designated_hours_two_people_may_unlock():
    late = replace(GOOD[State.OPEN], is_in_hours=False, pair=("H-02", "H-01"))
    assert decide_step(Cycle(), late, at=START) == ()
    assert compose_passed(late, at=START, who="H-02").second == "H-01"


def test_a_clock_that_went_back_stops_the_next_step():
    earlier = START - dt.timedelta(seconds=1)
    [missing] = decide_step(cycle_at(State.OPEN), GOOD[State.CLOSED], at=earlier)
    assert missing.code == "clock_back"


def test_what_was_handed_over_is_what_must_be_received_and_erased():
    kept = cycle_at(State.HANDED_OVER).step(State.HANDED_OVER)
    assert (kept.document, kept.counts, kept.second) == ("list", COUNTS, "H-01")


moves = st.lists(
    st.one_of(
        st.sampled_from(list(GOOD)).map(lambda to: ("step", to, {})),
        st.sampled_from([(to, flaw) for to in FLAWS for flaw, _code in FLAWS[to]]).map(
            lambda each: ("step", *each)
        ),
        st.just(("hold", None, {})),
        st.just(("release", None, {})),
    ),
    max_size=40,
)


@given(moves)
def test_no_step_back_no_skipped_gate_and_a_hold_stops_all_before_erased(made):
    cycle = Cycle()
    for kind, to, flaw in made:
        former = cycle.state
        if kind != "step":
            held = Hold(document="W1", at=START, who="H-02")
            cycle = replace(cycle, hold=held if kind == "hold" else None)
            continue
        evidence = replace(GOOD[to], **flaw)
        if decide_step(cycle, evidence, at=START):
            continue
        cycle = cycle.with_passed(compose_passed(evidence, at=START, who="H-02"))
        assert not flaw
        assert cycle.state.number == former.number + 1
        assert cycle.hold is None or former.number >= State.ERASED.number
    assert [each.to for each in cycle.passed] == list(STATES[1 : cycle.state.number + 1])


@given(st.sampled_from(STATES), st.sampled_from(list(GOOD)))
def test_nobody_gets_past_a_gate_that_was_not_asked(state, to):
    cycle = cycle_at(state)
    if to is cycle.next_state:
        assert cycle.with_passed(compose_passed(GOOD[to], at=START, who="H-02")).state is to
        return
    [missing] = decide_step(cycle, GOOD[to], at=START)
    assert missing.code in {"already_done", "step_before"}
    with pytest.raises(ValueError, match="cannot follow"):
        cycle.with_passed(compose_passed(GOOD[to], at=START, who="H-02"))
