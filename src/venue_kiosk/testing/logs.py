"""Operation logs outside any event, chained and signed as the kiosk does it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

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
    head_of,
)
from venue_kiosk.domain.signatures import SigningKey

EVENT_ID: Final = "00112233445566778899aabbccddeeff"
SEED: Final = bytes(range(32))
"""The published test key."""
OTHER_SEED: Final = bytes(range(100, 132))
KEY: Final = SigningKey(SEED).public
MORNING: Final = dt.datetime(2026, 11, 23, 9, tzinfo=dt.timezone(dt.timedelta(hours=9)))

Step: TypeAlias = Literal["sign"] | tuple[str, Entry]
"""A checkpoint, or who did what."""


def genesis(seed: bytes = SEED) -> tuple[str, Entry]:
    """Return the first step of a log."""
    first = Genesis(
        event_id=EVENT_ID,
        event_key=SigningKey(seed).public.fingerprint,
        witness_key=None,
        software_sha256="ab" * 32,
        plugins=(("reception", "cd" * 32),),
        sample=True,
    )
    return SYSTEM, first


def chain(steps: Iterable[Step], seed: bytes = SEED) -> list[bytes]:
    """Return the lines of a log."""
    key, prev, at = SigningKey(seed), FIRST_PREV, MORNING
    lines: list[bytes] = []
    entry: Entry
    for seq, step in enumerate(steps):
        if step == "sign":
            message = checkpoint_message(EVENT_ID, seq=seq, prev=prev)
            who, entry = SYSTEM, Checkpoint(key.sign(message))
        else:
            who, entry = step
        lines.append(compose_line(entry, seq=seq, at=at, who=who, prev=prev))
        prev, at = head_of(lines[-1]), at + dt.timedelta(seconds=7)
    return lines


def deed(number: int) -> tuple[str, Entry]:
    """Return an arrival."""
    counts = {"present": number}
    return "H-03", Deed(act="check_in", ref=f"{number:016x}", n=counts, lane="A")


def ordinary(deeds: int, seed: bytes = SEED, more: Sequence[Step] = ()) -> list[bytes]:
    """Return the lines of a day with so many arrivals, signed when the kiosk would."""
    steps: list[Step] = [genesis(seed), "sign", ("H-02", Slip("opening"))]
    for number in range(deeds):
        steps.append(deed(number))
        if len(steps) % CHECKPOINT_EVERY == 0:
            steps.append("sign")
    return chain([*steps, *more], seed)


def content(lines: Iterable[bytes]) -> bytes:
    """Return the lines as a file."""
    return b"".join(line + b"\n" for line in lines)
