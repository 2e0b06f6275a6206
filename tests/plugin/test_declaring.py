"""What a plugin declares badly, or forgets to declare, keeps the kiosk from starting, by name."""

import pytest

from tests.plugin.workshop import ITEM, OPEN, TABLE
from venue_kiosk.errors import ConfigError
from venue_kiosk.plugin.screens import find_screens

RECEPTION = "H-03"
FILES = """
@hookimpl
def kiosk_register_data_items():
    return [DataItem(owner="", item="n", whose="nobody", what="数", purpose="受付",
                     basis="working", files="sheets/*.pdf")]
"""
SCREEN = """
from venue_kiosk.api import Catalogue, Task, hookimpl

@hookimpl
def kiosk_register_screens(screens):
    screens.add("{name}", lambda kiosk: None, title="{name}", catalogue=None, task=Task.CHECK_IN)
"""


def not_started(venue):
    with pytest.raises(ConfigError) as caught:
        venue.open(RECEPTION)
    return caught.value.message


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


def test_commands_are_added_in_order_and_whoever_cannot_is_named(workshop):
    adds = "@hookimpl\ndef kiosk_register_commands(commands): commands.append('{name}')"
    for name in ("alpha", "beta"):
        workshop.write(name, declares=adds.format(name=name))
    workshop.write("wrong", declares="@hookimpl\ndef kiosk_register_commands(commands): 1 / 0")
    added = []
    workshop.host("beta", "alpha").register_commands(lambda _name: added)
    assert added == ["beta", "alpha"]
    with pytest.raises(ConfigError, match="Plugin wrong cannot start"):
        workshop.host("alpha", "wrong").register_commands(lambda _name: [])


def test_screens_come_in_the_order_of_the_settings_and_whoever_cannot_is_named(workshop):
    for name in ("alpha", "beta"):
        workshop.write(name, ui=SCREEN.format(name=name))
    workshop.write("blind")
    found = find_screens(workshop.host("beta", "blind", "alpha"))
    assert [screen.plugin for screen in found] == ["beta", "alpha"]
    workshop.write("wrong", ui=SCREEN.format(name="wrong").replace("(screens)", "(everything)"))
    with pytest.raises(ConfigError, match="Plugin wrong cannot start"):
        find_screens(workshop.host("alpha", "wrong"))
    workshop.write("broken", ui="import nothing_of_that_name")
    with pytest.raises(ConfigError, match="Plugin broken cannot be loaded"):
        find_screens(workshop.host("broken"))


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
