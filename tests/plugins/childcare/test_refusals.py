"""Bad input at the desk: a clear sentence each, and the room count still right."""

import pytest
from childcare_room import because

from plugins.childcare.desk import PickUp
from plugins.childcare.refusals import CarersMissingError, ChildcareRefusedError, StubMismatchError
from venue_kiosk.api import NotPermittedError, UsageError


def test_a_tag_that_is_out_already_is_not_handed_over_twice(room):
    tag_no = room.take_in()
    room.pick_up(tag_no)
    with pytest.raises(ChildcareRefusedError) as refused:
        room.pick_up(tag_no)
    assert refused.value.message == "No child is here under tag 1."
    assert (room.now.children, dict(room.now.bands)) == (0, {"2": 0})


def test_the_stub_of_another_child_opens_nothing(room):
    first, second = room.take_in(), room.take_in()
    with pytest.raises(StubMismatchError):
        room.pick_up(first, code=room.codes()[second])
    assert room.now.children == 2


def test_a_refused_stub_is_logged_and_leaves_no_act(room, venue):
    tag_no = room.take_in()
    acts = venue.query("SELECT count(*) FROM childcare_acts")
    with pytest.raises(StubMismatchError):
        room.pick_up(tag_no, code="0000" if room.codes()[tag_no] != "0000" else "1111")
    assert len(venue.deeds("childcare_stub_refused")) == 1
    assert venue.query("SELECT count(*) FROM childcare_acts WHERE act = 'pick_up'") == [(0,)]
    assert acts


def test_a_band_without_a_ratio_cannot_be_accepted_even_by_the_manager(venue, second, room):
    file = venue.installation.config_folder / "childcare.toml"
    changed = file.read_text(encoding="utf-8").replace('rule = "event"', 'rule = "national"')
    file.write_text(changed, encoding="utf-8")
    from childcare_room import Room

    national = Room(venue)
    for asked in (because(""), because("siblings", second)):
        with pytest.raises(ChildcareRefusedError) as refused:
            national.drop_off("school", asked=asked)
        assert refused.value.message == "No number of carers is set for school age."
    assert national.now.children == 0


def test_without_two_carers_not_even_the_manager_takes_a_child_in(room, second):
    room.duty.set_carers("nursery", 1)
    with pytest.raises(CarersMissingError):
        room.drop_off("3", asked=because("ward_instruction", second))
    room.duty.set_carers("trained", 1)
    room.drop_off("3")
    with pytest.raises(ChildcareRefusedError):
        room.duty.set_carers("trained", 0)
    assert room.now.on_duty == 2


def test_a_band_nobody_is_counted_in_is_corrected_and_out_is_possible(room):
    tag_no = room.take_in("3")
    with pytest.raises(ChildcareRefusedError) as refused:
        room.pick_up(tag_no, "2")
    assert refused.value.hint == "Choose the band once more."
    assert room.now.children == 1
    room.desk.correct_band("3", "2")
    room.pick_up(tag_no, "2")
    assert room.now.children == 0


def test_a_child_whom_the_desk_cannot_accept_is_counted_and_gives_the_place_back(room):
    tag_no = room.drop_off("1", reserved=False)
    room.desk.decline(tag_no, "1")
    assert (room.now.children, room.now.counts["declined"]) == (0, 1)
    with pytest.raises(ChildcareRefusedError):
        room.desk.enter(tag_no)


@pytest.mark.parametrize("number", [0, -1, 31, 999])
def test_a_number_that_is_no_tag_is_refused(room, number):
    with pytest.raises(UsageError):
        room.stubs.reissue(number, because("tag_lost"))
    with pytest.raises(ChildcareRefusedError):
        room.desk.call(number)


def test_nobody_replaces_the_tag_of_a_child_who_is_here_alone(room):
    tag_no = room.take_in()
    old = room.codes()[tag_no]
    with pytest.raises(NotPermittedError):
        room.stubs.reissue(tag_no, because("tag_lost"))
    room.desk.pick_up(PickUp(tag_no=tag_no, band="2"), _shown(tag_no, old))
    assert room.now.children == 0


def _shown(tag_no, code):
    from plugins.childcare.stubs import StubShown

    return StubShown(tag_no, code)
