"""Four lanes in processes of their own on one event: ``python -m benchmarks.lanes [--quick]``.

Each lane asks one code, waits for the answer and asks the next, as a desk does. In the second run
all lanes are shown the same people and processes are killed at random; a killed lane starts again
and asks its last code again under the same nonce.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.stage import WHO, Stage, stage
from benchmarks.tables import Table, median, ms, percentile, show

LANES: Final = 4
CHECK_INS: Final = 2_000
KILLS: Final = 25
QUICK: Final = 10
"""A quick run takes this much less of everything."""


@dataclass
class Lane:
    """One process after another at one lane, driven by a thread."""

    event: Stage
    codes: Sequence[tuple[str, str]]
    """Nonce and payload."""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    retries: int = 0
    errors: str = ""

    def __post_init__(self) -> None:
        self._start()
        self._thread = threading.Thread(target=self._work)

    def begin(self) -> None:
        self._thread.start()

    def kill(self) -> None:
        self._process.kill()

    @property
    def is_busy(self) -> bool:
        return self._thread.is_alive()

    def wait(self) -> None:
        self._thread.join()
        self._process.stdin.close()
        self.errors += self._process.stderr.read().decode()
        self._process.wait()

    def _work(self) -> None:
        for nonce, payload in self.codes:
            began = time.perf_counter()
            while (answer := self._ask(f"{payload}\t{nonce}\n")) is None:
                self.retries += 1
                self._process.wait()
                self._start()
                began = time.perf_counter()
            self.seconds.append(time.perf_counter() - began)
            self.answers[nonce] = answer

    def _ask(self, line: str) -> dict[str, Any] | None:
        """Return the answer, or nothing when the process is gone."""
        try:
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            return None
        answer = self._process.stdout.readline()
        return json.loads(answer) if answer.endswith(b"\n") else None

    def _start(self) -> None:
        handler_id, passphrase = WHO
        command = (sys.executable, "-I", "-m", "venue_kiosk", "check-in", self.event.venue.event)
        self._process = subprocess.Popen(
            [*command, "--handler", handler_id, "--password-stdin", "--stdin"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **self.event.environment},
        )
        # The first answer, to a code that is none, shows that the lane is open.
        self._process.stdin.write(f"{passphrase}\nx\n".encode())
        self._process.stdin.flush()
        self._process.stdout.readline()


def run(*, check_ins: int, kills: int) -> None:
    with stage(people=check_ins) as event:
        tickets = [
            digits for (digits,) in event.venue.query("SELECT digits FROM core_tickets ORDER BY 1")
        ]
        nonces = (f"{n:032x}" for n in range(1, 100 * check_ins))
        half = check_ins // 2
        first, second = tickets[:half], tickets[half:]
        apart = [[(next(nonces), each) for each in first[lane::LANES]] for lane in range(LANES)]
        shared = [
            [(next(nonces), each) for each in random.Random(lane).sample(second, len(second))]
            for lane in range(LANES)
        ]
        rows = [
            _measure("different people", event, apart, kills=0),
            _measure("the same people, lanes killed", event, shared, kills=kills),
        ]
    columns = ["", "asked", "let in", "a second", "median ms", "p95", "p99", "most"]
    columns += ["killed", "asked again", "busy", "twice", "lost"]
    show(
        Table(
            f"{LANES} lanes, each a process, on one event of {check_ins:,} people",
            columns,
            rows,
            "From code to answer, a restart left out. Twice: people with two open check-ins. Lost:"
            " answers whose row is not in the vault, or another one.",
        )
    )


def _measure(
    title: str, event: Stage, codes: Sequence[Sequence[tuple[str, str]]], *, kills: int
) -> list[str]:
    lanes = [Lane(event, each) for each in codes]
    began = time.perf_counter()
    for lane in lanes:
        lane.begin()
    killed = _kill_some(lanes, kills)
    for lane in lanes:
        lane.wait()
    seconds = time.perf_counter() - began
    if errors := "".join(lane.errors for lane in lanes):
        raise RuntimeError(errors)
    answers = {nonce: answer for lane in lanes for nonce, answer in lane.answers.items()}
    spans = [span for lane in lanes for span in lane.seconds]
    reasons = Counter(answer["reason"] for answer in answers.values())
    twice, lost = _compare(event, answers)
    return [
        title,
        f"{len(answers):,}",
        f"{reasons['ok']:,}",
        f"{len(answers) / seconds:.0f}",
        ms(median(spans)),
        ms(percentile(spans, 0.95)),
        ms(percentile(spans, 0.99)),
        ms(max(spans)),
        str(killed),
        str(sum(lane.retries for lane in lanes)),
        str(reasons["db_busy"]),
        str(twice),
        str(lost),
    ]


def _kill_some(lanes: Sequence[Lane], kills: int) -> int:
    dice = random.Random(1)
    killed = 0
    while killed < kills and (busy := [lane for lane in lanes if lane.is_busy]):
        time.sleep(dice.uniform(0.1, 0.6))
        dice.choice(busy).kill()
        killed += 1
    return killed


def _compare(event: Stage, answers: dict[str, dict[str, Any]]) -> tuple[int, int]:
    """Return how many people are in twice, and how many answers the vault does not bear out."""
    query = event.venue.query
    people = Counter(
        query("SELECT attendee_id, session_no FROM core_check_ins WHERE revoked_at IS NULL")
    )
    stored = dict(query("SELECT nonce, check_in_id FROM core_scans"))
    lost = [nonce for nonce, each in answers.items() if stored.get(nonce, -1) != each["sequence"]]
    return sum(count > 1 for count in people.values()), len(lost)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lanes", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few check-ins, to see that it works")
    less = QUICK if parser.parse_args().quick else 1
    run(check_ins=CHECK_INS // less, kills=KILLS // less)


if __name__ == "__main__":
    main()
