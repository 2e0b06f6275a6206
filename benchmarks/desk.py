"""From a scan's last key to its verdict on the terminal: ``python -m benchmarks desk``."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.stage import WHO, Stage, Trusting, stage
from benchmarks.tables import NOTHING, Table, median, ms, percentile, show, times, verdict
from benchmarks.terminal import Terminal
from plugins.reception.messages import _
from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.domain.credential import Credential
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.storage.database import Database, Row
from venue_kiosk.storage.vault import Vault

TARGET = 0.060
IDLE = 0.15
WARM = 5

Person = tuple[int, str, str]
"""Id, reception number and ticket digits."""


def run(*, quick: bool) -> None:
    scans = 20 if quick else 150
    rows = [row for people in (200, 10_000) for row in _measure(people, scans)]
    show(
        Table(
            "Desk: a scan's last key to its verdict, durable check-in inside",
            ("people", "measured", "n", "p50 ms", "p95 ms", "÷ commit", "target"),
            rows,
            "Interleaved, on one disk. Screen: 20 digits and Enter written to the pty at once,"
            " until the person's verdict has come out of it. Service: `check_in` in a process"
            " without a screen. Commit: the rows it stored, bare. Target: p95 at most"
            f" {ms(TARGET)} ms.",
        )
    )


def _measure(people: int, scans: int) -> Iterator[Sequence[str]]:
    screen, service, commit = [], [], []
    with stage(people=people) as made, _desk(made) as (terminal, kiosk, stored, bare):
        people_coming = _coming(made, scans + WARM)
        for attendee_id, reception_no, digits in people_coming:
            terminal.read_for(IDLE)
            terminal.forget()
            sent = terminal.press(digits + "\r")
            painted = terminal.wait_for(reception_no)
            began = time.perf_counter()
            kiosk.desk.check_in(digits)
            service.append(time.perf_counter() - began)
            rows = _rows_of(stored, attendee_id)
            began = time.perf_counter()
            _commit(bare, rows)
            commit.append(time.perf_counter() - began)
            screen.append(painted - sent)
    base = median(commit[WARM:])
    for name, values in (("screen", screen), ("service", service), ("commit", commit)):
        kept = values[WARM:]
        p95 = percentile(kept, 0.95)
        met = verdict(p95, TARGET) if name == "screen" else NOTHING
        figures = (ms(median(kept)), ms(p95), times(median(kept), base))
        yield (f"{people:,}", name, str(len(kept)), *figures, met)


@contextmanager
def _desk(made: Stage):
    event = made.venue.event
    made.venue.close()
    twins = [event.with_name(name) for name in ("service", "bare")]
    for twin in twins:
        shutil.copytree(event, twin)
    with ExitStack() as stack:
        arguments = [str(event), *WHO, "reception"]
        terminal = stack.enter_context(
            Terminal("benchmarks.opened_kiosk", arguments, made.environment)
        )
        terminal.wait_for(_("Reception no."))
        kiosk = stack.enter_context(_open(made.venue.installation.config_folder, twins[0]))
        tokens = Installation.find().tokens
        stored, bare = (
            stack.enter_context(Vault.open(twin, Credential(*WHO), tokens=tokens).database())
            for twin in twins
        )
        yield terminal, kiosk, stored, bare


def _open(settings: Path, event: Path) -> OpenKiosk:
    installation = Trusting(root=Installation.find().root, settings=settings)
    return open_event(installation, event, Credential(*WHO))


def _coming(made: Stage, count: int) -> list[Person]:
    return made.venue.query(
        "SELECT attendee_id, reception_no, digits"
        " FROM core_attendees JOIN core_tickets USING (attendee_id) ORDER BY digits LIMIT ?",
        (count,),
    )


def _rows_of(service: Database, attendee_id: int) -> list[tuple[str, Row]]:
    """Return what a check-in stored: its row, its scan's and its lines in the log."""
    [(seq,)] = service.query("SELECT max(seq) FROM core_audit")
    return [
        *(("core_check_ins", row) for row in _where(service, "core_check_ins", attendee_id)),
        *(("core_scans", row) for row in _where(service, "core_scans", attendee_id)),
        ("core_audit", *service.query("SELECT * FROM core_audit WHERE seq = ?", (seq,))),
    ]


def _where(service: Database, table: str, attendee_id: int) -> list[Row]:
    return service.query(f"SELECT * FROM {table} WHERE attendee_id = ?", (attendee_id,))


def _commit(bare: Database, rows: list[tuple[str, Row]]) -> None:
    with bare.transaction():
        for table, row in rows:
            marks = ", ".join("?" * len(row))
            bare.execute(f"INSERT INTO {table} VALUES ({marks})", row)
