"""What the log costs a check-in, and checking it: ``python -m benchmarks log``."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.tables import Table, median, ms, percentile, show, times
from venue_kiosk.adapters.system import SystemClock, SystemTokens
from venue_kiosk.domain.audit_check import check_log
from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.head_file import HEAD_FILE, HeadFile
from venue_kiosk.storage.rollback import find_rollback, remember
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.vault import DATABASE_FILE, Vault
from venue_kiosk.testing.logs import KEY, content, ordinary

CHEAPEST: Final = Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)
LINES: Final = 10_000


def run(*, quick: bool) -> None:
    """Print both tables."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-log-"))
    try:
        _show_costs(_make(folder), 30 if quick else 400)
        _show_checks(folder / "event", LINES // 10 if quick else LINES)
    finally:
        shutil.rmtree(folder)


def _make(folder: Path) -> Vault:
    clock = SystemClock()

    def prepare(vault: Vault) -> None:
        with vault.database() as database, database.transaction():
            AuditLog(database).begin(
                at=clock.now(),
                event_id=vault.label.event_id,
                witness_key=None,
                software_sha256="ab" * 32,
                plugins=(),
                sample=True,
            )

    return Vault.create(
        folder / "event",
        Credential("H-01", "no secret at all"),
        title="benchmark",
        sample=True,
        at=clock.now(),
        tokens=SystemTokens(),
        prepare=prepare,
        parameters=CHEAPEST,
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _show_costs(vault: Vault, n: int) -> None:
    """Interleave the three, so that the disk is the same for all."""
    clock, head_file = SystemClock(), HeadFile(vault.folder / HEAD_FILE)
    plain, logged, kept = [], [], []
    with vault.unwatched_database() as bare, vault.database() as watched:
        log, unwatched = AuditLog(watched), AuditLog(bare)

        def append(which: AuditLog) -> None:
            which.append("H-03", "row_seen", at=clock.now(), n={"present": 1}, lane="A")

        for _ in range(n):
            with watched.transaction():
                append(log)
                began = time.perf_counter()
            logged.append(time.perf_counter() - began)
            with bare.transaction():
                append(unwatched)
                began = time.perf_counter()
            plain.append(time.perf_counter() - began)
            count, head = log.count_and_head()
            kept.append(_timed(partial(head_file.keep, count, bytes.fromhex(head))))
    rows = [
        _row("commit", plain, plain),
        _row("commit and the head beside it", logged, plain),
        _row("the head alone", kept, plain),
    ]
    note = "Interleaved, on one disk; each ends with its data flushed."
    columns = ("measured", "n", "p50 ms", "p95 ms", "÷ commit")
    show(Table("Log: what remembering its head costs", columns, rows, note))


def _row(name: str, values: Sequence[float], base: Sequence[float]) -> Sequence[str]:
    p95 = percentile(values, 0.95)
    ratio = times(median(values), median(base))
    return (name, str(len(values)), ms(median(values)), ms(p95), ratio)


def _show_checks(event: Path, lines: int) -> None:
    credential = Credential("H-01", "no secret at all")
    vault = Vault.open(event, credential, tokens=SystemTokens(), parameters=CHEAPEST)
    clock = SystemClock()
    with vault.database() as database:
        log = AuditLog(database)
        with database.transaction():
            for _ in range(lines):
                log.append("H-03", "row_seen", at=clock.now(), n={"present": 1}, lane="A")
    file = content(ordinary(lines))
    with vault.unwatched_database() as database:
        rows = list(_checks(vault, database, file))
    note = f"{lines:,} deeds and their checkpoints. At sign-in: the first two."
    columns = ("measured", "n", "p50 ms", "p95 ms")
    show(Table("Log: what checking it costs", columns, rows, note))


def _checks(vault: Vault, database: Database, file: bytes) -> Iterator[Sequence[str]]:
    head_file, path = HeadFile(vault.folder / HEAD_FILE), vault.folder / DATABASE_FILE
    remembered = remember(head_file, path)
    works: dict[str, Callable[[], object]] = {
        "hash of the closed file": lambda: remember(head_file, path),
        "chain and check-ins in the vault": lambda: find_rollback(remembered, database),
        "verify: form, chain, signatures": lambda: check_log(file, KEY),
    }
    for name, work in works.items():
        values = [_timed(work) for _ in range(5)]
        yield (name, str(len(values)), ms(median(values)), ms(percentile(values, 0.95)))
