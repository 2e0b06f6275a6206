"""``kiosk custody …`` in processes of its own: from a prepared event to an open one."""

import datetime as dt

from tests.laptop import Laptop, programme_of_today
from venue_kiosk.testing import passphrase_of


def laptop_of(make_venue):
    now = dt.datetime.now().astimezone()
    venue = make_venue(plugins=["custody"], now=now, programme=programme_of_today(), unlocked=False)
    return Laptop(venue)


def test_an_event_opens_by_commands_alone(make_venue):
    laptop = laptop_of(make_venue)
    custody = laptop.on_event
    status = custody("custody status", "--json")
    assert status.code == 3
    assert [each["code"] for each in status.object["missing"]][:2] == ["preflight_open", "no_slip"]
    refused = custody("custody unlock", "--lang", "en")
    assert (refused.code, "No carry-out slip is entered" in refused.err) == (3, True)
    assert custody("custody preflight", "--all", "yes").code == 0
    slip = ("--no", "1", "--carrier", "H-03", "--confirmed-by", "H-02", "--laptop", "X13")
    place = ("--place", "みほん地域ホール")
    assert custody("custody slip", *slip, *place).code == 2
    assert custody("custody slip", *slip, *place, "--checks-done").code == 0
    assert custody("custody time", "departed").code == 0
    assert custody("custody time", "arrived", "--json").object["stage"] == "arrived"
    assert custody("custody unlock", "--json").object == {"state": "open"}
    assert custody("custody status").code == 0


def test_ledger_incident_and_inspection_by_commands(make_venue):
    custody = laptop_of(make_venue).on_event
    assert custody("custody paper", "survey", "in", "3", "--place", "A").code == 0
    ledger = custody("custody ledger", "--json")
    assert ledger.code == 3
    assert {"kind": "survey", "ledger": 3, "counted": None} in ledger.object["papers"]
    report = custody("custody incident", "--kind", "loss", "--device", "off", "--json").object
    timeline = custody("custody timeline", report["report"], "--json").object["timeline"]
    assert "incident" in [each["act"] for each in timeline]
    bad = custody("custody inspection", "--document", " ", "--result", "nothing_found")
    assert bad.code == 2
    good = custody("custody inspection", "--document", "W-1", "--result", "nothing_found")
    assert good.code == 0


def test_the_second_persons_passphrase_is_asked_for(make_venue):
    laptop = laptop_of(make_venue)
    lines = f"{passphrase_of('H-02')}\n"
    asked = laptop.on_event("custody unlock", "--second", "H-01", "--lang", "en", given=lines)
    assert (asked.code, "Two passphrases" in asked.err) == (2, True)
