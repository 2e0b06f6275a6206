"""Whether the database is the one that was last written, which SQLCipher cannot tell."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from venue_kiosk.domain.audit import FIRST_PREV
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.head_file import HeadFile, HeadRecord, hash_of
from venue_kiosk.storage.row_sums import differing

RollbackKind = Literal["older", "other", "changed", "gap", "check_ins", "rows", "head_file"]
ACCEPTED = b'"act":"rollback_accepted"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    """What does not fit, with the figures that the log gets when somebody answers for it."""

    kind: RollbackKind
    known: int
    """Lines of the log that were known outside the database."""
    count: int
    """Lines of the log that are there."""
    gaps: int = 0
    """Places where one line does not follow the other."""
    check_ins: int = 0
    """Check-ins in the log minus those in the table."""
    revoked: int = 0
    """The same of revoked ones."""
    scans: int = 0
    """Check-ins whose scan is gone."""
    tables: int = 0
    """Tables whose rows are not those that were written last."""

    @property
    def figures(self) -> dict[str, int]:
        """The counts, as the line in the log has them."""
        return {
            "known": self.known,
            "found": self.count,
            "gaps": self.gaps,
            "check_ins": self.check_ins,
            "revoked": self.revoked,
            "scans": self.scans,
            "tables": self.tables,
        }


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was known before anybody opened the database."""

    record: HeadRecord | None
    same_file: bool | None
    """Whether the file is byte for byte the one closed last; nothing while it was not closed."""


def remember(head_file: HeadFile, database: Path) -> Remembered:
    """Look at the files before a connection changes them."""
    record = head_file.read()
    if record is None or record.file_hash is None:
        return Remembered(record, None)
    stray = database.with_name(database.name + "-wal")
    left_over = stray.exists() and stray.stat().st_size > 0
    return Remembered(record, not left_over and hash_of(database) == record.file_hash)


def find_rollback(remembered: Remembered, database: Database) -> Rollback | None:
    """Compare the database with what was remembered; nothing when all fits.

    What somebody answered for before is not told again.
    """
    with database.snapshot():  # another kiosk may be working
        return _compare(remembered, database)


def _compare(remembered: Remembered, database: Database) -> Rollback | None:
    walk = _walk(database)
    record = remembered.record
    check_ins, revoked, scans = unaccounted = _unaccounted(database)
    tables = len(differing(database))
    known = 0 if record is None else record.count

    def found(kind: RollbackKind) -> Rollback:
        return Rollback(
            kind=kind,
            known=known,
            count=walk.count,
            gaps=walk.gaps,
            check_ins=check_ins,
            revoked=revoked,
            scans=scans,
            tables=tables,
        )

    if record is None:
        return found("head_file")
    if known > walk.count:
        return found("older")
    if known and walk.heads.get(known - 1) != record.head:
        return found("other")
    if walk.gaps != walk.accepted.get("gaps", 0):
        return found("gap")
    accounted = tuple(walk.accepted.get(name, 0) for name in ("check_ins", "revoked", "scans"))
    if unaccounted != accounted:
        return found("check_ins")
    if tables:
        return found("rows")
    return found("changed") if remembered.same_file is False else None


def find_altered(database: Database) -> Rollback | None:
    """Look at the tables alone, of an event that was opened some time ago."""
    tables = len(differing(database))
    return Rollback(kind="rows", known=0, count=0, tables=tables) if tables else None


def was_rolled_back(lines: Iterable[bytes]) -> bool:
    """Say whether somebody has ever gone on with older records."""
    return any(ACCEPTED in line for line in lines)


@dataclass(slots=True)
class _Walk:
    count: int = 0
    heads: dict[int, bytes] = field(default_factory=dict)
    gaps: int = 0
    accepted: dict[str, int] = field(default_factory=dict)


def _walk(database: Database) -> _Walk:
    walk, prev = _Walk(), FIRST_PREV
    for seq, line in database.query("SELECT seq, line FROM core_audit ORDER BY seq"):
        # The kiosk writes ``prev`` last; parsing each line would take ten times as long.
        if seq != walk.count or not line.endswith(f'"prev":"{prev}"}}'.encode()):
            walk.gaps += 1
        if ACCEPTED in line:
            walk.accepted = json.loads(line).get("n", {})
        digest = hashlib.sha256(line).digest()
        walk.heads[seq] = digest
        walk.count, prev = seq + 1, digest.hex()
    return walk


def _unaccounted(database: Database) -> tuple[int, int, int]:
    """Return how far check-ins, revoked ones and scans are from what they should be."""
    [(logged, stored, log_revoked, revoked, lost)] = database.query(
        "SELECT"
        " (SELECT count(*) FROM core_audit"
        '  WHERE instr(line, CAST(\'"act":"check_in",\' AS BLOB)) > 0),'
        " (SELECT count(*) FROM core_check_ins),"
        " (SELECT count(*) FROM core_audit"
        '  WHERE instr(line, CAST(\'"act":"check_in_revoked",\' AS BLOB)) > 0),'
        " (SELECT count(*) FROM core_check_ins WHERE revoked_at IS NOT NULL),"
        " (SELECT count(*) FROM core_check_ins"
        "  WHERE nonce NOT IN (SELECT nonce FROM core_scans))"
    )
    return logged - stored, log_revoked - revoked, lost
