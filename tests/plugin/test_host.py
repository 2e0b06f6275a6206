"""Each kind of hook fails in its own way, and one plugin never speaks for another."""

import pytest

from tests.plugin.conftest import OPEN
from venue_kiosk.api import Admitted, Withheld, reasons
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import sample_application

RECEPTION = "H-03"
TABLE = """
@hookimpl
def kiosk_register_migrations():
    return MigrationSet("{owner}", (("one", "CREATE TABLE {table} (n INTEGER) STRICT;"),))
"""
ITEM = """
@hookimpl
def kiosk_register_data_items():
    return [DataItem(owner="", item="n", whose="nobody", what="数", purpose="受付",
                     basis="working", table="{table}")]
"""
FILES = """
@hookimpl
def kiosk_register_data_items():
    return [DataItem(owner="", item="n", whose="nobody", what="数", purpose="受付",
                     basis="working", files="sheets/*.pdf")]
"""
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


def not_started(venue):
    with pytest.raises(ConfigError) as caught:
        venue.open(RECEPTION)
    return caught.value.message


def admit(venue, opened, number=1):
    [attendee] = venue.register(sample_application(number))
    return opened.desk.check_in(attendee.reception_no)


# -- declaring: the kiosk does not start, and says because of whom ---------------------------


@pytest.mark.parametrize(
    "declares",
    [
        "@hookimpl\ndef kiosk_register_everything(): pass",
        "@hookimpl\ndef kiosk_open(kiosk, more): pass",
        "@hookimpl\ndef kiosk_judge_check_in(attendee, at): return None",
        "@hookimpl\ndef kiosk_checked_in(attendee): pass",
    ],
    ids=["unknown hook", "unknown argument", "judge of a module", "hearing of a module"],
)
def test_hooks_that_nobody_would_call_stop_the_start(workshop, declares):
    workshop.write("honest")
    workshop.write("wrong", declares=declares)
    with pytest.raises(ConfigError, match="Plugin wrong cannot start"):
        workshop.host("honest", "wrong")


@pytest.mark.parametrize(
    "declares",
    [
        TABLE.format(owner="other", table="other_n"),
        TABLE.format(owner="wrong", table="honest_n"),
        TABLE.format(owner="wrong", table="core_extra"),
        TABLE.format(owner="wrong", table="nonsense ("),
        "@hookimpl\ndef kiosk_register_migrations(): return None",
        "@hookimpl\ndef kiosk_register_migrations(): 1 / 0",
        "@hookimpl\ndef kiosk_register_data_items(): return None",
        "@hookimpl\ndef kiosk_register_data_items(): return ['n']",
        "@hookimpl\ndef kiosk_register_data_items(): 1 / 0",
        "@hookimpl\ndef kiosk_open(kiosk): 1 / 0",
        "@hookimpl\ndef kiosk_open(kiosk): return None",
        "@hookimpl\ndef kiosk_open(kiosk): return kiosk.tables.query('SELECT 1 FROM core_keys')",
    ],
)
def test_a_plugin_that_declares_badly_stops_the_start_by_name(workshop, declares):
    workshop.write("honest")
    workshop.write("wrong", declares=declares if "kiosk_open" in declares else declares + OPEN)
    assert not_started(workshop.venue("honest", "wrong")) == "Plugin wrong cannot start."


@pytest.mark.parametrize(
    "living",
    [
        "@hookimpl\ndef kiosk_register_migrations(self): return None",
        "@hookimpl\ndef kiosk_hears_nothing(self): pass",
        "@hookimpl\ndef kiosk_checked_in(self, somebody): pass",
    ],
)
def test_a_living_object_that_answers_what_nobody_asks_stops_the_start(workshop, living):
    workshop.write("wrong", living=living)
    assert not_started(workshop.venue("wrong")) == "Plugin wrong cannot start."


def test_a_plugin_may_say_in_its_own_words_why_it_cannot_start(workshop):
    workshop.write(
        "picky", declares="@hookimpl\ndef kiosk_open(kiosk): raise ConfigError('No tags are set.')"
    )
    assert not_started(workshop.venue("picky")) == "No tags are set."


def test_a_plugin_cannot_claim_the_table_of_another(workshop):
    workshop.write("honest", declares=TABLE.format(owner="honest", table="honest_n") + OPEN)
    workshop.write("greedy", declares=ITEM.format(table="honest_n") + OPEN)
    message = not_started(workshop.venue("honest", "greedy"))
    assert message == "Plugin greedy claims the table honest_n."


# -- nothing lies there that nobody declared -------------------------------------------------


def test_an_undeclared_table_stops_the_start(workshop):
    table = TABLE.format(owner="silent", table="silent_n")
    workshop.write("silent", declares=table + OPEN)
    assert "silent_n" in not_started(workshop.venue("silent"))
    workshop.write("frank", declares=TABLE.format(owner="frank", table="frank_n") + OPEN)
    workshop.write("open", declares=ITEM.format(table="open_n") + OPEN)
    assert "frank_n" in not_started(workshop.venue("open", "frank"))


def test_a_declared_table_lets_the_kiosk_start_and_the_plugin_work(workshop):
    name = {"owner": "frank", "table": "frank_n"}
    workshop.write("frank", declares=TABLE.format(**name) + ITEM.format(**name) + OPEN)
    opened = workshop.venue("frank").open(RECEPTION)
    tables = opened.plugin("frank").kiosk.tables
    with tables.transaction():
        tables.execute("INSERT INTO frank_n VALUES (?)", (7,))
    assert tables.query("SELECT n FROM frank_n") == [(7,)]


def test_taking_a_plugin_out_leaves_its_table_undeclared(workshop):
    name = {"owner": "frank", "table": "frank_n"}
    workshop.write("frank", declares=TABLE.format(**name) + ITEM.format(**name) + OPEN)
    venue = workshop.venue("frank")
    venue.open(RECEPTION).close()
    text = venue.installation.config_file.read_text(encoding="utf-8")
    venue.installation.config_file.write_text(text.split("[[plugins]]")[0], encoding="utf-8")
    assert "frank_n" in not_started(venue)


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        ("files/filing/sheets/1.pdf", True),
        ("files/filing/sheets/1.txt", False),
        ("files/other/sheets/1.pdf", False),
        ("notes.txt", False),
        ("faults/crash.txt", True),
        ("vault.db.bak", False),
    ],
)
def test_a_file_that_nobody_declared_stops_the_start(workshop, path, starts):
    workshop.write("filing", declares=FILES + OPEN)
    venue = workshop.venue("filing")
    file = venue.event / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    if starts:
        venue.open(RECEPTION)
    else:
        assert path in not_started(venue)


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
