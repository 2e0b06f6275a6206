"""What other check-in systems did wrong, by their issue's name, and what must happen here."""

import pytest
from childcare_room import Room, because

from plugins.childcare.acts import Asked
from plugins.childcare.desk import PickUp
from plugins.childcare.refusals import (
    CarersMissingError,
    ChildcareRefusedError,
    RoomFullError,
    StubMismatchError,
)
from plugins.childcare.stubs import StubShown
from venue_kiosk.api import NotPermittedError, UsageError
from venue_kiosk.errors import VaultFullError
from venue_kiosk.testing import compose_programme, sample_application


def fill(room, band="school"):
    """Take in as many as there are places."""
    room.duty.set_carers("nursery", 20)
    return [room.take_in(band) for _ in range(room.now.empty_places)]


def test_rock_7012_an_override_never_goes_beyond_the_places(room, second):
    fill(room)
    with pytest.raises(RoomFullError):
        room.drop_off("school", asked=because("siblings", second))
    assert room.now.children == room.now.places == 10


def test_rock_3424_a_full_room_lets_children_out(room):
    tags = fill(room)
    room.pick_up(tags[0], "school")
    assert room.now.children == 9


def test_rock_3426_a_child_taken_in_by_override_gets_out(room, second):
    room.duty.set_carers("nursery", 2)
    room.take_in("0")
    room.take_in("0")
    tag_no = room.take_in("0", asked=because("siblings", second))
    assert room.now.missing_carers == 1
    room.pick_up(tag_no, "0")
    assert room.now.missing_carers == 0


def test_rock_6735_children_of_another_session_never_count(make_venue):
    venue = make_venue(
        plugins=["childcare"], programme=compose_programme(kind="course", sessions=2)
    )
    room = Room(venue)
    room.prepare()
    tag_no = room.take_in()
    code = room.codes()[tag_no]
    venue.clock.tick(14 * 24 * 3600)
    room.prepare()
    assert (room.now.children, dict(room.now.bands)) == (0, {})
    assert [stay.tag_no for stay in room.now.left_over] == [tag_no]
    assert room.take_in() != tag_no
    room.pick_up(tag_no, code=code)
    assert (room.now.children, list(room.now.left_over)) == (1, [])


def test_rock_6966_a_refused_override_is_never_shown_as_success(room, second, venue):
    room.duty.set_carers("nursery", 2)
    room.take_in("0")
    room.take_in("0")
    before = venue.query("SELECT * FROM childcare_stays")
    helper = room.living.kiosk.verify_handler("H-03", "さくら 七つの 海辺の みどり H-03")
    with pytest.raises(NotPermittedError):
        room.drop_off("0", asked=because("siblings", helper))
    with pytest.raises(UsageError):
        room.drop_off("0", asked=because("please", second))
    assert venue.query("SELECT * FROM childcare_stays") == before


def test_rock_6076_an_error_means_nothing_was_stored(room, venue):
    def disk_is_full(sql):
        if "childcare_acts" in sql and sql.startswith("INSERT"):
            raise VaultFullError("full")

    venue.before_statement = disk_is_full
    with pytest.raises(VaultFullError):
        room.drop_off()
    venue.before_statement = lambda _sql: None
    assert (room.now.children, dict(room.now.bands)) == (0, {})


def test_rock_2478_a_tag_has_one_open_stay(room):
    tag_no = room.take_in()
    with pytest.raises(ChildcareRefusedError):
        room.drop_off(tag_no=tag_no)
    assert room.take_in() != tag_no


def test_rock_3444_a_reprint_keeps_the_code_and_a_reissue_ends_the_old_one(room, second):
    tag_no = room.take_in()
    old = room.codes()[tag_no]
    assert room.codes()[tag_no] == old
    room.stubs.reissue(tag_no, because("tag_damaged", second))
    with pytest.raises(StubMismatchError) as refused:
        room.pick_up(tag_no, code=old)
    assert "replaced" in refused.value.message
    room.pick_up(tag_no)
    assert room.now.children == 0


