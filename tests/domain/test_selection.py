"""Places are given fairly: never too many, in order, within every limit, and nobody is lost."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.programme import Places
from venue_kiosk.domain.selection import (
    Candidate,
    WhyWaiting,
    decide_places,
    decide_promotions,
)

CODES = st.sampled_from([None, "01", "02", "03", "04"])
ORDERS = st.lists(CODES, max_size=30).flatmap(
    lambda codes: st.permutations([Candidate(n, code) for n, code in enumerate(codes)])
)
LIMITS = st.none() | st.integers(1, 5)
PLACES = st.builds(
    lambda capacity, organisations, per_organisation: Places(
        capacity=capacity, organisations=organisations, per_organisation=per_organisation
    ),
    st.integers(1, 20),
    LIMITS,
    LIMITS,
)


@given(ORDERS, PLACES)
def test_limits_hold_and_nobody_is_lost(order: list[Candidate], places: Places) -> None:
    selection = decide_places(order, [], places)
    code_of = {each.attendee_id: each.organisation_code for each in order}
    counts = Counter(code for i in selection.accepted if (code := code_of[i]) is not None)
    assert len(selection.accepted) <= places.capacity
    assert len(counts) <= (places.organisations or 99)
    assert all(count <= (places.per_organisation or 99) for count in counts.values())
    assert sorted(selection.accepted + selection.waitlisted) == sorted(code_of)


@given(ORDERS, PLACES)
def test_both_lists_keep_the_order_given(order: list[Candidate], places: Places) -> None:
    selection = decide_places(order, [], places)
    ids = [each.attendee_id for each in order]
    for part in (selection.accepted, selection.waitlisted):
        assert list(part) == [i for i in ids if i in part]


@given(ORDERS, PLACES)
def test_nobody_waits_while_a_place_fits(order: list[Candidate], places: Places) -> None:
    selection = decide_places(order, [], places)
    by_id = {each.attendee_id: each for each in order}
    waitlist = [by_id[i] for i in selection.waitlisted]
    accepted = [by_id[i] for i in selection.accepted]
    assert decide_promotions(waitlist, accepted, places) == ()


@given(ORDERS, PLACES, st.data())
def test_a_withdrawal_lets_in_the_first_who_fits(
    order: list[Candidate], places: Places, data: st.DataObject
) -> None:
    selection = decide_places(order, [], places)
    by_id = {each.attendee_id: each for each in order}
    if not selection.accepted:
        return
    gone = data.draw(st.sampled_from(selection.accepted))
    accepted = [by_id[i] for i in selection.accepted if i != gone]
    waitlist = [by_id[i] for i in selection.waitlisted]
    promoted = decide_promotions(waitlist, accepted, places)
    fitting = [w.attendee_id for w in waitlist if decide_promotions([w], accepted, places)]
    assert promoted[:1] == tuple(fitting[:1])
    assert len(accepted) + len(promoted) <= places.capacity


def test_a_full_organisation_is_passed_over_and_waits() -> None:
    order = [Candidate(1, "01"), Candidate(2, "01"), Candidate(3, "02"), Candidate(4, "03")]
    places = Places(capacity=3, organisations=2, per_organisation=1)
    selection = decide_places(order, [], places)
    assert selection.accepted == (1, 3)
    assert selection.reasons == {
        2: WhyWaiting.ORGANISATION_FULL,
        4: WhyWaiting.ORGANISATIONS_FULL,
    }


def test_people_accepted_before_keep_their_places() -> None:
    selection = decide_places([Candidate(2), Candidate(3)], [Candidate(1)], Places(capacity=2))
    assert selection.accepted == (2,)
    assert selection.reasons == {3: WhyWaiting.NO_PLACE}
