"""Four kiosks on one event, killed at random."""

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

from venue_kiosk.domain.audit import head_of
from venue_kiosk.storage.audit import AuditLog

WRITER = Path(__file__).with_name("lane_writer.py")
KILLS = 8
LANES = 4


class Writer:
    """One process and what it has acknowledged."""

    def __init__(self, folder, passphrase):
        self.acknowledged = []
        self.some = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, str(WRITER), str(folder), passphrase], stdout=subprocess.PIPE
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            if line.endswith(b"\n"):
                self.acknowledged.append(tuple(line.decode().split()))
            if len(self.acknowledged) == 10:
                self.some.set()

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()


def test_no_acknowledged_row_is_lost_when_kiosks_are_killed(
    event, hanako, nine, open_event, add_table
):
    with event.database() as db:
        add_table(db, "CREATE TABLE seen_uids (uid TEXT PRIMARY KEY, lane TEXT NOT NULL) STRICT")
        with db.transaction():
            AuditLog(db).begin(
                at=nine,
                event_id=event.label.event_id,
                witness_key=None,
                software_sha256="ab" * 32,
                plugins=(),
                sample=True,
            )
    dice = random.Random(1)
    running = [Writer(event.folder, hanako.passphrase) for _ in range(LANES)]
    ended = []
    try:
        for _ in range(KILLS):
            victim = dice.randrange(LANES)
            assert running[victim].some.wait(60)
            running[victim].kill()
            ended.append(running[victim])
            running[victim] = Writer(event.folder, hanako.passphrase)
    finally:
        for writer in running:
            writer.kill()
    acknowledged = [pair for writer in ended + running for pair in writer.acknowledged]

    with open_event(event.folder).database() as db:
        stored = dict(db.query("SELECT uid, lane FROM seen_uids"))
        lines = [line for (line,) in db.query("SELECT line FROM core_audit ORDER BY seq")]
        assert db.query("PRAGMA integrity_check") == [("ok",)]
        assert db.query("PRAGMA cipher_integrity_check") == []
    assert len(acknowledged) >= 10 * KILLS
    assert all(stored.get(uid) == lane for lane, uid in acknowledged)
    assert {lane for lane, _uid in acknowledged} <= set("ABCDE")
    assert [json.loads(line)["prev"] for line in lines[1:]] == [
        head_of(line) for line in lines[:-1]
    ]
    assert sum(b'"row_seen"' in line for line in lines) == len(stored)
    lanes = [event.take_lane() for _ in range(LANES)]
    assert [lane.name for lane in lanes] == ["A", "B", "C", "D"]
