"""At reception: who asked for childcare is sent to its desk, once; nothing of it is kept."""

from childcare_room import Room

from venue_kiosk.api import Actor
from venue_kiosk.testing import sample_application


def greetings(venue):
    [person] = venue.register(sample_application(1, childcare_wanted=True))
    opened = venue.open("H-03")
    verdict = opened.desk.check_in(person.reception_no)
    return [line for line in verdict.greeting if line.look == "childcare"]


def test_reception_sends_to_the_desk_once_when_both_plugins_are_there(make_venue):
    lines = greetings(make_venue(plugins=["reception", "childcare"]))
    assert [line.plugin for line in lines] == ["childcare"]


def test_reception_sends_to_the_desk_where_childcare_runs_on_paper(make_venue):
    lines = greetings(make_venue(plugins=["reception"]))
    assert [line.plugin for line in lines] == ["reception"]


def test_reservations_are_the_applicants_wishes_as_a_number(venue):
    venue.register(*(sample_application(n, childcare_wanted=n < 4) for n in range(10)))
    room = Room(venue)
    room.prepare()
    assert (room.now.reserved, room.now.free_places) == (4, 6)


def test_the_log_of_a_whole_visit_holds_no_tag_and_no_band(room, venue):
    room.pick_up(room.take_in("0"), "0")
    for act in ("drop_off", "enter", "pick_up"):
        [line] = venue.deeds(f"childcare_{act}")
        assert set(line) <= {"seq", "at", "who", "act", "prev"}


def test_a_child_in_care_keeps_the_event_open_by_kiosk_judge_closing(room):
    assert room.living.kiosk_judge_closing() is None
    tag = room.take_in("2")
    missing = room.living.kiosk_judge_closing()
    assert (missing.who, missing.n) == (Actor.CHILDCARE, 1)
    room.pick_up(tag, "2")
    assert room.living.kiosk_judge_closing() is None


def test_a_waiting_slip_keeps_the_event_open(room):
    room.living.waiting.join()
    assert room.living.kiosk_judge_closing().n == 1
