"""What a paper slip says of the audit log; every slip can be told again from the log's lines."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from venue_kiosk.domain.audit import head_of
from venue_kiosk.domain.audit_line import parse_line

SlipKind = Literal["opening", "midday", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIdentity:
    """What the genesis line says, for the opening slip."""

    event_key: str
    """Fingerprint, in paper form already."""
    witness_key: str | None
    genesis: str
    """Hash of the genesis line, 64 digits."""
    software_sha256: str
    plugins: tuple[tuple[str, str], ...]
    """``(name, sha256)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSlip:
    """One slip: so many lines, and the hash of the last of them."""

    kind: SlipKind
    event_id: str
    sample: bool
    at: dt.datetime
    count: int
    head: str
    """64 digits; paper shows the first 40 in groups."""
    identity: LogIdentity | None = None
    """On the opening slip only."""
    log_sha256: str | None = None
    """Of the whole file, on the closing slip only."""


def recorded_slips(lines: Sequence[bytes]) -> Sequence[PrintedSlip]:
    """Return the opening and midday slips of a log that the kiosk wrote, oldest first."""
    genesis = parse_line(lines[0]).members
    # Parsing every line of a long log would cost a second; the slips are few.
    found = [parse_line(line) for line in lines if b'"act":"slip"' in line]
    return [
        PrintedSlip(
            kind=line.members["kind"],
            event_id=genesis["event_id"],
            sample=genesis["sample"],
            at=line.at,
            count=line.seq,
            head=line.prev,
            identity=_identity(lines[0]) if line.members["kind"] == "opening" else None,
        )
        for line in found
        if line.act == "slip"
    ]


def closing_slip(sealed: bytes) -> PrintedSlip:
    """Return the closing slip of a sealed log file."""
    lines = sealed.removesuffix(b"\n").split(b"\n")
    genesis = parse_line(lines[0]).members
    return PrintedSlip(
        kind="closing",
        event_id=genesis["event_id"],
        sample=genesis["sample"],
        at=parse_line(lines[-1]).at,
        count=len(lines),
        head=head_of(lines[-1]),
        log_sha256=hashlib.sha256(sealed).hexdigest(),
    )


def slips_of(sealed: bytes) -> Sequence[PrintedSlip]:
    """Return every slip of a sealed log file, the closing one last."""
    lines = sealed.removesuffix(b"\n").split(b"\n")
    return [*recorded_slips(lines), closing_slip(sealed)]


def _identity(first: bytes) -> LogIdentity:
    genesis = parse_line(first).members
    return LogIdentity(
        event_key=genesis["event_key"],
        witness_key=genesis["witness_key"],
        genesis=head_of(first),
        software_sha256=genesis["software_sha256"],
        plugins=tuple(_plugins(genesis["plugins"])),
    )


def _plugins(members: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for each in members:
        yield each["name"], each["sha256"]
