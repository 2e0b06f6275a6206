"""Four lanes in processes of their own: nobody twice, nobody lost, whoever is killed."""

import json
import random
import threading
from collections import Counter
from contextlib import suppress

import pytest

from tests.laptop import open_laptop
from venue_kiosk.testing import sample_application

LANES = 4
OWN = 20


class Lane:
    """One lane: what it was asked, and what it answered so far."""

    def __init__(self, laptop):
        self.laptop = laptop
        self.asked = {}
        self.answers = {}
        self.errors = b""
        self._start()

    def _start(self):
        self._process = self.laptop.start_lane()
        self._order = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for number, line in enumerate(self._process.stdout):
            if line.endswith(b"\n"):
                self.answers[self._order[number]] = json.loads(line)
        self.errors += self._process.stderr.read()

    def ask(self, asked):
        """Send codes with their nonces; a killed lane takes what it can."""
        self.asked |= asked
        self._order += asked
        lines = "".join(f"{payload}\t{nonce}\n" for nonce, payload in asked.items())
        with suppress(BrokenPipeError):
            self._process.stdin.write(lines.encode())
            self._process.stdin.flush()

    def kill_after(self, answers):
        """Kill the process once it has answered so many; start another and ask the rest again."""
        while len(self.answers) < min(answers, len(self.asked)) and self._process.poll() is None:
            self._reader.join(0.001)
        self._process.kill()
        self._end()
        self._start()
        self.ask({n: p for n, p in self.asked.items() if n not in self.answers})

    def finish(self):
        """Let the process answer everything and end; return its exit code."""
        self._process.stdin.close()
        self._end()
        return self._process.returncode

    def stop(self):
        """Leave nothing behind, whatever the test came to."""
        if self._process.poll() is None:
            self._process.kill()
            self._end()

    def _end(self):
        self._process.wait(60)
        self._reader.join(60)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(BrokenPipeError):
                stream.close()


@pytest.fixture(scope="module")
def nonces():
    return iter(f"{n:032x}" for n in range(1, 10**6))


@pytest.fixture
def start(make_venue):
    """Start four lanes on one event; return its laptop, and for each lane what to ask there."""
    lanes = []

    def start_(shared):
        laptop, everywhere, own = prepare(make_venue, shared)
        lanes.extend(Lane(laptop) for _ in range(LANES))
        return laptop, lanes, [[*everywhere, *alone] for alone in own]

    yield start_
    for lane in lanes:
        lane.stop()


def with_nonces(nonces, payloads):
    return {next(nonces): payload for payload in payloads}


def prepare(make_venue, shared):
    """Return a laptop, the codes that every lane is shown, and those of each lane alone."""
    laptop = open_laptop(make_venue, plugins=["reception"], places="capacity = 1000")
    people = laptop.venue.register(*map(sample_application, range(shared + LANES * OWN)))
    tickets = [laptop.venue.ticket_of(each.attendee_id) for each in people]
    own = [tickets[shared + lane * OWN :][:OWN] for lane in range(LANES)]
    return laptop, tickets[:shared], own


def require_exactly_once(laptop, lanes):
    """Compare every answer with the vault."""
    query = laptop.venue.query
    # What was answered until now must be there; more may come while we look.
    answers = {nonce: answer for lane in lanes for nonce, answer in list(lane.answers.items())}
    stored = dict(query("SELECT nonce, check_in_id FROM core_scans"))
    rows = query("SELECT attendee_id, check_in_id, nonce FROM core_check_ins")
    assert max(Counter(attendee_id for attendee_id, *_ in rows).values()) == 1
    assert sorted(number for _, number, _ in rows) == [*range(1, len(rows) + 1)]
    for nonce, answer in answers.items():
        assert answer["verdict"] in {"admitted", "already_admitted"}, answer
        assert stored[nonce] == answer["sequence"]
    admitted = [nonce for nonce, answer in answers.items() if answer["reason"] == "ok"]
    assert sorted(admitted) == sorted(nonce for *_, nonce in rows if nonce in answers)
    assert query("PRAGMA integrity_check") == [("ok",)]
    return answers, rows


def test_four_lanes_on_the_same_codes_let_everybody_in_exactly_once(start, nonces):
    laptop, lanes, codes = start(shared=150)
    for lane, own in zip(lanes, codes, strict=True):
        lane.ask(with_nonces(nonces, random.Random(own[-1]).sample(own, len(own))))
    assert [lane.finish() for lane in lanes] == [0] * LANES
    answers, rows = require_exactly_once(laptop, lanes)
    assert len(answers) == LANES * (150 + OWN)
    assert len(rows) == 150 + LANES * OWN
    assert [lane.errors for lane in lanes] == [b""] * LANES
    at_lanes = Counter(lane for (lane,) in laptop.venue.query("SELECT lane FROM core_check_ins"))
    assert set(at_lanes) == set("ABCD")


def test_killed_lanes_lose_nothing_they_answered_and_a_retry_finds_the_first_answer(start, nonces):
    laptop, lanes, codes = start(shared=60)
    for lane, own in zip(lanes, codes, strict=True):
        lane.ask(with_nonces(nonces, own))
    dice = random.Random(1)
    for _ in range(4):
        lane = dice.choice(lanes)
        lane.kill_after(len(lane.answers) + dice.randrange(1, 12))
        require_exactly_once(laptop, lanes)
    assert [lane.finish() for lane in lanes] == [0] * LANES
    answers, rows = require_exactly_once(laptop, lanes)
    assert len(answers) == LANES * (60 + OWN)
    assert len(rows) == 60 + LANES * OWN