def test_rock_5873_a_new_label_matches_the_child_who_is_already_in(room, second):
    tag_no = room.take_in()
    room.stubs.reissue(tag_no, because("tag_lost", second))
    room.pick_up(tag_no, code=room.codes()[tag_no])
    assert room.now.children == 0


def test_rock_5096_tags_of_others_keep_their_codes_through_a_reissue(room):
    before = room.codes()
    room.stubs.reissue(1, because("tag_damaged"))
    after = room.codes()
    assert {n: after[n] for n in after if n > 1} == {n: before[n] for n in before if n > 1}


def test_rock_3089_both_limits_are_visible(room):
    room.take_in("0")
    now = room.now
    assert (now.children, now.places, now.on_duty, now.needed) == (1, 10, 4, 2)


def test_rock_3088_the_soft_limit_is_asked_before_the_place_is_given(room):
    room.duty.set_carers("nursery", 2)
    room.take_in("1")
    room.take_in("1")
    with pytest.raises(CarersMissingError) as refused:
        room.drop_off("1")
    assert refused.value.message == "One more of age 1: carers missing: 1."
    assert room.now.children == 2


def test_rock_6695_who_finds_no_place_gets_one_from_the_list_with_an_override(room, second):
    tags = fill(room)
    room.duty.set_carers("nursery", 3)
    slip_no = room.waiting.join().slip_no
    room.pick_up(tags[0], "school")
    assert room.now.offered == [slip_no]
    with pytest.raises(CarersMissingError):
        room.drop_off("0", slip_no=slip_no)
    room.drop_off("0", slip_no=slip_no, asked=because("siblings", second))
    assert room.now.children == 10


def test_rock_6706_a_child_is_never_here_without_a_number_to_call(room):
    tags = fill(room)
    assert [stay.tag_no for stay in room.now.stays] == tags
    for tag_no in tags:
        room.desk.call(tag_no)
    assert [stay.tag_no for stay in room.now.called] == tags


def test_churchteams_two_desks_do_not_share_the_last_place(venue, room):
    other = Room(venue)
    fill(room)
    room.pick_up(room.now.stays[0].tag_no, "school")
    other.drop_off("school")
    with pytest.raises(RoomFullError):
        room.drop_off("school")
    assert room.now.children == 10


def test_churchcrm_checkout_all_closing_is_refused_while_a_child_is_in(room):
    tag_no = room.take_in()
    with pytest.raises(ChildcareRefusedError):
        room.duty.close()
    room.pick_up(tag_no)
    room.duty.close()
    assert room.now.closed


@pytest.mark.parametrize("issue", [7949, 2468, 8850])
def test_churchcrm_who_may_collect_is_whoever_holds_the_stub_and_two_people_otherwise(
    room, second, issue
):
    tag_no = room.take_in()
    child = PickUp(tag_no=tag_no, band="2")
    with pytest.raises(StubMismatchError):
        room.desk.pick_up(child, StubShown(tag_no, "0000"))
    for asked in (Asked(why="stub_lost"), because("stub_lost", room.living.kiosk.handler)):
        with pytest.raises(NotPermittedError):
            room.desk.release(child, asked)
    assert room.now.children == 1
    room.desk.release(child, because("stub_lost", second))
    assert room.now.children == 0
    _at, handler, other, act, why, *_rest = room.living.store.history(1)[-1]
    assert (handler, other, act, why) == ("H-06", "H-02", "release", "stub_lost")


def test_churchcrm_4766_the_desk_works_with_no_register_at_all(venue):
    assert venue.query("SELECT count(*) FROM core_attendees") == [(0,)]
    room = Room(venue)
    room.prepare()
    room.pick_up(room.take_in())


def test_ministrium_no_row_of_the_vault_links_a_tag_to_a_person(room, venue):
    venue.register(sample_application(1, childcare_wanted=True))
    room.take_in(reserved=True)
    columns = {
        column
        for (table,) in venue.query("SELECT name FROM sqlite_master WHERE name LIKE 'childcare_%'")
        for (_n, column, *_r) in venue.query(f"PRAGMA table_info({table})")
    }
    assert not {column for column in columns if "attendee" in column or "name" in column}
    assert "code" not in columns
