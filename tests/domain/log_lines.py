"""Audit logs for tests, chained and signed with the published test keys."""

import datetime as dt

from venue_kiosk.domain.audit import (
    CHECKPOINT_EVERY,
    FIRST_PREV,
    Checkpoint,
    Deed,
    Genesis,
    Slip,
    checkpoint_message,
    compose_line,
    head_of,
)
from venue_kiosk.domain.signatures import SigningKey

EVENT_ID = "00112233445566778899aabbccddeeff"
SEED = bytes(range(32))
OTHER_SEED = bytes(range(100, 132))
KEY = SigningKey(SEED).public
MORNING = dt.datetime(2026, 11, 23, 9, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def genesis(seed=SEED):
    return Genesis(
        event_id=EVENT_ID,
        event_key=SigningKey(seed).public.fingerprint,
        witness_key=None,
        software_sha256="ab" * 32,
        plugins=(("reception", "cd" * 32),),
        sample=True,
    )


def chain(entries, seed=SEED):
    """Return the lines of a log; an entry is (who, entry, minutes) or the word ``sign``."""
    key, lines, prev, at = SigningKey(seed), [], FIRST_PREV, MORNING
    for seq, each in enumerate(entries):
        who, entry = ("system", each) if isinstance(each, Genesis) or each == "sign" else each
        if entry == "sign":
            entry = Checkpoint(key.sign(checkpoint_message(EVENT_ID, seq=seq, prev=prev)))
        lines.append(compose_line(entry, seq=seq, at=at, who=who, prev=prev))
        prev, at = head_of(lines[-1]), at + dt.timedelta(seconds=7)
    return lines


def deed(number):
    return ("H-03", Deed(act="check_in", ref=f"{number:016x}", n={"present": number}, lane="A"))


def ordinary(deeds, seed=SEED, more=()):
    """Return the lines of a day with so many deeds, signed as the kiosk signs them."""
    entries = [genesis(seed), "sign", ("H-02", Slip("opening"))]
    for number in range(deeds):
        entries.append(deed(number))
        if len(entries) % CHECKPOINT_EVERY == 0:
            entries.append("sign")
    return chain([*entries, *more], seed)


def content(lines):
    return b"".join(line + b"\n" for line in lines)
