"""The audit log in the vault: exact line bytes, chained and signed."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from venue_kiosk.domain.audit import (
    CHECKPOINT_EVERY,
    FIRST_PREV,
    SYSTEM,
    Checkpoint,
    Deed,
    Entry,
    Genesis,
    Slip,
    checkpoint_message,
    compose_line,
    fingerprint,
    head_of,
    reference,
)
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.keys import EVENT_KEY, REFERENCE_KEY, read_key
from venue_kiosk.storage.row_sums import differing
from venue_kiosk.storage.sqlite_errors import damaged

AUDIT_STEP: Final = (
    "audit",
    """
    CREATE TABLE core_audit (
        seq INTEGER PRIMARY KEY,
        line BLOB NOT NULL
    ) STRICT;
    """,
)


class AuditLog:
    """Appends to the log inside the caller's transaction: a change and its line stand together.

    Several processes may append to one log. Every 50th line is a checkpoint, whatever else asks
    for one, so that the due ones need no counting.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        *,
        at: dt.datetime,
        event_id: str,
        witness_key: str | None,
        software_sha256: str,
        plugins: tuple[tuple[str, str], ...],
        sample: bool,
    ) -> None:
        """Write the genesis line and its checkpoint; the log must be empty.

        ``witness_key`` is a fingerprint, ``plugins`` are ``(name, sha256)``.
        """
        genesis = Genesis(
            event_id=event_id,
            event_key=self.event_key_fingerprint,
            witness_key=witness_key,
            software_sha256=software_sha256,
            plugins=plugins,
            sample=sample,
        )
        self._write(0, compose_line(genesis, seq=0, at=at, who=SYSTEM, prev=FIRST_PREV))
        self.checkpoint(at=at)

    def append(
        self,
        who: str,
        act: str,
        *,
        at: dt.datetime,
        reception_no: str | None = None,
        n: Mapping[str, int] | None = None,
        why: str | None = None,
        lane: str | None = None,
        happened_at: dt.datetime | None = None,
    ) -> None:
        """Add what ``who`` did; of ``reception_no`` only a keyed hash is kept.

        Raises:
            ValueError: ``who``, ``act`` or ``why`` has not the form that the log allows.
        """
        ref = None if reception_no is None else reference(self._reference_key, reception_no)
        deed = Deed(act=act, ref=ref, n=n or {}, why=why, lane=lane, happened_at=happened_at)
        self._add(deed, at=at, who=who)

    def record_slip(
        self, kind: Literal["opening", "midday"], who: str, *, at: dt.datetime
    ) -> tuple[int, str]:
        """Add the line of a paper slip printed now, after a signed checkpoint.

        Returns the count and the head (64 digits) to print on it.
        """
        if json.loads(self._last()[1])["act"] != "checkpoint":
            self.checkpoint(at=at)
        count, head = self.count_and_head()
        self._add(Slip(kind), at=at, who=who)
        return count, head

    def checkpoint(self, *, at: dt.datetime) -> None:
        """Add a line signed by the event key."""
        seq, prev = self.count_and_head()
        message = checkpoint_message(self._event_id, seq=seq, prev=prev)
        signed = Checkpoint(self._event_key.sign(message))
        self._write(seq, compose_line(signed, seq=seq, at=at, who=SYSTEM, prev=prev))

    def lines(self) -> Sequence[bytes]:
        """Return every line, oldest first, byte for byte."""
        return [row[0] for row in self._database.query("SELECT line FROM core_audit ORDER BY seq")]

    def altered_tables(self) -> Sequence[str]:
        """Return the tables whose rows are not those that were written last."""
        return differing(self._database)

    def count_and_head(self) -> tuple[int, str]:
        """Return the number of lines and the hash of the last one, 64 digits."""
        seq, line = self._last()
        return seq + 1, head_of(line)

    def last_at(self) -> dt.datetime:
        """Return when the last line was written."""
        return dt.datetime.fromisoformat(json.loads(self._last()[1])["at"])

    @property
    def event_key_fingerprint(self) -> str:
        """The event key's fingerprint, as the opening slip shows it."""
        return key_fingerprint(self._event_key.public_key())

    def public_key_pem(self) -> bytes:
        """Return the event's public key as a file."""
        public = self._event_key.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def _last(self) -> tuple[int, bytes]:
        row = self._database.query_one("SELECT seq, line FROM core_audit ORDER BY seq DESC LIMIT 1")
        if row is None:
            raise damaged()
        return row[0], row[1]

    def _add(self, entry: Entry, *, at: dt.datetime, who: str) -> None:
        seq, prev = self.count_and_head()
        self._write(seq, compose_line(entry, seq=seq, at=at, who=who, prev=prev))
        if (seq + 1) % CHECKPOINT_EVERY == 0:
            self.checkpoint(at=at)

    def _write(self, seq: int, line: bytes) -> None:
        self._database.execute("INSERT INTO core_audit (seq, line) VALUES (?, ?)", (seq, line))
        self._database.note_head(seq + 1, hashlib.sha256(line).digest())

    @cached_property
    def _event_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(read_key(self._database, EVENT_KEY))

    @cached_property
    def _reference_key(self) -> bytes:
        return read_key(self._database, REFERENCE_KEY)

    @cached_property
    def _event_id(self) -> str:
        row = self._database.query_one("SELECT line FROM core_audit WHERE seq = 0")
        if row is None:
            raise damaged()
        return str(json.loads(row[0])["event_id"])


def key_fingerprint(key: Ed25519PublicKey) -> str:
    """Return the fingerprint of a public key, as slips and certificate show it."""
    return fingerprint(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
