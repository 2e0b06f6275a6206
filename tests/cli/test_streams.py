"""Real processes whose streams break: no traceback, and what was answered is stored."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.laptop import KIOSK, RECEPTION, open_laptop
from venue_kiosk.testing import passphrase_of, sample_application

CHECK_IN = ("--handler", RECEPTION, "--password-stdin", "--stdin")
WAIT_S = 60


@pytest.fixture
def laptop(make_venue):
    return open_laptop(make_venue, plugins=["reception"])


@pytest.fixture
def tickets(laptop):
    people = laptop.venue.register(*map(sample_application, range(5)))
    return [laptop.venue.ticket_of(each.attendee_id) for each in people]


def present(laptop):
    [(count,)] = laptop.venue.query("SELECT count(*) FROM core_check_ins")
    return count


def ask(lane, ticket):
    lane.stdin.write(ticket.encode() + b"\n")
    lane.stdin.flush()
    return json.loads(lane.stdout.readline())


def run_with(laptop, redirection, *arguments, given=b""):
    """Run a command whose streams a shell has closed or led elsewhere."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirection}', "sh", *KIOSK, *map(str, arguments)],
        input=given,
        capture_output=True,
        env=laptop.environment,
        timeout=WAIT_S,
        check=False,
    )


def test_ctrl_c_ends_a_lane_with_a_sentence_and_keeps_what_was_answered(laptop, tickets):
    lane = laptop.start_lane()
    answered = [ask(lane, ticket) for ticket in tickets[:2]]
    lane.send_signal(signal.SIGINT)
    _out, err = lane.communicate(timeout=WAIT_S)
    assert lane.returncode == 130
    assert len(err.decode().strip().splitlines()) == 1
    assert [each["reason"] for each in answered] == ["ok", "ok"]
    assert present(laptop) == 2


def test_ctrl_c_while_the_kiosk_loads_just_ends_it(laptop):
    python, *rest = KIOSK
    loading = subprocess.Popen(
        [python, "-X", "importtime", *rest, "check-in", str(laptop.event), *CHECK_IN],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=laptop.environment,
    )
    for line in loading.stderr:
        if b"click.exceptions" in line:
            break
    loading.send_signal(signal.SIGINT)
    _out, err = loading.communicate(timeout=WAIT_S)
    assert b"Traceback" not in err
    assert loading.returncode in {-signal.SIGINT, 130}


def test_a_lane_nobody_listens_to_stops_quietly_at_its_next_answer(laptop, tickets):
    lane = laptop.start_lane()
    ask(lane, tickets[0])
    lane.stdout.close()
    lane.stdin.write("\n".join(tickets[1:]).encode())
    lane.stdin.close()
    assert lane.wait(WAIT_S) == 1
    assert lane.stderr.read() == b""
    lane.stderr.close()
    assert present(laptop) == 2


def test_a_closed_standard_input_is_answered_in_words(laptop):
    ran = run_with(laptop, "<&-", "check-in", laptop.event, *CHECK_IN)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.decode().splitlines()) == 2


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
def test_answers_to_a_closed_stream_never_end_up_in_the_vault(laptop, tickets, redirection):
    given = "\n".join([passphrase_of(RECEPTION), *tickets, "nonsense"]).encode()
    ran = run_with(laptop, redirection, "check-in", laptop.event, *CHECK_IN, given=given)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert present(laptop) == len(tickets)
    assert laptop.venue.query("PRAGMA integrity_check") == [("ok",)]
    assert laptop.venue.query("PRAGMA cipher_integrity_check") == []


def test_answers_are_utf_8_whatever_the_terminal_speaks(laptop, tickets):
    [someone] = laptop.venue.register(sample_application(77, childcare_wanted=True))
    ticket = laptop.venue.ticket_of(someone.attendee_id)
    given = f"{passphrase_of(RECEPTION)}\n{ticket}\n".encode()
    ran = subprocess.run(
        [*KIOSK[:1], "-m", "venue_kiosk", "check-in", str(laptop.event), *CHECK_IN],
        input=given,
        capture_output=True,
        env={**laptop.environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        timeout=WAIT_S,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    [greeting] = json.loads(ran.stdout)["greeting"]
    assert "託児" in greeting


def test_the_passphrase_stands_in_no_process_list(laptop):
    lane = laptop.start_lane()
    try:
        ask(lane, "x")
        process = Path(f"/proc/{lane.pid}")
        words = process.joinpath("cmdline").read_bytes() + process.joinpath("environ").read_bytes()
        assert passphrase_of(RECEPTION).encode() not in words
        assert os.fsencode(laptop.event) in words
    finally:
        lane.communicate(timeout=WAIT_S)


def test_a_second_lane_gets_the_next_letter_and_a_taken_one_is_refused(laptop):
    lane = laptop.start_lane()
    ask(lane, "x")
    [(first,)] = laptop.venue.query("SELECT lane FROM core_scans")
    refused = laptop.on_event("check-in", "--stdin", "--lane", first, handler=RECEPTION)
    assert (refused.code, refused.out) == (3, b"")
    given = laptop.on_event("check-in", "--stdin", handler=RECEPTION, given="x\n")
    assert given.object["verdict"] == "withheld"
    lane.communicate(timeout=WAIT_S)
    assert {lane for (lane,) in laptop.venue.query("SELECT lane FROM core_scans")} == {"A", "B"}
