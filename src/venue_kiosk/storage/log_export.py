"""The audit log as it leaves the vault: sealed, and signed to the end."""

import datetime as dt

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from venue_kiosk.domain.audit import (
    SYSTEM,
    Checkpoint,
    Deed,
    checkpoint_message,
    compose_line,
    head_of,
)
from venue_kiosk.storage.audit import AuditLog


def sealed_log(log: AuditLog, event_key: bytes, *, event_id: str, at: dt.datetime) -> bytes:
    """Return the log's file: every line, ``log_sealed``, and one checkpoint over all of it.

    The seal stands in the export only; the vault goes on without it until it is erased.
    """
    lines = list(log.lines())
    seq, prev = len(lines), head_of(lines[-1])
    lines.append(compose_line(Deed(act="log_sealed"), seq=seq, at=at, who=SYSTEM, prev=prev))
    seq, prev = seq + 1, head_of(lines[-1])
    message = checkpoint_message(event_id, seq=seq, prev=prev)
    signed = Checkpoint(Ed25519PrivateKey.from_private_bytes(event_key).sign(message))
    lines.append(compose_line(signed, seq=seq, at=at, who=SYSTEM, prev=prev))
    return b"".join(line + b"\n" for line in lines)
