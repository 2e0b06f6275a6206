"""Each kind of hook fails in its own way, and one plugin never speaks for another."""

import pytest

from tests.plugin.workshop import ITEM, OPEN, TABLE
from venue_kiosk.api import Admitted, NotNowError, Withheld, reasons
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import sample_application

RECEPTION = "H-03"
GREETING = """
@hookimpl
def kiosk_contribute_greeting(self, attendee):
    return GreetingLine(plugin="{name}", text="from {name}")
"""
HEARING = """
@hookimpl
def kiosk_checked_in(self, attendee, check_in):
    self.heard.append(("in", attendee.attendee_id, check_in.check_in_id))

@hookimpl
def kiosk_check_in_revoked(self, check_in):
    self.heard.append(("out", check_in.check_in_id))
"""


def admit(venue, opened, number=1):
    [attendee] = venue.register(sample_application(number))
    return opened.desk.check_in(attendee.reception_no)


# -- handing over: fails closed --------------------------------------------------------------


@pytest.mark.parametrize("answer", ["1 / 0", "return True", "return [Material()]"])
def test_a_plugin_that_cannot_say_what_it_hands_over_stops_the_hand_over(workshop, answer):
    workshop.write("giver", living=f"@hookimpl\ndef kiosk_hand_over(self): {answer}")
    with pytest.raises(NotNowError, match="Sample giver cannot say"):
        workshop.venue("giver").open().host.material()


# -- judging: fails closed -------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    ["1 / 0", "return True", "return 'no'", "self.kiosk.tables.query('SELECT * FROM core_keys')"],
)
def test_a_judge_that_fails_lets_nobody_in(workshop, answer):
    workshop.write(
        "judge", living=f"@hookimpl\ndef kiosk_judge_check_in(self, attendee, at): {answer}"
    )
    venue = workshop.venue("judge")
    opened = venue.open(RECEPTION)
    verdict = admit(venue, opened)
    assert isinstance(verdict, Withheld)
    assert verdict.reason == reasons.Objected(plugin="judge", why="plugin_failed")
    assert verdict.text == "Sample judge could not answer."
    assert opened.desk.counts().present == 0


@pytest.mark.parametrize("hook", ["kiosk_judge_closing", "kiosk_judge_hand_over"])
@pytest.mark.parametrize("answer", ["1 / 0", "return True", "return 'no'"])
def test_a_judge_that_fails_lets_no_step_be_taken(workshop, hook, answer):
    workshop.write("judge", living=f"@hookimpl\ndef {hook}(self): {answer}")
    host = workshop.venue("judge").open().host
    [missing] = getattr(host, hook.removeprefix("kiosk_"))()
    assert (missing.code, missing.owner) == ("plugin_failed", "judge")
    assert missing.text == "Sample judge could not answer."


def test_a_paper_that_cannot_be_given_leaves_a_gap(workshop):
    workshop.write("poor", living="@hookimpl\ndef kiosk_contribute_papers(self): 1 / 0")
    [gap] = workshop.venue("poor").open().host.papers()
    assert (gap.kind, gap.values) == ("gap", {"text": "Sample poor could not answer."})


def test_a_judge_cannot_store_half_of_something(workshop):
    name = {"owner": "judge", "table": "judge_n"}
    workshop.write(
        "judge",
        declares=TABLE.format(**name) + ITEM.format(**name) + OPEN,
        living="""
        @hookimpl
        def kiosk_judge_check_in(self, attendee, at):
            with self.kiosk.tables.transaction():
                self.kiosk.tables.execute("INSERT INTO judge_n VALUES (1)")
        """,
    )
    venue = workshop.venue("judge")
    assert isinstance(admit(venue, venue.open(RECEPTION)), Withheld)
    assert venue.query("SELECT count(*) FROM judge_n") == [(0,)]


def test_every_judge_is_asked_and_all_words_are_shown(workshop):
    for name, answer in (("one", "None"), ("two", "Objection(why='b', text='B')"), ("six", "1/0")):
        workshop.write(
            name,
            living=f"@hookimpl\ndef kiosk_judge_check_in(self, attendee, at): return {answer}",
        )
    venue = workshop.venue("one", "two", "six")
    verdict = admit(venue, venue.open(RECEPTION))
    assert verdict.reason == reasons.Objected(plugin="two", why="b")
    assert verdict.text == "B Sample six could not answer."


# -- hearing: isolated, and shown to staff ---------------------------------------------------


def test_a_plugin_that_fails_to_hear_is_named_once_and_the_others_hear(workshop):
    deaf = "@hookimpl\ndef kiosk_checked_in(self, attendee): 1 / 0"
    workshop.write("first", living=HEARING)
    workshop.write("deaf", living=deaf)
    workshop.write("last", living=HEARING)
    venue = workshop.venue("first", "deaf", "last")
    opened = venue.open(RECEPTION)
    verdict = admit(venue, opened)
    assert isinstance(verdict, Admitted)
    opened.desk.revoke(verdict.check_in.check_in_id, why="other")
    for name in ("first", "last"):
        assert opened.plugin(name).heard == [("in", 1, 1), ("out", 1)]
    assert opened.host.take_failures() == ["deaf"]
    assert opened.host.take_failures() == []
    assert venue.query("SELECT count(*) FROM core_check_ins") == [(1,)]


# -- adding: a visible gap -------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["1 / 0", "return 'hello'", "return 7"])
def test_a_greeting_that_fails_leaves_a_gap_that_names_the_plugin(workshop, answer):
    workshop.write("before", living=GREETING.format(name="before"))
    workshop.write(
        "broken", living=f"@hookimpl\ndef kiosk_contribute_greeting(self, attendee): {answer}"
    )
    workshop.write("after", living=GREETING.format(name="after"))
    venue = workshop.venue("after", "broken", "before")
    opened = venue.open(RECEPTION)
    gap = "Sample broken could not answer."
    greeting = admit(venue, opened).greeting
    assert [line.text for line in greeting] == ["from after", gap, "from before"]
    with in_language("ja"):
        assert "見本 broken" in admit(venue, opened, 2).greeting[1].text


def test_a_status_that_fails_does_not_hide_the_others(workshop):
    for name, answer in (("one", "1 / 0"), ("two", "StatusLine(text='fine')"), ("six", "None")):
        workshop.write(
            name, living=f"@hookimpl\ndef kiosk_contribute_status(self): return {answer}"
        )
    host = workshop.venue("one", "two", "six").open(RECEPTION).host
    lines = [line.text for line in host.status_lines()]
    assert lines == ["Sample one could not answer.", "fine"]
